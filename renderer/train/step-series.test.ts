import { describe, expect, it } from 'vitest';
import { decimate } from './decimate.ts';
import { SmoothedSeries } from './smoothing.ts';
import { StepSeries } from './step-series.ts';

const floats = (...values: number[]) => new Float32Array(values);

describe('StepSeries', () => {
  it('grows past its first storage and keeps every step', () => {
    const series = new StepSeries();
    for (let step = 1; step <= 5000; step += 100)
      series.append(
        step,
        Float32Array.from({ length: 100 }, (_, i) => step + i),
      );
    expect(series.length).toBe(5000);
    expect([series.at(1), series.at(1025), series.at(5000), series.at(5001)]).toEqual([1, 1025, 5000, NaN]);
  });

  it('drops the steps that a resumed run repeats', () => {
    const series = new StepSeries();
    series.append(1, floats(1, 2, 3, 4));
    series.append(3, floats(30));
    expect([...series.values]).toEqual([1, 2, 30]);
    expect(series.revision).toBe(1);
  });

  it('keeps live steps when the history arrives after them', () => {
    const series = new StepSeries();
    series.append(4, floats(4, 5));
    expect(series.at(2)).toBeNaN();
    series.merge(1, floats(1, 2, 3));
    expect([...series.values]).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('SmoothedSeries', () => {
  it('gives the raw values for weight 0 and stays at a constant for any weight', () => {
    const series = new StepSeries();
    series.append(1, floats(3, 1, 2));
    expect([...new SmoothedSeries(series).update(0)]).toEqual([3, 1, 2]);
    const constant = new StepSeries();
    constant.append(1, floats(2, 2, 2, 2));
    for (const value of new SmoothedSeries(constant).update(0.9)) expect(value).toBeCloseTo(2, 5);
  });

  it('gives the same numbers whether steps come at once or one by one, and passes over NaN', () => {
    const values = [5, 1, NaN, 4, 2, 8];
    const atOnce = new StepSeries();
    atOnce.append(1, Float32Array.from(values));
    const oneByOne = new StepSeries();
    const smoothed = new SmoothedSeries(oneByOne);
    for (const [i, value] of values.entries()) {
      oneByOne.append(i + 1, floats(value));
      smoothed.update(0.6);
    }
    expect([...smoothed.update(0.6)]).toEqual([...new SmoothedSeries(atOnce).update(0.6)]);
  });

  it('starts again when recorded steps were written anew', () => {
    const series = new StepSeries();
    series.append(1, floats(1, 1, 9));
    const smoothed = new SmoothedSeries(series);
    smoothed.update(0.5);
    series.append(3, floats(1));
    expect(smoothed.update(0.5)[2]).toBeCloseTo(1, 6);
  });
});

describe('decimate', () => {
  it('keeps the extreme values of a long series', () => {
    const values = Float32Array.from({ length: 50_000 }, (_, i) => Math.sin(i / 100));
    values[31_337] = 77;
    values[12_345] = -77;
    const points = decimate(values, (step) => step, 500);
    expect(points.x.length).toBeLessThanOrEqual(2000);
    expect(points.y).toContain(77);
    expect(points.y).toContain(-77);
    expect(points.x.every((x, i) => i === 0 || x > (points.x[i - 1] ?? 0))).toBe(true);
    expect([points.x[0], points.x.at(-1)]).toEqual([1, 50_000]);
  });

  it('turns values that are no numbers into gaps', () => {
    expect(decimate(floats(1, NaN, Infinity, 2), (step) => step, 500).y).toEqual([1, null, null, 2]);
  });
});
