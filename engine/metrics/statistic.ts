import type { ClassScores } from './class-scores.ts';
import type { Batch, Reading } from './reading.ts';

/**
 * Sums over samples that some metrics are computed from: plain numbers, so that a checkpoint can hold them and the sums of a stopped
 * and resumed epoch are those of one that was not stopped.
 */
export interface Statistic {
  /** How many numbers it keeps; they start at 0. */
  size(reading: Reading): number;
  add(sums: Float64Array, batch: Batch, reading: Reading): void;
}

/** The statistics that add up over samples. */
export type AdditiveName = 'confusion' | 'ranks' | 'surprise' | 'writing' | 'calibration' | 'errors' | 'moments';

/** `scores` keeps every score, because an order of all of them does not add up. */
export type StatisticName = AdditiveName | 'scores';

/** What is known of one output over the batches so far: what metrics are computed from. */
export interface Tallied {
  readonly reading: Reading;
  /** The sums of a statistic, to be read only. */
  of(name: AdditiveName): Float64Array;
  readonly scores: ClassScores;
}
