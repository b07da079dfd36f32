import { expect, it } from 'vitest';
import { karate } from '../data/karate.ts';
import { linkedInfo } from '../data/links.ts';
import { mnist } from '../data/mnist.ts';
import { molecules } from '../data/molecules.ts';
import { roget } from '../data/roget.ts';
import { describeGraphInput } from './graph-parts.ts';

it('says that edges without a direction are given both ways, and directed ones once', () => {
  const edges = { field: 'edges', part: 'edges' } as const;
  expect(describeGraphInput(edges, karate)).toMatchObject({
    part: 'edges',
    directed: false,
    meaning: expect.stringContaining('once each way'),
  });
  expect(describeGraphInput({ ...edges, field: 'bonds' }, molecules)).toMatchObject({ directed: false });
  expect(describeGraphInput(edges, roget)).toMatchObject({ directed: true, meaning: expect.not.stringContaining('once each way') });
});

it('says what membership and pairs are', () => {
  expect(describeGraphInput({ field: 'membership', part: 'membership' }, molecules)).toMatchObject({ part: 'membership' });
  expect(describeGraphInput({ field: 'pair' }, linkedInfo(karate, { testFraction: 0.1 }))).toMatchObject({ part: 'pairs' });
});

it('says nothing of values sample by sample', () => {
  expect(describeGraphInput({ field: 'image' }, mnist)).toBeUndefined();
  expect(describeGraphInput({ field: 'pair' }, karate)).toBeUndefined();
});
