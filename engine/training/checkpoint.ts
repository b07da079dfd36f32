import type { EpochRecord } from './events.ts';
import type { ScoreSums } from './scores.ts';
import type { StateTensors } from './state.ts';

/** Where a run stands: with the state tensors, all that is needed to go on as if it had never stopped. */
export interface TrainingPosition {
  /** With the batch size it fixes the order of the samples. */
  readonly seed: number;
  readonly batchSize: number;
  /** Epochs that are complete, validation included. */
  readonly epochs: number;
  /** Batches done of the running epoch. */
  readonly batches: number;
  /** Optimiser steps so far. */
  readonly step: number;
  /** What schedule and warm-up are applied to. */
  readonly learningRate: number;
  /** That the latest step was trained with; absent before the first. */
  readonly stepLearningRate?: number;
  /** Seconds of training so far, pauses left out. */
  readonly seconds: number;
  /** Sums over the running epoch's batches. */
  readonly means: ScoreSums;
  readonly lastEpoch?: EpochRecord;
  readonly bestEpoch?: EpochRecord;
  /**
   * The monitored metric after each epoch, turned so that smaller is better, NaN where it had no value: plateaus and early stopping look
   * back on it. Checkpoints of runs from before there were any lack it.
   */
  readonly history?: readonly number[];
}

export interface Checkpoint {
  /** By slot name; a best checkpoint leaves the optimiser's slots out. */
  readonly tensors: StateTensors;
  readonly position: TrainingPosition;
}

/** Where a trainer leaves its checkpoints. Tensors and history may change once `save` has resolved. */
export interface CheckpointStore {
  save(kind: 'best' | 'last', checkpoint: Checkpoint): Promise<void>;
}
