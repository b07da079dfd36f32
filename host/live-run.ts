import type { ErrorData } from '../engine/graph/errors.ts';
import type { TrainingHandle } from '../engine/runtime/engine-api.ts';
import type { RunEvent, RunProgress, RunState, RunSummary } from '../engine/training/events.ts';
import type { RunInfo } from './api.ts';
import type { RunCurves } from './run-history.ts';
import type { RunPlace, RunRecord } from './run-record.ts';

/** A run that this program trains, has queued or has trained since it was started. */
export class LiveRun {
  readonly place: RunPlace;
  readonly curves: RunCurves;
  readonly resume: boolean;
  record: RunRecord;
  handle: TrainingHandle | undefined;
  /** Resolves when nothing more is written to the run's directory. */
  ended: Promise<void> | undefined;
  #progress: RunProgress | undefined;
  #summary: RunSummary | undefined;

  constructor(place: RunPlace, record: RunRecord, curves: RunCurves, resume: boolean) {
    this.place = place;
    this.record = record;
    this.curves = curves;
    this.resume = resume;
  }

  get state(): RunState {
    return this.record.state;
  }

  get info(): RunInfo {
    return runInfo(this.place, this.record, this.curves, this.#progress, this.#summary);
  }

  take(event: RunEvent): void {
    this.curves.add(event);
    if (event.type === 'state') this.record = { ...this.record, state: event.state, error: event.error };
    if (event.type === 'progress') this.#progress = event.progress;
    if (event.type === 'done') this.#summary = event.summary;
  }
}

export function runInfo(place: RunPlace, record: RunRecord, curves: RunCurves, progress?: RunProgress, summary?: RunSummary): RunInfo {
  const lastEpoch = curves.epochs.at(-1);
  const { best } = curves;
  return {
    id: place.id,
    projectId: place.projectId,
    number: record.number,
    state: record.state,
    createdAt: record.createdAt,
    project: record.project,
    parameterCount: record.parameterCount,
    ...(progress && { progress }),
    ...(lastEpoch && { lastEpoch }),
    ...(best && { best }),
    ...(summary && { summary }),
    ...(record.error && { error: record.error }),
  };
}

const unfinished: ReadonlySet<RunState> = new Set(['queued', 'preparing', 'running', 'paused', 'stopping']);

export function isUnfinished(state: RunState): boolean {
  return unfinished.has(state);
}

export const interrupted: ErrorData = {
  code: 'interrupted',
  message: 'Netloom ended while this run was training. Resume it: it goes on from its last checkpoint.',
};
