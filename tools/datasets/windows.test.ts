import { expect, it } from 'vitest';
import type { SeriesWindow } from '../../engine/data/dataset.ts';
import { splitInTime, type Step } from './windows.ts';

const steps: readonly Step[] = Array.from({ length: 20 }, (_, t) => ({ features: [t, 50 - t], target: 100 + t }));
const window: SeriesWindow = { length: 3, horizon: 1, stride: 1, step: 'day' };

it('gives each window the steps of one feature after those of another, and the next value', () => {
  const [first, second] = splitInTime(steps, window, 10).train;
  expect(first).toEqual({ input: Float32Array.of(0, 1, 2, 50, 49, 48), target: 103 });
  expect(second).toEqual({ input: Float32Array.of(1, 2, 3, 49, 48, 47), target: 104 });
});

it('forecasts as many steps as the horizon has', () => {
  const { train, test } = splitInTime(steps, { ...window, horizon: 2 }, 10);
  expect([train.at(-1)?.target, test[0].target]).toEqual([
    [108, 109],
    [113, 114],
  ]);
});

it('begins windows a stride apart and leaves out what does not fill one', () => {
  const { train } = splitInTime(steps, { ...window, stride: 4 }, 10);
  expect(train.map(({ input }) => input[0])).toEqual([0, 4]);
});

it('shares no step between training and test', () => {
  const { train, test } = splitInTime(steps, window, 10);
  const latest = Math.max(...train.map(({ target }) => Number(target) - 100));
  const earliest = Math.min(...test.map(({ input }) => input[0]));
  expect([train.length, test.length, latest, earliest]).toEqual([7, 7, 9, 10]);
});
