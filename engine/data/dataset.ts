import type { DType, TensorArray } from '../graph/types.ts';

/** How the values of a field are meant; previews and importers follow it. */
export type FieldSemantics = 'image' | 'category' | 'vector' | 'number' | 'table' | 'signal' | 'voxels';

/** Fed value = stored · scale + offset. */
export interface Scaling {
  readonly scale: number;
  readonly offset: number;
}

/** One column of a table, with the scaling of its own that brings it to about unit range. */
export interface Column extends Scaling {
  readonly name: string;
  readonly unit?: string;
}

export interface DatasetField {
  readonly name: string;
  readonly label: string;
  readonly role: 'input' | 'target';
  readonly semantics: FieldSemantics;
  /** dtype that the graph sees; images are stored as bytes and fed as float32 after `scale` and `offset`. */
  readonly dtype: DType;
  /** Shape of one sample: [1, 28, 28] for an image, [1, 256] for a signal, [1, 16, 16, 16] for voxels, channels first. */
  readonly shape: readonly number[];
  /** Names of the classes of a category. */
  readonly classes?: readonly string[];
  /** Unit of a number, as people write it behind one. */
  readonly unit?: string;
  /** Columns of a table, one for each value of a sample. */
  readonly columns?: readonly Column[];
  /** How all values of the field are fed; as they are stored where absent. */
  readonly preprocessing?: Scaling;
}

/** What the program says of a dataset without loading it. */
export interface DatasetInfo {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly task: 'classification' | 'regression';
  readonly fields: readonly DatasetField[];
  /** Number of samples of the fixed splits; validation is taken from `train` by the run's seed. */
  readonly splits: { readonly train: number; readonly test: number };
  /** What keeps the splits apart: "stratified by digit", "generated". */
  readonly splitKey: string;
  /** What makes the samples differ from a clean rule: "normal noise, standard deviation 0.1". */
  readonly noise?: string;
  /** Package that the samples were converted from; absent where they are generated. */
  readonly source?: string;
  readonly license: string;
  readonly attribution: string;
  readonly preview: 'images' | 'points' | 'signals' | 'voxels' | 'table';
}

/**
 * Samples of one split: each field as one row-major array, sample after sample, in the stored type (bytes for images and
 * class numbers, float32 for points). `gatherField` turns them into what the graph is fed.
 */
export interface DatasetSplit {
  readonly size: number;
  readonly fields: ReadonlyMap<string, TensorArray>;
}

export interface Dataset {
  readonly info: DatasetInfo;
  readonly train: DatasetSplit;
  readonly test: DatasetSplit;
}
