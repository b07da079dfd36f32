import { expect, it } from 'vitest';
import { histogramBars } from './histogram-bars.ts';

it('gives each of a few values a bar with its name', () => {
  expect(histogramBars({ min: 0, max: 1, counts: [3, 1200], values: [0, 1] })).toEqual([
    { from: 0, width: 0.5, count: 3, text: '0: 3' },
    { from: 0.5, width: 0.5, count: 1200, text: '1: 1,200' },
  ]);
});

it('names the whole numbers of a bin, and makes a last bin of fewer narrower', () => {
  const bars = histogramBars({ min: 1, max: 9, counts: [4, 4, 1], step: 4 });
  expect(bars.map(({ text }) => text)).toEqual(['1 to 4: 4', '5 to 8: 4', '9: 1']);
  expect(bars.map(({ width }) => width * 9)).toEqual([4, 4, expect.closeTo(1, 9)]);
});

it('tells the bounds of equal bins', () => {
  const bars = histogramBars({ min: 0.5, max: 2.5, counts: [1, 0] });
  expect(bars.map(({ text, width }) => [text, width])).toEqual([
    ['0.5 to 1.5: 1', 0.5],
    ['1.5 to 2.5: 0', 0.5],
  ]);
});
