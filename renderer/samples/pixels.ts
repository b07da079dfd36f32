import type { DatasetField } from '../../engine/data/dataset.ts';

/** A picture to be drawn: one or three values from 0 to 1 for each pixel, row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly values: Float32Array;
}

type Stored = ArrayLike<number>;

/** The picture of a sample among stored values; undefined where the field has none or the sample is missing. */
export function pixelsOf(field: DatasetField, stored: Stored, index: number): Pixels | undefined {
  const size = field.shape.reduce((product, dim) => product * dim, 1);
  if (stored.length < (index + 1) * size) return undefined;
  if (field.semantics === 'image') return imagePixels(field, stored, index * size);
  if (field.semantics === 'voxels') return voxelPixels(field, stored, index * size);
  return undefined;
}

/** Channels first becomes channels last: the first three as red, green and blue, else the first as grey. */
function imagePixels({ shape: [depth, height, width], preprocessing }: DatasetField, stored: Stored, start: number): Pixels {
  const { scale, offset } = preprocessing ?? { scale: 1, offset: 0 };
  const channels = depth >= 3 ? 3 : 1;
  const plane = width * height;
  const values = new Float32Array(plane * channels);
  for (let i = 0; i < values.length; i += 1) {
    values[i] = stored[start + (i % channels) * plane + Math.floor(i / channels)] * scale + offset;
  }
  return { width, height, channels, values };
}

/** Share of a surface's brightness that is left at the far side of the volume. */
const FAR = 0.25;
const SURFACE = 0.35;

/** A volume seen from its front: the first voxel that is not empty, darker the deeper it lies. */
function voxelPixels({ shape: [, depth, height, width], preprocessing }: DatasetField, stored: Stored, start: number): Pixels {
  const { scale, offset } = preprocessing ?? { scale: 1, offset: 0 };
  const plane = width * height;
  const values = new Float32Array(plane);
  for (let z = depth - 1; z >= 0; z -= 1) {
    const light = 1 - ((1 - FAR) * z) / Math.max(1, depth - 1);
    for (let i = 0; i < plane; i += 1) {
      const value = stored[start + z * plane + i] * scale + offset;
      if (value > SURFACE) values[i] = light;
    }
  }
  return { width, height, channels: 1, values };
}
