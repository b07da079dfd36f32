import type { EpochRecord, RunEvent, StepBatch } from '../engine/training/events.ts';

/**
 * Curves of a run as its events come in. A run that goes on from a checkpoint repeats the steps after it: what was recorded of
 * them is replaced.
 */
export class RunCurves {
  #epochs: EpochRecord[];
  #loss: number[];
  #accuracy: number[];

  constructor(epochs: readonly EpochRecord[] = [], steps: StepBatch = { firstStep: 1, loss: new Float32Array(0) }) {
    this.#epochs = [...epochs];
    this.#loss = [...steps.loss];
    this.#accuracy = [...(steps.accuracy ?? [])];
  }

  get epochs(): readonly EpochRecord[] {
    return this.#epochs;
  }

  /** The best epoch so far by the monitored metric. */
  get best(): EpochRecord | undefined {
    return this.#epochs.findLast(({ best }) => best);
  }

  get steps(): StepBatch {
    const accuracy = this.#accuracy.length === this.#loss.length && this.#loss.length > 0 ? Float32Array.from(this.#accuracy) : undefined;
    return { firstStep: 1, loss: Float32Array.from(this.#loss), ...(accuracy && { accuracy }) };
  }

  add(event: RunEvent): void {
    if (event.type === 'epoch') this.#epochs = [...this.#epochs.filter(({ epoch }) => epoch < event.record.epoch), event.record];
    if (event.type === 'progress' && event.steps) this.#addSteps(event.steps);
  }

  #addSteps({ firstStep, loss, accuracy }: StepBatch): void {
    append(this.#loss, firstStep, loss);
    if (accuracy) append(this.#accuracy, firstStep, accuracy);
  }
}

/** Steps that were never seen are left open. */
function append(values: number[], firstStep: number, next: Float32Array): void {
  const known = values.length;
  values.length = Math.min(known, firstStep - 1);
  for (let step = values.length + 1; step < firstStep; step += 1) values.push(NaN);
  for (const value of next) values.push(value);
}
