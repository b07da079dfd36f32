import type { TrainingSettings } from '../project/schema.ts';

export type PruningSettings = NonNullable<TrainingSettings['pruning']>;

/** The epochs, from 1, over which a run prunes. */
export interface PruningEpochs {
  readonly start: number;
  /** Ends with the final sparsity. */
  readonly end: number;
}

/** From `startEpoch` to `endEpoch`, to half of the run where that is absent; within the run, so that it ends with its sparsity. */
export function pruningEpochs({ startEpoch, endEpoch }: PruningSettings, epochs: number): PruningEpochs {
  const end = Math.min(endEpoch ?? Math.max(startEpoch, Math.ceil(epochs / 2)), epochs);
  return { start: Math.min(startEpoch, end), end };
}

/**
 * Share of its final sparsity that a run has once `step` steps are done: 1 − (1 − p)³ for a share p of the pruning epochs' steps, so that
 * much is pruned early, when much is superfluous, and little at the end.
 * Source: Zhu & Gupta, "To prune, or not to prune: exploring the efficacy of pruning for model compression", 2017.
 */
export function pruningShare(step: number, { start, end }: PruningEpochs, stepsPerEpoch: number): number {
  const first = (start - 1) * stepsPerEpoch;
  const progress = (step - first) / (end * stepsPerEpoch - first);
  return 1 - (1 - Math.min(Math.max(progress, 0), 1)) ** 3;
}

/** Whether the masks change after that step: every `interval` steps of the pruning epochs, and at their end. */
export function prunesAfter(step: number, { start, end }: PruningEpochs, stepsPerEpoch: number, interval: number): boolean {
  const first = (start - 1) * stepsPerEpoch;
  const last = end * stepsPerEpoch;
  return step === last || (step > first && step < last && (step - first) % interval === 0);
}
