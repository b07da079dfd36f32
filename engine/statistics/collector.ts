import type { TensorArray } from '../graph/types.ts';
import type { DatasetStatistics } from './definition.ts';

/** Stored values of some consecutive samples of a field. */
export interface BlockValues {
  readonly samples: number;
  readonly values: TensorArray;
  /** Of a ragged field: sample i has the parts from offsets[i] up to offsets[i + 1]. */
  readonly offsets?: Uint32Array;
}

/** Statistics that are being gathered. */
export type Draft = {
  -readonly [Key in 'columns' | 'balance' | 'lengths' | 'channels' | 'characters']-?: Required<DatasetStatistics>[Key][number][];
};

/** Gathers something of a field: looks at all blocks once, and where it has `second`, once more. */
export interface Collector {
  first(block: BlockValues): void;
  second?(block: BlockValues): void;
  /** Adds what was gathered. */
  report(draft: Draft): void;
}

/** One column of a block: of each part of `size` values those `length` from `column · length` on. */
export function columnOf(values: TensorArray, size: number, column: number, length: number): Float64Array {
  const parts = values.length / size;
  const numbers = new Float64Array(parts * length);
  for (let part = 0; part < parts; part += 1)
    for (let i = 0; i < length; i += 1) numbers[part * length + i] = Number(values[part * size + column * length + i]);
  return numbers;
}
