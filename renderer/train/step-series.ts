/**
 * One number per optimiser step in a growing typed array. Step 1 is at index 0; steps that were never told are NaN.
 * `revision` changes when recorded steps are written anew, so that what was derived from them is derived again.
 */
export class StepSeries {
  #values = new Float32Array(1024);
  #length = 0;
  revision = 0;

  get length(): number {
    return this.#length;
  }

  /** The recorded steps; valid until the next write. */
  get values(): Float32Array {
    return this.#values.subarray(0, this.#length);
  }

  /** Value of a step from 1; NaN where none is recorded. */
  at(step: number): number {
    return step >= 1 && step <= this.#length ? (this.#values[step - 1] ?? NaN) : NaN;
  }

  /** Writes a live stretch of steps; what was recorded after it is dropped (a resumed run repeats those steps). */
  append(firstStep: number, values: Float32Array): void {
    const start = firstStep - 1;
    if (start < this.#length) this.revision += 1;
    this.#write(start, values);
    this.#length = start + values.length;
  }

  /** Writes recorded steps without dropping the live ones after them. */
  merge(firstStep: number, values: Float32Array): void {
    const start = firstStep - 1;
    const length = Math.max(this.#length, start + values.length);
    this.#write(start, values);
    this.#length = length;
    this.revision += 1;
  }

  #write(start: number, values: Float32Array): void {
    const end = start + values.length;
    if (end > this.#values.length) this.#grow(end);
    if (start > this.#length) this.#values.fill(NaN, this.#length, start);
    this.#values.set(values, start);
  }

  #grow(needed: number): void {
    const larger = new Float32Array(Math.max(needed, this.#values.length * 2));
    larger.set(this.#values.subarray(0, this.#length));
    this.#values = larger;
  }
}
