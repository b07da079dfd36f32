import type { AugmentedSample } from './definition.ts';

/** Rows and columns of one channel of an image or of one slice of a volume, row-major: a view on the sample. */
export interface Plane {
  readonly values: Float32Array | Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/** The planes of a sample of shape […, H, W]: [C, H, W], [C, D, H, W], or class numbers [H, W] or [D, H, W]. */
export function planesOf({ values, shape }: Pick<AugmentedSample, 'values' | 'shape'>): Plane[] {
  const [rows, columns] = shape.slice(-2);
  const size = rows * columns;
  const planes = shape.slice(0, -2).reduce((product, dim) => product * dim, 1);
  return Array.from({ length: planes }, (_, plane) => ({ values: values.subarray(plane * size, (plane + 1) * size), rows, columns }));
}

/** The lines of a sample of shape […, T]: the channels of a signal [C, T], or class numbers [T]. Views on the sample. */
export function channelsOf({ values, shape }: Pick<AugmentedSample, 'values' | 'shape'>): (Float32Array | Float64Array)[] {
  const length = shape[shape.length - 1];
  return Array.from({ length: values.length / length }, (_, channel) => values.subarray(channel * length, (channel + 1) * length));
}
