/** What a dataset's values look like, computed from the stored values of one split. */
export interface DatasetStatistics {
  readonly split: 'train' | 'test';
  readonly samples: number;
  /** Numbers and categories: one for each column of a table, channel of a signal, or number. */
  readonly columns: readonly ColumnStatistics[];
  /** Columns beyond the first thousand, of which nothing is told. */
  readonly omittedColumns?: number;
  /** How many samples, pixels of masks, or values of a field with several have each class, of each category that is a field of its own. */
  readonly balance: readonly ClassBalance[];
  /**
   * Pearson's coefficient of each pair of columns with one number a sample, target included, row-major, over the samples that have both;
   * categories of two values count as 0 and 1. NaN where one of the two is constant. Absent for fewer than two columns and more than 64.
   */
  readonly correlation?: { readonly names: readonly string[]; readonly coefficients: readonly number[] };
  /** Lengths of ragged samples: characters of texts, nodes and edges of graphs. */
  readonly lengths: readonly LengthStatistics[];
  /** Edges of each node of the split, where the samples are the nodes of one graph: in and out apart where it is directed. */
  readonly degrees?: readonly {
    readonly name: 'degree' | 'in-degree' | 'out-degree';
    readonly mean: number;
    readonly histogram: Histogram;
  }[];
  /** Brightness of each channel of images and voxels as it is stored: 0 to 255 for most. */
  readonly channels?: readonly ChannelStatistics[];
  /** The most frequent characters of texts, at most 50, the most frequent first. */
  readonly characters?: readonly { readonly text: string; readonly count: number }[];
}

export interface ClassBalance {
  readonly field: string;
  readonly classes: readonly string[];
  readonly counts: readonly number[];
  readonly counted: 'samples' | 'pixels' | 'values';
}

export interface LengthStatistics {
  readonly field: string;
  /** What is counted: "characters". */
  readonly unit: string;
  readonly mean: number;
  readonly max: number;
  readonly histogram: Histogram;
}

export interface ChannelStatistics {
  readonly field: string;
  readonly name: string;
  readonly mean: number;
  readonly deviation: number;
  readonly histogram: Histogram;
}

export interface ColumnStatistics {
  readonly field: string;
  readonly name: string;
  readonly unit?: string;
  /** Values that are stored as no finite number. */
  readonly missing: number;
  /** Absent for a category, or where all values are missing. */
  readonly numbers?: NumberStatistics;
  readonly categories?: { readonly values: readonly string[]; readonly counts: readonly number[] };
}

export interface NumberStatistics {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Root of the mean squared distance from the mean, over the number of values. */
  readonly deviation: number;
  /** Between values as they lie in order, interpolated; of many values those of a sample of them (`QuantileSample` says how exact). */
  readonly quartiles: readonly [number, number, number];
  readonly histogram: Histogram;
}

/** Counts of equally wide bins from `min` to `max`, the least and the most of the numbers; the last bin holds its upper end. */
export interface Histogram {
  readonly min: number;
  readonly max: number;
  readonly counts: readonly number[];
  /** There where each bin is one value: few whole numbers, or a constant. Ascending. */
  readonly values?: readonly number[];
  /** There where each bin is so many whole numbers: the first from `min` to `min` + `step` − 1, the last up to `max` with fewer where they end. */
  readonly step?: number;
}
