import type { DatasetInfo, RaggedValues, SampleGraph } from '../data/dataset.ts';
import type { OwnType } from '../data/own.ts';
import type { TensorArray } from '../graph/types.ts';

/** What a person says of the data; the rest is guessed. */
export interface ConversionOptions {
  readonly id: string;
  readonly title?: string;
  readonly license?: string;
  /** Column or tensor that is to be predicted. */
  readonly target?: string;
  readonly task?: ImportTask;
  /** Kinds of columns where the guess is wrong. */
  readonly columns?: Readonly<Record<string, ColumnUse>>;
  /** Edge that pictures are resized to, in pixels. */
  readonly size?: number;
  /** 1 for grey, 3 for red, green and blue; as the pictures are where absent. */
  readonly channels?: 1 | 3;
  /** Names that classes get in place of those in the source. */
  readonly classNames?: Readonly<Record<string, string>>;
  /** How samples for testing are chosen; the source's own split, or by the hash of the input, where absent. */
  readonly split?: SplitChoice;
  /** Whether an edge of a graph leads one way only; guessed from the edges that lead back where absent. */
  readonly directed?: boolean;
  /** The rows are steps of a series of which windows are cut; the split is in time then. */
  readonly window?: SeriesChoice;
  /** Where the data came from, as people read it. */
  readonly source: string;
}

/** How windows are cut of rows; `time` is the column that the rows are put in the order of. */
export interface SeriesChoice {
  readonly length: number;
  readonly horizon: number;
  readonly stride: number;
  /** What a step is called. */
  readonly step: string;
  readonly time?: string;
}

/** What is learnt from one's own data. */
export const importTasks = [
  'classification',
  'regression',
  'segmentation',
  'language-modelling',
] as const satisfies readonly DatasetInfo['task'][];

export type ImportTask = (typeof importTasks)[number];

/** Which samples are for testing. `column` names one whose values are train and test. */
export type SplitChoice =
  | { readonly kind: 'source' }
  | { readonly kind: 'hash' | 'stratified' | 'order'; readonly test: number }
  | { readonly kind: 'column'; readonly column: string };

export const columnUses = ['number', 'category', 'text', 'drop'] as const;

export type ColumnUse = (typeof columnUses)[number];

/** Some samples in the form in which they are stored. */
export interface SampleBlock {
  readonly size: number;
  /** Values of each field, sample after sample. */
  readonly fields: ReadonlyMap<string, TensorArray>;
  /** Values of each ragged field, with `size` + 1 offsets. */
  readonly ragged?: ReadonlyMap<string, RaggedValues>;
  /** For each sample whether it is for testing. */
  readonly isTest: readonly boolean[];
}

/** How a source becomes a dataset. */
export interface ConversionPlan {
  readonly storage: Readonly<Record<string, OwnType>>;
  /** Number of samples, where it is known before they are read. */
  readonly total?: number;
  readonly samples: () => AsyncIterable<SampleBlock>;
  /** The declaration; constants of the preprocessing are those of the training samples that were read. */
  readonly describe: (splits: DatasetInfo['splits']) => DatasetInfo;
  /** Edges between the samples, when all were read; those for training are numbered first, each split in the order of its blocks. */
  readonly graph?: (splits: DatasetInfo['splits']) => SampleGraph;
  /** What was left out, filled in or decided, when all samples were read. */
  readonly notes: () => readonly string[];
}

/** The part of a declaration that all sources have alike. */
export function described(
  { id, title, license, source }: ConversionOptions,
  given: string,
  rest: Pick<DatasetInfo, 'task' | 'fields' | 'splits' | 'splitKey' | 'preview'> & Partial<Pick<DatasetInfo, 'window' | 'steps' | 'graph'>>,
): DatasetInfo {
  return {
    id,
    title: title ?? given,
    description: `Imported from ${source}.`,
    source,
    license: license ?? 'not stated',
    attribution: `your own data, ${source}`,
    ...rest,
  };
}

/** What an import made. */
export interface ImportResult {
  readonly info: DatasetInfo;
  readonly notes: readonly string[];
}
