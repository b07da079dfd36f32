import { expect, it } from 'vitest';
import type { DatasetField } from '../../engine/data/dataset.ts';
import { pixelsOf } from './pixels.ts';

const base = { name: 'x', label: 'X', role: 'input', dtype: 'float32' } as const;

it('draws channels first as red, green and blue of each pixel', () => {
  const field: DatasetField = { ...base, semantics: 'image', shape: [3, 1, 2], preprocessing: { scale: 1 / 10, offset: 0 } };
  const pixels = pixelsOf(field, [0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6], 1);
  expect(pixels).toMatchObject({ width: 2, height: 1, channels: 3 });
  expect(Array.from(pixels?.values ?? [], (value) => Math.round(10 * value))).toEqual([1, 3, 5, 2, 4, 6]);
});

it('draws the nearest voxel of a volume, darker the deeper it lies', () => {
  const field: DatasetField = { ...base, semantics: 'voxels', shape: [1, 2, 1, 3] };
  expect([...(pixelsOf(field, [1, 0, 0, 1, 1, 0], 0)?.values ?? [])]).toEqual([1, 0.25, 0]);
});

it('draws nothing where values are missing', () => {
  const field: DatasetField = { ...base, semantics: 'image', shape: [1, 2, 2] };
  expect(pixelsOf(field, [1, 2, 3], 0)).toBeUndefined();
  expect(pixelsOf({ ...field, semantics: 'signal' }, [1, 2, 3, 4], 0)).toBeUndefined();
});
