import type { AugmentedSample } from './definition.ts';

/** One channel of an image, row-major: a view on the sample. */
export interface Plane {
  readonly values: Float32Array | Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/** The channels of a sample of shape [C, H, W]. */
export function planesOf({ values, shape: [channels, rows, columns] }: AugmentedSample): Plane[] {
  const size = rows * columns;
  return Array.from({ length: channels }, (_, channel) => ({
    values: values.subarray(channel * size, (channel + 1) * size),
    rows,
    columns,
  }));
}
