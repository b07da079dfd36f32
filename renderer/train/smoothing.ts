import type { StepSeries } from './step-series.ts';

/**
 * Exponential moving average of a step series, brought up to date step by step: sₜ = w·sₜ₋₁ + (1−w)·vₜ, divided by 1−wᵗ so
 * that the first steps aren't drawn towards zero. Steps without a finite value are passed over.
 */
export class SmoothedSeries {
  readonly #source: StepSeries;
  #values = new Float32Array(1024);
  #length = 0;
  #revision = -1;
  #weight = -1;
  #sum = 0;
  #norm = 1;

  constructor(source: StepSeries) {
    this.#source = source;
  }

  /** Smoothed values for a weight of 0 (the raw values) to just under 1; valid until the next call. */
  update(weight: number): Float32Array {
    const source = this.#source.values;
    if (weight !== this.#weight || this.#source.revision !== this.#revision) this.#restart(weight);
    if (source.length > this.#values.length) this.#grow(source.length);
    for (let i = this.#length; i < source.length; i++) this.#values[i] = this.#next(source[i] ?? NaN);
    this.#length = source.length;
    return this.#values.subarray(0, this.#length);
  }

  #next(value: number): number {
    if (!Number.isFinite(value)) return NaN;
    this.#sum = this.#weight * this.#sum + (1 - this.#weight) * value;
    this.#norm *= this.#weight;
    return this.#sum / (1 - this.#norm);
  }

  #restart(weight: number): void {
    this.#weight = weight;
    this.#revision = this.#source.revision;
    this.#length = 0;
    this.#sum = 0;
    this.#norm = 1;
  }

  #grow(needed: number): void {
    const larger = new Float32Array(Math.max(needed, this.#values.length * 2));
    larger.set(this.#values.subarray(0, this.#length));
    this.#values = larger;
  }
}
