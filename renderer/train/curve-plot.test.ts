import { expect, it } from 'vitest';
import { spread } from './curve-plot.ts';

it('labels at the ends of curves keep their order and never overlap', () => {
  const places = spread([100, 102, 40, 101], 14, { min: 0, max: 200 });
  const sorted = [...places].sort((a, b) => a - b);
  expect(sorted.every((place, i) => i === 0 || place - (sorted[i - 1] ?? 0) > 13)).toBe(true);
  expect([places[2], places[0], places[3], places[1]]).toEqual(sorted);
});

it('labels stay between the axis and the upper edge, where curves meet as well', () => {
  expect(spread([199, 200, 200], 14, { min: 0, max: 200 })).toEqual([172, 186, 200]);
  expect(spread([10, 10, 12], 14, { min: 10, max: 200 })).toEqual([10, 24, 38]);
});
