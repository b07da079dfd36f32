import type { ImportResult } from '../conversion/definition.ts';
import type { ImportPreview } from '../conversion/import-preview.ts';
import type { EvaluationReport } from '../evaluation/report.ts';
import type { TextPiece, TextReport, TextSettings } from '../generation/definition.ts';
import type { Project } from '../project/schema.ts';
import type { DatasetStatistics } from '../statistics/definition.ts';
import type { RunCommand, RunEvent, RunSummary } from '../training/events.ts';
import type { SparsityReport } from '../training/sparsity.ts';
import type { DatasetFolders } from './datasets.ts';
import type { ImportRequest } from './import-data.ts';
import type { JobProgress } from './job-progress.ts';
import type { TorchExport, TorchRequest } from './export-torch.ts';

/** Starts training into a run directory that the caller has made; the worker writes everything below it. */
export interface TrainRequest {
  readonly runDirectory: string;
  readonly project: Project;
  readonly datasets: DatasetFolders;
  readonly threads: number;
  /** Continue from `checkpoints/last.*`. */
  readonly resume: boolean;
}

export interface EvaluateRequest {
  readonly runDirectory: string;
  readonly datasets: DatasetFolders;
  readonly threads: number;
  readonly split: 'train' | 'validation' | 'test';
  readonly checkpoint: 'best' | 'last';
}

export interface ExportRequest {
  readonly runDirectory: string;
  readonly datasets: DatasetFolders;
  readonly checkpoint: 'best' | 'last';
  readonly opset: number;
  /** `graph` has the file take stored values; `metadata`, the default, values that are prepared as its metadata tell. */
  readonly preprocessing?: 'metadata' | 'graph';
}

export interface VerifyRequest {
  readonly runDirectory: string;
  readonly datasets: DatasetFolders;
  readonly threads: number;
  readonly checkpoint: 'best' | 'last';
  readonly model: Uint8Array;
}

/** What an exported file is fed with. */
export interface ModelInput {
  /** As the file calls it. */
  readonly name: string;
  readonly type: string;
  /** Symbolic dimensions by name: `N` for the batch. */
  readonly shape: readonly (number | string)[];
  /** The dataset's field that it takes. */
  readonly field: string;
  /** Stored values, or values that `steps` prepared before. */
  readonly takes: 'stored' | 'prepared';
  /** What is done to stored values, in order, in the file or before it. */
  readonly steps: readonly string[];
}

/** A few samples through the file against the same network in float64, computed without onnxruntime. */
export interface Float64Check {
  readonly samples: number;
  readonly maxAbsDiff: number;
  /** True where rounding in float32 explains the difference. */
  readonly agrees: boolean;
}

export interface VerifyResult {
  readonly samples: number;
  /** Of numbers in a target's own unit where the file gives those. */
  readonly maxAbsDiff: number;
  /** True where rounding in float32 explains the differences of all outputs. */
  readonly isRounding: boolean;
  readonly equalPredictions: number;
  readonly float64: Float64Check;
  /** In the file's order, as are the outputs. */
  readonly inputs: readonly ModelInput[];
  readonly outputs: readonly {
    readonly name: string;
    readonly shape: readonly (number | string)[];
    readonly maxAbsDiff: number;
    /** Largest number of an output in its target's own unit, at least 1: differences are judged as shares of it. */
    readonly largest?: number;
    /** Titles of the target's steps, where the output is told after them: the file's metadata say what undoes them. */
    readonly after?: readonly string[];
  }[];
  /** Zeros in the file's kernels; absent where the network has none. */
  readonly sparsity?: SparsityReport;
}

export interface PredictRequest {
  readonly runDirectory: string;
  readonly datasets: DatasetFolders;
  readonly threads: number;
  readonly checkpoint: 'best' | 'last';
  /** Number of samples. */
  readonly samples: number;
  /** Stored values (bytes of an image, say) of each input field, sample after sample; preprocessing is applied to them. NaN is missing. */
  readonly inputs: Readonly<Record<string, readonly number[] | Float32Array | Uint8Array>>;
  /** Of each ragged field: sample i has the parts (bytes of a text) from offsets[i] up to offsets[i + 1]. */
  readonly offsets?: Readonly<Record<string, readonly number[] | Uint32Array>>;
}

export interface PredictResult {
  readonly outputs: readonly {
    readonly nodeId: string;
    /** Shape of one sample. */
    readonly shape: readonly number[];
    /** Probabilities or values, sample after sample. */
    readonly values: Float32Array;
    /** Names of the classes, where the values are one score for each. */
    readonly classes?: readonly string[];
    /** Of values, where they have one. */
    readonly unit?: string;
    /** Titles of the steps on the target that can't be undone: values are told as they were fed. */
    readonly kept?: readonly string[];
    /** True where scores are margins, not probabilities. */
    readonly margins?: true;
  }[];
}

/** Has a run whose target is the next token write a text. */
export interface GenerateRequest extends TextSettings {
  readonly runDirectory: string;
  readonly datasets: DatasetFolders;
  readonly threads: number;
  readonly checkpoint: 'best' | 'last';
}

export interface GenerateOptions {
  /** Hears of the text while it is written, in parts. */
  readonly onText?: (pieces: readonly TextPiece[]) => void;
  /** Ends the text where it is. */
  readonly signal?: AbortSignal;
}

/** A training run in its worker. */
export interface TrainingHandle {
  /** A learning rate that is not above 0 throws `EngineError('bad-learning-rate')`; the run goes on as it was. */
  control(command: RunCommand): void;
  /** Rejects with an `EngineError` where the run failed; a stop resolves with what was reached. */
  readonly done: Promise<RunSummary>;
}

export interface StatisticsRequest {
  readonly id: string;
  readonly split: 'train' | 'test';
  readonly datasets: DatasetFolders;
}

/** What crosses to the worker that imports. */
export type ImportTaskRequest = Omit<ImportRequest, 'onProgress' | 'aborted'>;

export type PreviewTaskRequest = Omit<ImportTaskRequest, 'folder'>;

/** Work on data that may take long. */
export interface JobOptions {
  /** Hears at most ten times a second how far the job is. */
  readonly onProgress?: (progress: JobProgress) => void;
  /** Stops the job, which then rejects with `job-cancelled`; one that was done before it heard of it resolves. */
  readonly signal?: AbortSignal;
}

/** The engine process as the host sees it: a worker thread for each run and for each job on data, one for texts, one for everything else. */
export interface EngineClient {
  train(request: TrainRequest, onEvent: (event: RunEvent) => void): TrainingHandle;
  evaluate(request: EvaluateRequest): Promise<EvaluationReport>;
  exportModel(request: ExportRequest): Promise<Uint8Array>;
  /** As PyTorch code, with the weights that it loads. */
  exportCode(request: TorchRequest): Promise<TorchExport>;
  verify(request: VerifyRequest): Promise<VerifyResult>;
  predict(request: PredictRequest): Promise<PredictResult>;
  generate(request: GenerateRequest, options?: GenerateOptions): Promise<TextReport>;
  statistics(request: StatisticsRequest, options?: JobOptions): Promise<DatasetStatistics>;
  previewImport(request: PreviewTaskRequest, options?: JobOptions): Promise<ImportPreview>;
  importData(request: ImportTaskRequest, options?: JobOptions): Promise<ImportResult>;
  /** Stops all runs at their next step, cancels all jobs, then ends the process. */
  dispose(): Promise<void>;
}
