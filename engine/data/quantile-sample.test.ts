import { describe, expect, it } from 'vitest';
import { QuantileSample } from './quantile-sample.ts';

function sampleOf(size: number, values: Iterable<number>): QuantileSample {
  const sample = new QuantileSample(size);
  for (const value of values) sample.add(value);
  return sample;
}

/** 0 to count − 1 in an order that has nothing to do with their size. */
const shuffled = (count: number) => Array.from({ length: count }, (_, i) => (i * 7919) % count);

describe('quantiles', () => {
  it('are exact and interpolated up to the size, whatever the order', () => {
    const sorted = Array.from({ length: 1001 }, (_, i) => i);
    expect(sampleOf(1001, sorted).quantiles([0, 0.25, 0.5, 1])).toEqual([0, 250, 500, 1000]);
    expect(sampleOf(1001, sorted.toReversed()).quantiles([0.1])).toEqual([100]);
    expect(sampleOf(10, [1, 2, 4, 8]).quantiles([0.5, 0.25])).toEqual([3, 1.75]);
    expect(sampleOf(10, [7]).quantiles([0.25, 0.75])).toEqual([7, 7]);
    expect(sampleOf(10, []).quantiles([0.5])).toEqual([NaN]);
  });

  it.each([
    ['sorted', (count: number) => Array.from({ length: count }, (_, i) => i)],
    ['shuffled', shuffled],
    ['periodic', (count: number) => Array.from({ length: count }, (_, i) => (i % 64) * (count / 64) + Math.floor(i / 64))],
  ])('of many %s numbers are off by no more than four standard deviations', (_, numbers) => {
    const [count, size] = [400_000, 10_000];
    const shares = [0.05, 0.25, 0.5, 0.75, 0.95];
    const found = sampleOf(size, numbers(count)).quantiles(shares);
    shares.forEach((share, i) => {
      expect(Math.abs(found[i] / count - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / size));
    });
  });

  it('are the same each time', () => {
    const numbers = shuffled(50_021);
    expect(sampleOf(1000, numbers).quantiles([0.5])).toEqual(sampleOf(1000, numbers).quantiles([0.5]));
  });
});
