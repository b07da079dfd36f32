import type { DatasetInfo, MemoryDataset } from './dataset.ts';

/** A dataset that is computed when it is loaded, from a seed of its own or out of others. */
export interface GeneratedDataset {
  readonly info: DatasetInfo;
  /** Ids of the datasets that its samples are made from. */
  readonly from: readonly string[];
  /** The same samples each time; `sources` are the datasets of `from`, in that order. */
  generate(sources: readonly MemoryDataset[]): MemoryDataset;
}
