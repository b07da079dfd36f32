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
