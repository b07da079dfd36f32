import { useCallback, useEffect, useRef, useState } from 'react';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import type { DatasetStatistics } from '../../engine/statistics/definition.ts';
import type { JobProgress } from '../../host/api.ts';
import { messageOf } from '../window/failures.ts';
import { host } from '../host/host.ts';
import { runJob } from '../host/jobs.ts';
import type { SplitName } from './use-sample-list.ts';

type StatisticsState =
  | { readonly state: 'computing'; readonly progress?: JobProgress; cancel(): void }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed'; readonly problem: string }
  | { readonly state: 'computed'; readonly statistics: DatasetStatistics };

const computed = new WeakMap<DatasetInfo, Map<SplitName, DatasetStatistics>>();

interface Computed {
  readonly key: string;
  readonly progress?: JobProgress;
  readonly outcome?: Exclude<StatisticsState, { state: 'computing' }>;
}

/** Statistics of a split, computed by the host in the background; once for as long as the dataset is declared the same way. */
export function useStatistics(dataset: DatasetInfo, split: SplitName): StatisticsState & { readonly retry: () => void } {
  const [asked, setAsked] = useState(0);
  const [at, setAt] = useState<Computed>();
  const running = useRef<AbortController>(undefined);
  const key = `${dataset.id} ${split} ${asked}`;
  const known = computed.get(dataset)?.get(split);
  useEffect(() => {
    if (known) return undefined;
    const leaving = new AbortController();
    running.current = leaving;
    const onProgress = (progress: JobProgress) => setAt({ key, progress });
    runJob((job) => host().datasetStatistics(job, dataset.id, split), { onProgress, signal: leaving.signal }).then(
      (statistics) => {
        const splits = computed.get(dataset) ?? new Map<SplitName, DatasetStatistics>();
        computed.set(dataset, splits.set(split, statistics));
        setAt({ key, outcome: { state: 'computed', statistics } });
      },
      (error: unknown) => {
        if (leaving.signal.reason === LEFT) return;
        setAt({ key, outcome: leaving.signal.aborted ? { state: 'cancelled' } : { state: 'failed', problem: messageOf(error) } });
      },
    );
    return () => leaving.abort(LEFT);
  }, [dataset, split, key, known]);
  const retry = useCallback(() => setAsked((count) => count + 1), []);
  if (known) return { state: 'computed', statistics: known, retry };
  const current = at?.key === key ? at : undefined;
  if (current?.outcome) return { ...current.outcome, retry };
  return {
    state: 'computing',
    cancel: () => running.current?.abort(CANCELLED),
    retry,
    ...(current?.progress && { progress: current.progress }),
  };
}

const LEFT = new Error('The statistics are not shown any more.');
const CANCELLED = new Error('The statistics were cancelled.');
