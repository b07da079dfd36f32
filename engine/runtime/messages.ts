import type { ImportResult } from '../conversion/definition.ts';
import type { ImportPreview } from '../conversion/import-preview.ts';
import type { EvaluationReport } from '../evaluation/report.ts';
import type { ErrorData } from '../graph/errors.ts';
import type { TextPiece, TextReport } from '../generation/definition.ts';
import type { DatasetStatistics } from '../statistics/definition.ts';
import type { RunCommand, RunEvent, RunSummary } from '../training/events.ts';
import type {
  EvaluateRequest,
  ExportRequest,
  GenerateRequest,
  ImportTaskRequest,
  PredictRequest,
  PredictResult,
  PreviewTaskRequest,
  StatisticsRequest,
  TrainRequest,
  VerifyRequest,
  VerifyResult,
} from './engine-api.ts';
import type { JobProgress } from './job-progress.ts';
import type { TorchExport, TorchRequest } from './export-torch.ts';

/** Work on data: it tells how far it is and can be cancelled, and needs no onnxruntime. */
export type DataTask =
  | { readonly kind: 'statistics'; readonly request: StatisticsRequest }
  | { readonly kind: 'preview-import'; readonly request: PreviewTaskRequest }
  | { readonly kind: 'import'; readonly request: ImportTaskRequest };

/** One piece of work, done in a worker thread. */
export type Task =
  | DataTask
  | { readonly kind: 'train'; readonly request: TrainRequest }
  | { readonly kind: 'evaluate'; readonly request: EvaluateRequest }
  | { readonly kind: 'export'; readonly request: ExportRequest }
  | { readonly kind: 'export-code'; readonly request: TorchRequest }
  | { readonly kind: 'verify'; readonly request: VerifyRequest }
  | { readonly kind: 'predict'; readonly request: PredictRequest }
  | { readonly kind: 'generate'; readonly request: GenerateRequest };

/** What comes of each kind of task. */
export interface TaskResults {
  readonly train: RunSummary;
  readonly evaluate: EvaluationReport;
  readonly export: Uint8Array;
  readonly 'export-code': TorchExport;
  readonly verify: VerifyResult;
  readonly predict: PredictResult;
  readonly generate: TextReport;
  readonly statistics: DatasetStatistics;
  readonly 'preview-import': ImportPreview;
  readonly import: ImportResult;
}

export function isDataTask(task: Task): task is DataTask {
  return task.kind === 'statistics' || task.kind === 'preview-import' || task.kind === 'import';
}

/** To the engine process, and on to its workers. Tasks are numbered by the client. */
export type EngineCommand =
  | { readonly type: 'start'; readonly id: number; readonly task: Task }
  | { readonly type: 'control'; readonly id: number; readonly command: RunCommand }
  /** Ends a task on data, or a text, as soon as it looks up from its work. */
  | { readonly type: 'cancel'; readonly id: number }
  /** Stop runs at their next step and texts at their next token, cancel tasks on data, finish other tasks, end. */
  | { readonly type: 'dispose' };

/** From a worker through the engine process to the client. */
export type EngineReport =
  | { readonly type: 'events'; readonly id: number; readonly events: readonly RunEvent[] }
  | { readonly type: 'progress'; readonly id: number; readonly progress: JobProgress }
  | { readonly type: 'text'; readonly id: number; readonly pieces: readonly TextPiece[] }
  | { readonly type: 'result'; readonly id: number; readonly value: TaskResults[keyof TaskResults] }
  | { readonly type: 'failed'; readonly id: number; readonly error: ErrorData };
