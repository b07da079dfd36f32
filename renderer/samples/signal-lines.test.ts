import { expect, it } from 'vitest';
import { bursts } from '../../engine/data/bursts.ts';
import { births } from '../../engine/data/births.ts';
import type { DatasetField } from '../../engine/data/dataset.ts';
import { channelsOf, signalLines, signalSamples } from './signal-lines.ts';

const field: DatasetField = { name: 'x', label: 'X', role: 'input', dtype: 'float32', semantics: 'signal', shape: [1, 2] };
const stored = Array.from({ length: 200 }, (_, i) => i);

it('draws the first three of signals that are independent', () => {
  expect(signalSamples(bursts.info)).toBe(3);
  expect(signalLines(bursts.info, field, stored.slice(0, 6), 3)).toEqual([
    [0, 1],
    [2, 3],
    [4, 5],
  ]);
});

it('draws windows of a series that follow upon each other', () => {
  expect(signalSamples(births)).toBe(57);
  expect(signalLines(births, field, stored, 57).map(([first]) => first)).toEqual([0, 56, 112]);
});

it('draws as many as there are', () => {
  expect(signalLines(bursts.info, field, stored.slice(0, 2), 1)).toEqual([[0, 1]]);
  expect(signalLines(births, field, stored.slice(0, 60), 30).map(([first]) => first)).toEqual([0, 56]);
});

it('draws the channels of one sample below each other, each as it is fed', () => {
  const columns = [
    { name: 'warmth', scale: 2, offset: 1 },
    { name: 'wind', scale: 0.5, offset: 0 },
  ];
  const two: DatasetField = { ...field, shape: [2, 2], columns };
  expect(signalLines(bursts.info, two, [0, 1, 2, 4, 8, 9, 6, 8], 2)).toEqual([
    [1, 3],
    [1, 2],
  ]);
  expect(channelsOf(two, [0, 1, 2, 4, 8, 9, 6, 8], 1)).toEqual([
    [17, 19],
    [3, 4],
  ]);
});
