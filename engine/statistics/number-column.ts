import type { NumberStatistics } from './definition.ts';
import { type Counts, countsFor, FEW_VALUES } from './histogram.ts';
import { Moments } from './moments.ts';
import { QuantileSample } from '../data/quantile-sample.ts';

/** Statistics of numbers that are looked at twice, block by block: for their range, then for their histogram. */
export class NumberColumn {
  readonly moments = new Moments();
  missing = 0;
  private whole = true;
  private readonly different = new Set<number>();
  private readonly sample: QuantileSample;
  private quartiles: readonly number[] = [];
  private counts: Counts | undefined;

  /** `kept` is how many numbers the quartiles are taken from. */
  constructor(kept: number) {
    this.sample = new QuantileSample(kept);
  }

  /** The first look. Those that are not finite are missing. */
  first(values: Float64Array): void {
    this.missing += values.length - this.moments.add(values);
    for (const value of values) {
      if (!Number.isFinite(value)) continue;
      this.sample.add(value);
      this.whole &&= Number.isInteger(value);
      if (this.whole && this.different.size <= FEW_VALUES) this.different.add(value);
    }
  }

  /** The second look, at the same numbers. */
  second(values: Float64Array): void {
    if (this.moments.count === 0) return;
    this.counts ??= this.countsOfAll();
    this.counts.add(values);
  }

  /** After both looks; `undefined` where all values are missing. */
  get numbers(): NumberStatistics | undefined {
    const { min, max, mean, deviation } = this.moments;
    const [lower, median, upper] = this.quartiles;
    if (this.counts === undefined) return undefined;
    return { min, max, mean, deviation, quartiles: [lower, median, upper], histogram: this.counts.histogram };
  }

  private countsOfAll(): Counts {
    const { count, min, max } = this.moments;
    this.quartiles = this.sample.quantiles([0.25, 0.5, 0.75]);
    const [lower, , upper] = this.quartiles;
    const values = this.different.size > FEW_VALUES ? undefined : [...this.different].sort((a, b) => a - b);
    return countsFor({ count, min, max, middle: upper - lower, whole: this.whole, ...(values && { values }) });
  }
}
