/** Fills the steps of a series in their order: a missing number takes the value of the step before it. */
export class StepFiller {
  /** Numbers that were filled in, and steps that were left out as no step before them has a number. */
  filled = 0;
  dropped = 0;
  private former: readonly number[] = [];

  /** Nothing is filled in from the steps before. */
  restart(): void {
    this.former = [];
  }

  /** The values of a step, filled in; `undefined` until each channel had one. */
  step(values: readonly number[]): readonly number[] | undefined {
    const whole = values.map((value, i) => (Number.isNaN(value) ? (this.former[i] ?? NaN) : value));
    this.former = whole;
    if (whole.some(Number.isNaN)) {
      this.dropped += 1;
      return undefined;
    }
    this.filled += values.filter(Number.isNaN).length;
    return whole;
  }

  notes(): readonly string[] {
    return [
      ...(this.filled > 0 ? [`${this.filled} missing numbers take the value of the step before.`] : []),
      ...(this.dropped > 0 ? [`${this.dropped} steps at the beginning are left out, as numbers are missing there.`] : []),
    ];
  }
}
