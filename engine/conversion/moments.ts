import type { Scaling } from '../data/dataset.ts';

/** Mean, deviation and range of numbers as they come; what is not finite is passed over. */
export class Moments {
  private count = 0;
  private mean = 0;
  private squares = 0;
  private min = Infinity;
  private max = -Infinity;

  /** B. P. Welford, Note on a Method for Calculating Corrected Sums of Squares and Products, 1962. */
  add(value: number): void {
    if (!Number.isFinite(value)) return;
    this.count += 1;
    const before = value - this.mean;
    this.mean += before / this.count;
    this.squares += before * (value - this.mean);
    this.min = Math.min(this.min, value);
    this.max = Math.max(this.max, value);
  }

  /** 0 where there was no number. */
  get average(): number {
    return this.mean;
  }

  /** Brings the numbers to mean 0 and deviation 1; a single value becomes 0. */
  standardisation(): Scaling {
    const deviation = Math.sqrt(this.squares / Math.max(1, this.count));
    const scale = deviation > 0 ? 1 / deviation : 1;
    return { scale, offset: 0 - this.mean * scale };
  }

  /** Brings the numbers between 0 and 1. */
  unitRange(): Scaling {
    const scale = this.max > this.min ? 1 / (this.max - this.min) : 1;
    return { scale, offset: this.count === 0 ? 0 : 0 - this.min * scale };
  }
}
