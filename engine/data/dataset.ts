import { z } from 'zod';
import type { TensorArray } from '../graph/types.ts';

/** Fed value = stored · scale + offset. */
const scaling = z.strictObject({ scale: z.number(), offset: z.number() }).readonly();

/** One column of a table, with the scaling of its own that brings it to about unit range. */
const column = z
  .strictObject({
    scale: z.number(),
    offset: z.number(),
    name: z.string(),
    unit: z.string().optional(),
    /** Values of a category: the table holds their numbers. */
    values: z.array(z.string()).readonly().optional(),
    /** True for a column of zeros and ones that a category became. */
    indicator: z.literal(true).optional(),
    /** Cells of the training split without a value; they are stored as NaN. */
    missing: z.int().min(0).optional(),
  })
  .readonly();

/** Lengths of the samples of the training split: characters of a text, nodes or edges of a graph. */
const raggedLengths = z.strictObject({ mean: z.number().min(0), max: z.int().min(0), percentile95: z.int().min(0) }).readonly();

const datasetField = z
  .strictObject({
    name: z.string(),
    label: z.string(),
    role: z.enum(['input', 'target']),
    /** How the values are meant; previews and importers follow it. */
    semantics: z.enum(['image', 'category', 'vector', 'number', 'table', 'signal', 'voxels', 'mask', 'text', 'nodes', 'edges']),
    /** dtype that the graph sees; images are stored as bytes and fed as float32 after `scale` and `offset`. */
    dtype: z.enum(['float32', 'float64', 'float16', 'int64', 'int32', 'uint8', 'bool']),
    /** Shape of one sample: [1, 28, 28] for an image, [1, 256] for a signal, [1, 16, 16, 16] for voxels, channels first. */
    shape: z.array(z.int().min(1)).readonly(),
    /**
     * There where each sample has a length of its own: it holds length × shape values, `shape` being one part's. A text is a list of
     * UTF-8 bytes (shape []), the nodes of a graph are rows [features], its edges pairs [2] of nodes numbered within the sample.
     */
    ragged: raggedLengths.optional(),
    /** True for edges that lead from their first node to their second alone; others are stored once and lead both ways. */
    directed: z.literal(true).optional(),
    /** Names of the classes of a category. */
    classes: z.array(z.string()).readonly().optional(),
    /** Number of different tokens of a text that was cut into tokens; its values lie from 0 up to this. */
    tokens: z.int().min(1).optional(),
    /** One more number that a category may have beside those of its classes: a mask's where nobody said what is there. Losses leave it out. */
    ignored: z.int().optional(),
    /** Unit of the stored numbers, as people write it behind one. */
    unit: z.string().optional(),
    /** True for numbers that are stored as they were found in data of one's own: their default is to be standardised, not declared. */
    raw: z.literal(true).optional(),
    /** Columns of a table, one for each value of a sample. */
    columns: z.array(column).readonly().optional(),
    /** How all values of the field are fed; as they are stored where absent. */
    preprocessing: scaling.optional(),
  })
  .readonly();

/** Windows of a series: `length` steps are seen, the `horizon` steps after them are forecast, the next window begins `stride` steps later. */
const seriesWindow = z
  .strictObject({
    length: z.int().min(1),
    horizon: z.int().min(1),
    stride: z.int().min(1),
    /** What a step is called: "day". */ step: z.string(),
  })
  .readonly();

/** The graph whose nodes the samples are; an undirected edge is stored once. */
const sampleGraph = z
  .strictObject({
    edges: z.int().min(0),
    directed: z.boolean(),
    weighted: z.boolean(),
    /** There where the samples are pairs of the graph's nodes: the field that holds them. */
    pairs: z.string().optional(),
  })
  .readonly();

/**
 * Windows of the tokens of texts: sample after sample of `field` begins `stride` tokens later in a text. `target` names the field that
 * holds for each token the one after it, and 0, which losses leave out, where the text is over.
 */
export const continuationSchema = z.strictObject({ field: z.string(), target: z.string(), stride: z.int().min(1) }).readonly();

/** What the program says of a dataset without loading it. */
export const datasetInfoSchema = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    description: z.string(),
    task: z.enum(['classification', 'regression', 'segmentation', 'language-modelling']),
    fields: z.array(datasetField).readonly(),
    /** Number of samples of the fixed splits; validation is taken from `train` by the run's seed, or from its end. */
    splits: z.strictObject({ train: z.int().min(1), test: z.int().min(1) }).readonly(),
    /** What keeps the splits apart: "stratified by digit", "generated". */
    splitKey: z.string(),
    /** How the samples are cut from a series; `splits` counts these windows, and shapes are theirs. */
    window: seriesWindow.optional(),
    /** Steps of the series, those for training before those for testing; no window has steps of both. There where `window` is. */
    steps: z
      .strictObject({ train: z.int().min(1), test: z.int().min(1) })
      .readonly()
      .optional(),
    /** There where the samples are the nodes of one graph, training nodes first. */
    graph: sampleGraph.optional(),
    /** There where the samples are windows of tokens of texts: a project's view of them, never a stored form. */
    continuation: continuationSchema.optional(),
    /** What makes the samples differ from a clean rule: "normal noise, standard deviation 0.1". */
    noise: z.string().optional(),
    /** What the samples were converted from: a package, a file; absent where they are generated. */
    source: z.string().optional(),
    license: z.string(),
    attribution: z.string(),
    preview: z.enum(['images', 'points', 'signals', 'voxels', 'table', 'texts', 'graph', 'graphs', 'masks']),
  })
  .readonly();

export type Scaling = z.infer<typeof scaling>;
export type Column = z.infer<typeof column>;
export type DatasetField = z.infer<typeof datasetField>;
export type SeriesWindow = z.infer<typeof seriesWindow>;
export type Continuation = z.infer<typeof continuationSchema>;
export type DatasetInfo = z.infer<typeof datasetInfoSchema>;

/** Values of a field that are not held in memory. */
export interface SampleReader {
  /** Stored values of the given samples, one after another. They are valid until the next call. */
  gather(samples: ArrayLike<number>): TensorArray;
  /**
   * Reads samples in the background; a `gather` of the same ones that follows takes what was read. Asked again for the same ones, it gives
   * back the same promise. It never rejects: what can't be read is told by `gather`.
   */
  prefetch?(samples: ArrayLike<number>): Promise<void>;
}

/** Values of a field whose samples have lengths of their own, some or all of them. */
export interface RaggedValues {
  /** Values of one sample after another, row-major. */
  readonly values: TensorArray;
  /** Sample i has the parts from offsets[i] up to offsets[i + 1]; a part has as many values as the field's shape. */
  readonly offsets: Uint32Array<ArrayBuffer>;
}

/** A ragged field, in memory or in a file. */
export interface RaggedReader {
  /** The given samples, one after another. They are valid until the next call. */
  gatherRagged(samples: ArrayLike<number>): RaggedValues;
  /** Number of parts of a sample. */
  lengthOf(sample: number): number;
}

/**
 * Samples of one split: each field as one row-major array, sample after sample, in the stored type (bytes for images and
 * class numbers, float32 for points), or as a reader of such. `gatherField` turns them into what the graph is fed.
 */
export interface DatasetSplit<Values extends TensorArray | SampleReader = TensorArray | SampleReader> {
  readonly size: number;
  readonly fields: ReadonlyMap<string, Values>;
  /** Fields that are ragged; those are not among `fields`. */
  readonly ragged?: ReadonlyMap<string, RaggedReader>;
  /** There where several samples are cut from one text: which one each is from, in order. Those of one are held back together. */
  readonly texts?: { readonly count: number; readonly of: Uint32Array<ArrayBuffer> };
  /** 1 for each sample that preprocessing leaves out of training and evaluation. */
  readonly leftOut?: Uint8Array<ArrayBuffer>;
}

/** Edges between the samples: node i is training sample i, or test sample i − number of training samples. */
export interface SampleGraph {
  readonly source: Int32Array<ArrayBuffer>;
  readonly target: Int32Array<ArrayBuffer>;
  readonly weight?: Float32Array<ArrayBuffer>;
}

/** How numbers of a field that is fed after some steps are told. */
export interface FieldReading {
  /** Values of samples as they are fed → as they are stored, in the field's unit. Absent where the steps can't all be undone. */
  readonly restore?: (fed: ArrayLike<number | bigint>) => Float64Array<ArrayBuffer>;
  /** Titles of the steps that can't be undone: numbers are told as they are fed, after all of the steps. */
  readonly kept: readonly string[];
  /** Of restored values. */
  readonly unit?: string;
  /** Of the tokens of texts: what people call each. */
  readonly names?: readonly string[];
  /** Of the tokens of texts: how many characters each stands for. */
  readonly characters?: Float64Array;
}

export interface Dataset<Values extends TensorArray | SampleReader = TensorArray | SampleReader> {
  readonly info: DatasetInfo;
  readonly train: DatasetSplit<Values>;
  readonly test: DatasetSplit<Values>;
  /** Of a series: its stored steps, of which the samples are windows. */
  readonly series?: { readonly train: DatasetSplit<Values>; readonly test: DatasetSplit<Values> };
  /** There where `info.graph` is. */
  readonly graph?: SampleGraph;
  /** There where the samples are pairs of nodes: the nodes themselves, of which the inputs tell. */
  readonly nodes?: { readonly train: DatasetSplit<Values>; readonly test: DatasetSplit<Values> };
  /** Of fields that were prepared; the others are told as they are fed. */
  readonly readings?: ReadonlyMap<string, FieldReading>;
}

/** A dataset whose samples are all in memory. */
export type MemoryDataset = Dataset<TensorArray>;
export type MemorySplit = DatasetSplit<TensorArray>;
