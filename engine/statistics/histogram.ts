import type { Histogram } from './definition.ts';

/** Bins of a histogram, at least and at most. */
const FEWEST = 8;
const MOST = 64;

/** Whole numbers in a row that have a bin each, however few are counted. */
const FEW_NUMBERS = 20;

/** Different whole numbers, however far apart, that have a bin each. */
export const FEW_VALUES = 10;

/** What is known of numbers before they are counted. */
export interface Spread {
  readonly count: number;
  readonly min: number;
  readonly max: number;
  /** Between the first and the third quartile. */
  readonly middle: number;
  /** All are whole numbers. */
  readonly whole: boolean;
  /** The different numbers there are, where they are at most `FEW_VALUES`. */
  readonly values?: readonly number[];
}

/** Counts numbers in the bins of a histogram. */
export interface Counts {
  readonly histogram: Histogram;
  /** Takes in the finite numbers among `values`, each `times` over. */
  add(values: ArrayLike<number>, times?: number): void;
}

/** Counts numbers in equally wide bins. */
export class EqualCounts implements Counts {
  readonly min: number;
  readonly max: number;
  private readonly counts: Float64Array;

  constructor(min: number, max: number, bins: number) {
    this.min = min;
    this.max = max;
    this.counts = new Float64Array(bins);
  }

  add(values: ArrayLike<number>, times = 1): void {
    const { counts, min, max } = this;
    const last = counts.length - 1;
    const perUnit = counts.length / (max - min);
    for (let i = 0; i < values.length; i += 1) {
      const bin = Math.floor((values[i] - min) * perUnit);
      if (Number.isFinite(bin)) counts[Math.max(0, Math.min(bin, last))] += times;
    }
  }

  get histogram(): Histogram {
    return { min: this.min, max: this.max, counts: [...this.counts] };
  }
}

/** Counts whole numbers in bins of `step` of them; the last bin may have fewer. */
class WholeCounts implements Counts {
  private readonly min: number;
  private readonly max: number;
  private readonly step: number;
  private readonly counts: Float64Array;

  constructor(min: number, max: number, step: number) {
    this.min = min;
    this.max = max;
    this.step = step;
    this.counts = new Float64Array(Math.floor((max - min) / step) + 1);
  }

  add(values: ArrayLike<number>, times = 1): void {
    const { counts, min, step } = this;
    for (let i = 0; i < values.length; i += 1) {
      const bin = Math.floor((values[i] - min) / step);
      if (bin >= 0 && bin < counts.length) counts[bin] += times;
    }
  }

  get histogram(): Histogram {
    const { min, max, step } = this;
    const counts = [...this.counts];
    return step === 1 ? { min, max, counts, values: counts.map((_, i) => min + i) } : { min, max, counts, step };
  }
}

/** Counts each of a few values. */
class ValueCounts implements Counts {
  private readonly values: readonly number[];
  private readonly counts: Map<number, number>;

  /** `values` ascend. */
  constructor(values: readonly number[]) {
    this.values = values;
    this.counts = new Map(values.map((value) => [value, 0]));
  }

  add(values: ArrayLike<number>, times = 1): void {
    for (let i = 0; i < values.length; i += 1) {
      const count = this.counts.get(values[i]);
      if (count !== undefined) this.counts.set(values[i], count + times);
    }
  }

  get histogram(): Histogram {
    const { values } = this;
    return { min: values[0], max: values[values.length - 1], counts: [...this.counts.values()], values };
  }
}

/**
 * Bins for numbers, from the least to the most of them: one for each whole number or value where they are few, bins of some whole numbers
 * where they are many, else bins as wide as 2·(Q₃ − Q₁)∕∛n, though 8 to 64 of them. Source: Freedman & Diaconis, "On the histogram as a
 * density estimator", 1981.
 */
export function countsFor({ count, min, max, middle, whole, values }: Spread): Counts {
  if (min === max) return new ValueCounts([min]);
  const bins = Math.ceil((max - min) / ((2 * middle) / Math.cbrt(count)));
  const wanted = Math.max(FEWEST, Math.min(Number.isFinite(bins) ? bins : MOST, MOST));
  if (!whole) return new EqualCounts(min, max, wanted);
  const numbers = max - min + 1;
  if (numbers <= FEW_NUMBERS) return new WholeCounts(min, max, 1);
  if (values !== undefined && 2 * values.length <= count) return new ValueCounts(values);
  return new WholeCounts(min, max, Math.ceil(numbers / wanted));
}
