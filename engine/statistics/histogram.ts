import type { Histogram } from './definition.ts';

/** Bins of a histogram, at least and at most. */
const FEWEST = 8;
const MOST = 64;

/** Whole numbers that have a bin each, however few are counted. */
const FEW_NUMBERS = 20;

/** What is known of numbers before they are counted. */
export interface Spread {
  readonly count: number;
  readonly min: number;
  readonly max: number;
  /** Between the first and the third quartile. */
  readonly middle: number;
  /** All are whole numbers. */
  readonly whole: boolean;
}

/** Counts numbers in equally wide bins. */
export class Counts {
  readonly min: number;
  readonly max: number;
  private readonly counts: Float64Array;

  constructor(min: number, max: number, bins: number) {
    this.min = min;
    this.max = max;
    this.counts = new Float64Array(bins);
  }

  /** Takes in the finite numbers among `values`, each `times` over. */
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

/**
 * Bins for numbers: one for each whole number where they are few, bins of some whole numbers where they are many, else bins as wide as
 * 2·(Q₃ − Q₁)∕∛n, though 8 to 64 of them. Source: Freedman & Diaconis, "On the histogram as a density estimator", 1981.
 */
export function countsFor({ count, min, max, middle, whole }: Spread): Counts {
  if (min === max) return new Counts(min - 0.5, max + 0.5, 1);
  const bins = Math.ceil((max - min) / ((2 * middle) / Math.cbrt(count)));
  const wanted = Math.max(FEWEST, Math.min(Number.isFinite(bins) ? bins : MOST, MOST));
  if (!whole) return new Counts(min, max, wanted);
  const numbers = max - min + 1;
  const width = numbers <= FEW_NUMBERS ? 1 : Math.ceil(numbers / wanted);
  const used = Math.ceil(numbers / width);
  return new Counts(min - 0.5, min - 0.5 + width * used, used);
}
