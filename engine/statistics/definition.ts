/** What a dataset's values look like, computed from the stored values of one split. */
export interface DatasetStatistics {
  readonly split: 'train' | 'test';
  readonly samples: number;
  /** Numbers and categories: one for each column of a table, channel of a signal, or number. */
  readonly columns: readonly ColumnStatistics[];
  /** Samples by class, of each category that is a target or an input of its own. */
  readonly balance: readonly { readonly field: string; readonly classes: readonly string[]; readonly counts: readonly number[] }[];
  /** Pearson's coefficient of each pair of numeric columns, target included, row-major; absent where there are fewer than two or too many. */
  readonly correlation?: { readonly names: readonly string[]; readonly coefficients: readonly number[] };
  /** Lengths of ragged samples: characters of texts, nodes and edges of graphs. */
  readonly lengths: readonly { readonly field: string; readonly unit: string; readonly histogram: Histogram; readonly mean: number }[];
  /** Brightness of each channel of images, 0 to 255. */
  readonly channels?: readonly {
    readonly name: string;
    readonly mean: number;
    readonly deviation: number;
    readonly histogram: Histogram;
  }[];
  /** The most frequent characters of texts. */
  readonly characters?: readonly { readonly text: string; readonly count: number }[];
}

export interface ColumnStatistics {
  readonly field: string;
  readonly name: string;
  readonly unit?: string;
  readonly missing: number;
  /** Absent for a category, or where all values are missing. */
  readonly numbers?: {
    readonly min: number;
    readonly max: number;
    readonly mean: number;
    readonly deviation: number;
    readonly quartiles: readonly [number, number, number];
    readonly histogram: Histogram;
  };
  readonly categories?: { readonly values: readonly string[]; readonly counts: readonly number[] };
}

/** Counts of equally wide bins from `min` to `max`; the last one holds its upper end. */
export interface Histogram {
  readonly min: number;
  readonly max: number;
  readonly counts: readonly number[];
}
