import { EngineError } from '../graph/errors.ts';
import type { DatasetStatistics } from '../statistics/definition.ts';
import type { StatisticsRequest } from './engine-api.ts';

interface StatisticsHooks {
  readonly onProgress?: (done: number, total: number | undefined) => void;
  readonly aborted?: () => boolean;
}

/** What the values of a split look like. */
export async function computeStatistics(request: StatisticsRequest, hooks: StatisticsHooks): Promise<DatasetStatistics> {
  throw new EngineError(
    'not-available',
    `The statistics of "${request.id}" can't be computed yet${hooks.aborted?.() === true ? '.' : ''}.`,
  );
}
