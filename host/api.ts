import type { ConversionOptions, ImportResult } from '../engine/conversion/definition.ts';
import type { ImportPreview } from '../engine/conversion/import-preview.ts';
import type { DatasetInfo, SampleGraph } from '../engine/data/dataset.ts';
import type { WindowChoice } from '../engine/data/windows.ts';
import type { EvaluationReport } from '../engine/evaluation/report.ts';
import type { TextPiece, TextReport, TextSettings } from '../engine/generation/definition.ts';
import type { ErrorData } from '../engine/graph/errors.ts';
import type { Diagnostic } from '../engine/project/diagnostic.ts';
import type { TableSettings } from '../engine/importers/table-settings.ts';
import type { Project, TrainingSettings } from '../engine/project/schema.ts';
import type { JobProgress } from '../engine/runtime/job-progress.ts';
import type { DatasetStatistics } from '../engine/statistics/definition.ts';
import type { AugmentedSamples, AugmentedSamplesOptions } from '../engine/training/augmented-samples.ts';
import type { EpochRecord, RunCommand, RunEvent, RunProgress, RunState, RunSummary, StepBatch } from '../engine/training/events.ts';
import type { SparsityReport } from '../engine/training/sparsity.ts';

/**
 * The program's services, one typed API in plain Node; Electron (IPC), web (WebSocket) and the command line carry it.
 * Every method may reject with an `EngineError` (code, message, nodeId), which crosses the channel intact.
 */
export interface HostApi {
  appInfo(): Promise<AppInfo>;

  listTemplates(): Promise<readonly TemplateInfo[]>;

  /** Projects of the workspace folder and files opened from elsewhere, last changed first. */
  listProjects(): Promise<readonly ProjectInfo[]>;
  /** A new project in the workspace, from a template or empty (`undefined`); its name is made unique. */
  createProject(templateId?: string): Promise<OpenedProject>;
  /** Adds the text of a project file to the workspace; a text that is no project is refused, saying why. */
  importProject(fileName: string, text: string): Promise<OpenedProject>;
  /** Opens a file in place (desktop shell and command line). */
  openProjectFile(path: string): Promise<OpenedProject>;
  openProject(id: string): Promise<OpenedProject>;
  /**
   * Writes atomically, the former content kept as a backup. `revision` is the one last opened or saved: another one on disk
   * rejects with `project-changed` and writes nothing.
   */
  saveProject(id: string, project: Project, revision: string): Promise<{ readonly revision: string; readonly savedAt: number }>;
  renameProject(id: string, name: string): Promise<ProjectInfo>;
  /** Moves the file to the workspace's trash folder. */
  deleteProject(id: string): Promise<void>;
  /** Former contents of a project's file that were kept, the latest first. */
  listVersions(id: string): Promise<readonly ProjectVersion[]>;
  readVersion(id: string, version: string): Promise<Project>;
  /** Writes a version over the project's file, which may be unreadable or gone; what the file held is kept as a version, too. */
  restoreVersion(id: string, version: string): Promise<OpenedProject>;

  listDatasets(): Promise<readonly DatasetInfo[]>;
  /**
   * Samples by their positions in a split, at most a hundred; positions that it doesn't have are left out. Of a series they are the
   * given windows, or the dataset's own.
   */
  datasetSamples(id: string, split: 'train' | 'test', positions: readonly number[], window?: WindowChoice): Promise<DatasetPreview>;
  /** The first `count` samples of the training split, for previews. */
  previewDataset(id: string, count: number): Promise<DatasetPreview>;
  /** Positions of the samples of a class in a split, ascending. */
  classPositions(id: string, split: 'train' | 'test', field: string, classNumber: number): Promise<Uint32Array>;
  /** Edges between the samples of a dataset whose samples are nodes; `undefined` for others. */
  datasetGraph(id: string): Promise<SampleGraph | undefined>;
  /** Computed in the background; `job` is the window's name for it, under which progress is told and `cancelJob` stops it. */
  datasetStatistics(job: string, id: string, split: 'train' | 'test'): Promise<DatasetStatistics>;
  /** Samples before and after augmentations, in stored form: the first `count` training samples (at most 16), `draws` times each (at most 16). */
  previewAugmentation(
    id: string,
    field: string,
    augmentation: TrainingSettings['augmentation'],
    options: AugmentedSamplesOptions,
  ): Promise<AugmentedSamples>;
  /** Moves one's own dataset to the workspace's trash folder. */
  removeDataset(id: string): Promise<void>;
  /** Gives one's own dataset another title. */
  renameDataset(id: string, title: string): Promise<DatasetInfo>;

  /** Takes files from the window; their bytes follow by `uploadPart`, in any order. Returns the upload's id. */
  beginUpload(files: readonly { readonly path: string; readonly size: number }[]): Promise<string>;
  uploadPart(uploadId: string, file: number, offset: number, bytes: Uint8Array): Promise<void>;
  /** Removes what was uploaded; a window that closes does so too. */
  discardUpload(uploadId: string): Promise<void>;
  /** What a source holds and what an import would make of it. Nothing is stored. */
  previewImport(job: string, source: ImportSource, choices: ImportChoices): Promise<ImportPreview>;
  /** Imports a source as a dataset of one's own, or nothing of it. */
  importDataset(job: string, source: ImportSource, choices: ImportChoices): Promise<ImportResult>;
  cancelJob(job: string): Promise<void>;

  /** Runs of a project, newest first. */
  listRuns(projectId: string): Promise<readonly RunInfo[]>;
  /** Checks the project, stores a copy in a new run directory and queues it. Problems reject with `project-problems`. */
  startRun(projectId: string, project: Project, options: StartRunOptions): Promise<RunInfo>;
  controlRun(runId: string, command: RunCommand): Promise<void>;
  /** Continues a stopped, failed or finished run from its last checkpoint, up to `epochs` in all. */
  resumeRun(runId: string, epochs?: number): Promise<RunInfo>;
  /** Everything recorded so far: what the plots draw after a reload. */
  runHistory(runId: string): Promise<RunHistory>;
  deleteRun(runId: string): Promise<void>;

  /** What a run's checkpoint makes of a split: loss, metrics and what lies behind them. */
  evaluateRun(runId: string, options: { readonly split: Split; readonly checkpoint: Checkpoint }): Promise<EvaluationReport>;
  /**
   * Has a run whose target is the next token write a text, which is told by `text` events under the job's name while it comes; `cancelJob`
   * ends it where it is, which is no failure.
   */
  generateText(job: string, runId: string, options: GenerateTextOptions): Promise<TextReport>;
  /** The ONNX file of a run, proven by running held-out samples through onnxruntime. */
  exportRun(runId: string, options: ExportOptions): Promise<ExportResult>;
  /** A run's network as PyTorch code, and the weights that it loads; `no-pytorch` where something can't be written. */
  exportCode(runId: string, options: CodeExportOptions): Promise<CodeExportResult>;
}

/** Files or a folder on the host's machine, or what a window uploaded. */
export type ImportSource = { readonly paths: readonly string[] } | { readonly uploadId: string };

export interface ImportChoices extends Omit<ConversionOptions, 'source'> {
  readonly reader?: string;
  readonly settings?: TableSettings;
  /** Takes the place of one's own dataset of that id; without it such an id is refused. */
  readonly replace?: boolean;
}

export type { JobProgress, TextPiece, TextReport, TextSettings };

export interface GenerateTextOptions extends TextSettings {
  readonly checkpoint: Checkpoint;
}

export type Split = 'train' | 'validation' | 'test';
export type Checkpoint = 'best' | 'last';

export interface AppInfo {
  readonly version: string;
  readonly shell: 'electron' | 'web' | 'cli';
  /** Threads that training uses. */
  readonly threads: number;
  readonly cpu: string;
  readonly platform: string;
  readonly workspace: string;
}

export interface TemplateInfo {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly group: 'vision' | 'signals' | 'language' | 'graphs' | 'basics' | 'experiments';
  readonly datasetId: string;
  readonly project: Project;
  /** Measured on 2 cores by `bench/templates`; absent where not measured. */
  readonly measured?: { readonly metric: string; readonly value: number; readonly seconds: number };
}

export interface ProjectInfo {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
  /** The drawing for thumbnails; `undefined` where the file can't be read, with `problem` saying why. */
  readonly project?: Project;
  readonly problem?: string;
  readonly lastRun?: RunInfo;
}

export interface OpenedProject {
  readonly info: ProjectInfo;
  readonly project: Project;
  /** Hash of the file's content. */
  readonly revision: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** A former content of a project's file. */
export interface ProjectVersion {
  readonly id: string;
  /** When it was written, milliseconds since 1970. */
  readonly changedAt: number;
  readonly bytes: number;
}

export interface DatasetPreview {
  readonly count: number;
  /** Raw stored values by field (bytes for images), sample after sample. */
  readonly fields: Readonly<Record<string, PreviewField>>;
}

export interface PreviewField {
  /** Of one sample, or of one part of it where it is ragged. */
  readonly shape: readonly number[];
  readonly values: Uint8Array | Float32Array | Int32Array;
  /** Of a ragged field: sample i has the parts from offsets[i] up to offsets[i + 1]. */
  readonly offsets?: Uint32Array;
}

export interface StartRunOptions {
  readonly threads?: number;
}

export interface RunInfo {
  readonly id: string;
  readonly projectId: string;
  /** "Run 3": counts per project. */
  readonly number: number;
  readonly state: RunState;
  readonly createdAt: number;
  /** The project as it was trained. */
  readonly project: Project;
  readonly progress?: RunProgress;
  readonly lastEpoch?: EpochRecord;
  readonly best?: EpochRecord;
  readonly summary?: RunSummary;
  readonly error?: ErrorData;
  readonly parameterCount: number;
}

export interface RunHistory {
  readonly info: RunInfo;
  readonly epochs: readonly EpochRecord[];
  readonly steps: StepBatch;
}

export interface ExportOptions {
  readonly checkpoint: Checkpoint;
  /** 17 to 21. */
  readonly opset?: number;
  /** `graph` has the file take stored values; `metadata`, the default, values that are prepared as its metadata tell. */
  readonly preprocessing?: 'metadata' | 'graph';
}

export interface CodeExportOptions {
  readonly checkpoint: Checkpoint;
}

export interface CodeExportResult {
  /** The name of the network's class. */
  readonly network: string;
  /** The code, then its weights as safetensors. */
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

export interface ExportResult {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly opset: number;
  readonly parity: ParityReport;
}

/** Held-out samples through the file against the training graph's evaluation, both in onnxruntime, and a few against float64. */
export interface ParityReport {
  readonly samples: number;
  /** Of numbers in a target's own unit where the file gives those. */
  readonly maxAbsDiff: number;
  /** True where rounding explains the differences of all outputs. */
  readonly isRounding: boolean;
  /** Samples whose predicted class (or value within 1e-4, in a target's own unit within that share) is the same. */
  readonly equalPredictions: number;
  /** Against the same network in float64, computed without onnxruntime; `agrees` where rounding explains the difference. */
  readonly float64: { readonly samples: number; readonly maxAbsDiff: number; readonly agrees: boolean };
  /**
   * What the file is fed with, in its order: values of the dataset's `field` as they are stored, or after `steps`, which are done in the
   * file where it takes stored ones.
   */
  readonly inputs: readonly {
    readonly name: string;
    readonly type: string;
    readonly shape: readonly (number | string)[];
    readonly field: string;
    readonly takes: 'stored' | 'prepared';
    readonly steps: readonly string[];
  }[];
  /** In the file's order. */
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

/** What the host sends without being asked. */
export interface HostEvents {
  run(runId: string, event: RunEvent): void;
  /** A job that this window started got further. */
  job(job: string, progress: JobProgress): void;
  /** A text that this window asked for goes on. */
  text(job: string, pieces: readonly TextPiece[]): void;
  /** One's own datasets changed: one was imported, renamed or removed. */
  datasetsChanged(): void;
  /** A project's file was changed by another program or window. */
  projectChanged(id: string): void;
}
