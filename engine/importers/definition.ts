import type { ByteFile } from './byte-file.ts';
import type { SourceFolder } from './source-folder.ts';
import type { TableSettings } from './table-settings.ts';

/**
 * What a file or folder holds before anything is decided about it: a table, tensors, images or a graph. Guesses of types and
 * targets, previews and the conversion into a dataset stand on these four forms and know no file format.
 */
export type RawData = RawTable | RawTensors | RawImages | RawGraph;

export type RawForm = RawData['form'];

/** Parts of the data that its own layout keeps apart: folders named train and test, files named t10k. */
export type SplitName = 'train' | 'validation' | 'test';

/**
 * One value of a table. Delimited files give text alone; Parquet and JSON give what they hold, lists and bytes (pictures, mostly)
 * among it. Dates are ISO 8601 text, and integers that a double can't hold are text too.
 */
export type Cell = string | number | boolean | null | Uint8Array | readonly Cell[];

/** Rows that were left out because the settings say so, with the reason. */
export interface SkippedRow {
  readonly line: number;
  readonly reason: string;
}

/** Some consecutive rows of a table, column by column. */
export interface TableBatch {
  /** Number of rows before this batch. */
  readonly start: number;
  readonly length: number;
  /** One array of `length` cells for each column that was asked for, in that order. */
  readonly columns: readonly (readonly Cell[])[];
  /** Where a row of the batch stands in its file, for messages: `line 812`. */
  readonly place: (row: number) => string;
  readonly skipped: readonly SkippedRow[];
}

/** A table whose rows are read as they are asked for; each call of `batches` reads from the first row on. */
export interface RawTable {
  readonly form: 'table';
  readonly title: string;
  /** Unlike names, in the order of the file. */
  readonly columns: readonly string[];
  /** Number of rows where the file says it before it is read. */
  readonly rowCount?: number;
  /** What was detected or given: shown beside the preview, to be corrected there. */
  readonly settings: TableSettings;
  /** What a reader should know who looks at the preview: "no header line, columns are numbered". */
  readonly notes: readonly string[];
  /** Reads the rows of some columns, or of all. Throws `EngineError` at the first row that can't be read. */
  readonly batches: (columns?: readonly string[]) => AsyncIterable<TableBatch>;
}

/** Element types of tensors in files; `text` is numpy's fixed-width strings. */
export type RawDType =
  | 'bool'
  | 'uint8'
  | 'int8'
  | 'uint16'
  | 'int16'
  | 'uint32'
  | 'int32'
  | 'uint64'
  | 'int64'
  | 'float16'
  | 'float32'
  | 'float64'
  | 'text';

/** Values in row-major order: float16 widened to float32, booleans as 0 and 1, text as text. */
export type RawValues =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | BigUint64Array
  | BigInt64Array
  | Float32Array
  | Float64Array
  | readonly string[];

/** A tensor in a file. Its first dimension counts rows; a tensor without dimensions has one row. */
export interface RawTensor {
  readonly name: string;
  readonly dtype: RawDType;
  readonly shape: readonly number[];
  readonly split?: SplitName;
  /** What the file's layout says that the tensor is for: MNIST's labels are targets. */
  readonly role?: 'input' | 'target';
  /** Names of the classes that the values number, where the layout tells them. */
  readonly classes?: readonly string[];
  /** Reads `count` rows from `start` on; reading forward is cheap, compressed files start anew to read backward. */
  readonly rows: (start: number, count: number) => Promise<RawValues>;
}

export interface RawTensors {
  readonly form: 'tensors';
  readonly title: string;
  readonly tensors: readonly RawTensor[];
  readonly notes: readonly string[];
}

/** One picture of a folder. */
export interface ImageSample {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  /** Index into `classes`. */
  readonly label?: number;
  readonly split?: SplitName;
  /** Path of the picture whose pixels are the target. */
  readonly mask?: string;
}

/** Pictures by path, not decoded: an `ImageDecoder` reads their headers and pixels. */
export interface RawImages {
  readonly form: 'images';
  readonly title: string;
  /** Names of the folders that tell the class, sorted; empty where masks are the target. */
  readonly classes: readonly string[];
  readonly samples: readonly ImageSample[];
  /** All of the folder's, where `samples` are some of them for a preview. */
  readonly all?: readonly ImageSample[];
  readonly notes: readonly string[];
  readonly open: (path: string) => Promise<ByteFile>;
}

/** One graph: nodes by number, edges as often and in the direction that the file gives them, and what is known of the nodes. */
export interface RawGraph {
  readonly form: 'graph';
  readonly title: string;
  readonly nodes: {
    /** Names of the nodes in the file, by number. */
    readonly ids: readonly string[];
    /** Columns that describe nodes, with one row for each node in the order of `ids`. */
    readonly table?: RawTable;
    /** Features [nodes, features] where the file holds numbers. */
    readonly features?: { readonly shape: readonly [number, number]; readonly values: Float32Array };
    /** Class of each node, -1 where it is unknown. */
    readonly labels?: Int32Array;
    readonly classes?: readonly string[];
    /** Nodes of the splits that the file declares. */
    readonly splits?: Readonly<Partial<Record<SplitName, Int32Array>>>;
  };
  readonly edges: {
    readonly source: Int32Array;
    readonly target: Int32Array;
    readonly weight?: Float32Array;
  };
  readonly notes: readonly string[];
}

interface Reader {
  readonly id: string;
  readonly title: string;
  /** What the format is and which layouts are known, in one or two sentences. */
  readonly description: string;
  readonly forms: readonly RawForm[];
}

/** Reads one file. */
export interface FileReader extends Reader {
  readonly takes: 'file';
  /** Lower case, without the dot; `.gz` behind one is allowed where `gzip` says so. */
  readonly extensions: readonly string[];
  /** Whether a file packed with gzip is unpacked before it is sniffed and opened. */
  readonly gzip: boolean;
  /** Settings of tables that the reader follows; the form in the window offers these. */
  readonly settings: readonly (keyof TableSettings)[];
  /** How sure the reader is that the file is its own, 0 to 1, from its first bytes (up to 64 KiB), its name and size. */
  readonly sniff: (head: Uint8Array, file: { readonly name: string; readonly size: number }) => number;
  /** Reads what the file says of itself. Throws `EngineError`; nothing is half read. */
  readonly open: (file: ByteFile, settings: TableSettings) => Promise<RawData>;
}

/** Reads a folder, or an archive as one. */
export interface FolderReader extends Reader {
  readonly takes: 'folder';
  /** How sure the reader is that the folder is laid out its way, 0 to 1, from the paths alone. */
  readonly sniff: (folder: SourceFolder) => number;
  readonly open: (folder: SourceFolder, settings: TableSettings) => Promise<RawData>;
}

export type ReaderDefinition = FileReader | FolderReader;
