import { describe, expect, it } from 'vitest';
import { linearTicks, logTicks, percentTick, quantile, roundedRange } from './ticks.ts';

describe('axis ticks', () => {
  it('are round values within the range', () => {
    expect(linearTicks({ min: 0.92, max: 1 }, 5)).toEqual([0.92, 0.94, 0.96, 0.98, 1]);
    expect(linearTicks({ min: 0, max: 12 }, 6)).toEqual([0, 2, 4, 6, 8, 10, 12]);
    expect(linearTicks({ min: 0, max: 1 }, 8, 1)).toEqual([0, 1]);
  });

  it('of percents have the decimals that tell them apart', () => {
    expect([0.999, 0.9992, 1].map((value) => percentTick(value, 0.0002))).toEqual(['99.90%', '99.92%', '100.00%']);
    expect([0.9, 0.95, 1].map((value) => percentTick(value, 0.05))).toEqual(['90%', '95%', '100%']);
    expect(percentTick(0.995, 0.005)).toBe('99.5%');
  });

  it('are powers of ten on a log axis, with steps between them where it is short', () => {
    expect(logTicks({ min: 0.005, max: 2 }, 8)).toEqual([0.01, 0.1, 1]);
    expect(logTicks({ min: 0.1, max: 1e16 }, 8).map(Math.log10)).toEqual([0, 3, 6, 9, 12, 15]);
    expect(logTicks({ min: 0.05, max: 1 }, 8)).toEqual([0.05, 0.1, 0.2, 0.5, 1]);
  });
});

describe('axis range', () => {
  it('is widened to round values', () => {
    expect(roundedRange({ min: 0.013, max: 0.97 }, false)).toEqual({ min: 0, max: 1 });
    expect(roundedRange({ min: 0.0073, max: 1.4 }, true)).toEqual({ min: 0.007, max: 1.5 });
  });

  it('never is empty', () => {
    for (const value of [0, 0.3, 2, -1]) {
      const { min, max } = roundedRange({ min: value, max: value }, false);
      expect(max).toBeGreaterThan(min);
      expect(min).toBeLessThanOrEqual(value);
      expect(max).toBeGreaterThanOrEqual(value);
    }
    expect(roundedRange({ min: 0.1, max: 0.1 }, true)).toEqual({ min: 0.1, max: 0.5 });
  });
});

it('a quantile passes over gaps', () => {
  expect(quantile([3, null, 1, 2], 0.5)).toBe(2);
  expect(quantile([null], 0.5)).toBeUndefined();
});
