import { expect, it } from 'vitest';
import { Tally } from './tally.ts';

it('ranks values by how often they come, equal ones in the order asked for', () => {
  const tally = new Tally<string>(10);
  for (const value of ['b', 'c', 'a', 'c']) tally.add(value);
  expect(tally.ranked((a, b) => a < b)).toEqual(['c', 'a', 'b']);
});

it('keeps what comes often among more values than it may hold', () => {
  const tally = new Tally<number>(1000);
  for (let i = 0; i < 50_000; i += 1) {
    tally.add(i);
    if (i % 10 === 0) tally.add(-1);
    if (i % 20 === 0) tally.add(-2);
  }
  const ranked = tally.ranked((a, b) => a < b);
  expect(ranked.slice(0, 2)).toEqual([-1, -2]);
  expect(ranked.length).toBeLessThanOrEqual(1000);
});
