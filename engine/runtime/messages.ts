import type { EvaluationReport } from '../evaluation/report.ts';
import type { ErrorData } from '../graph/errors.ts';
import type { RunCommand, RunEvent, RunSummary } from '../training/events.ts';
import type {
  EvaluateRequest,
  ExportRequest,
  PredictRequest,
  PredictResult,
  TrainRequest,
  VerifyRequest,
  VerifyResult,
} from './engine-api.ts';

/** One piece of work, done in a worker thread. */
export type Task =
  | { readonly kind: 'train'; readonly request: TrainRequest }
  | { readonly kind: 'evaluate'; readonly request: EvaluateRequest }
  | { readonly kind: 'export'; readonly request: ExportRequest }
  | { readonly kind: 'verify'; readonly request: VerifyRequest }
  | { readonly kind: 'predict'; readonly request: PredictRequest };

/** What comes of each kind of task. */
export interface TaskResults {
  readonly train: RunSummary;
  readonly evaluate: EvaluationReport;
  readonly export: Uint8Array;
  readonly verify: VerifyResult;
  readonly predict: PredictResult;
}

/** To the engine process, and on to its workers. Tasks are numbered by the client. */
export type EngineCommand =
  | { readonly type: 'start'; readonly id: number; readonly task: Task }
  | { readonly type: 'control'; readonly id: number; readonly command: RunCommand }
  /** Stop runs at their next step, finish other tasks, end. */
  | { readonly type: 'dispose' };

/** From a worker through the engine process to the client. */
export type EngineReport =
  | { readonly type: 'events'; readonly id: number; readonly events: readonly RunEvent[] }
  | { readonly type: 'result'; readonly id: number; readonly value: TaskResults[keyof TaskResults] }
  | { readonly type: 'failed'; readonly id: number; readonly error: ErrorData };
