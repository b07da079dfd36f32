import type { DatasetStatistics } from '../statistics/definition.ts';
import { datasetStatistics, type StatisticsOptions } from '../statistics/statistics.ts';
import { openDataset } from './datasets.ts';
import type { StatisticsRequest } from './engine-api.ts';

/** Files up to this size are read whole. */
const HELD_BYTES = 2 ** 24;

/** What the values of a split look like, bundled or one's own. Throws as `openDataset` and `datasetStatistics` do. */
export async function computeStatistics(
  { id, split, datasets }: StatisticsRequest,
  options: StatisticsOptions = {},
): Promise<DatasetStatistics> {
  return datasetStatistics(await openDataset(id, datasets, HELD_BYTES), split, options);
}
