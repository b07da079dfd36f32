import { invariant } from '../graph/errors.ts';
import type { TensorArray } from '../graph/types.ts';
import type { Dataset } from './dataset.ts';
import { sampleSize } from './gather.ts';

/** Stored values of the first samples, by field. */
export interface SamplePreview {
  readonly count: number;
  readonly fields: Readonly<Record<string, { readonly shape: readonly number[]; readonly values: PreviewValues }>>;
}

type PreviewValues = Uint8Array | Float32Array | Int32Array;

/** Stored values of the given samples of a split, by position; repeated ones and those that it doesn't have are left out. */
export function samplesOf(dataset: Dataset, split: 'train' | 'test', positions: readonly number[]): SamplePreview {
  const { fields, size } = dataset[split];
  const known = [...new Set(positions)].filter((position) => Number.isInteger(position) && position >= 0 && position < size);
  const values = dataset.info.fields.map((field) => {
    const stored = fields.get(field.name);
    invariant(stored !== undefined, `${dataset.info.id} has the field ${field.name}`);
    return [field.name, { shape: field.shape, values: picked(stored, known, sampleSize(field)) }] as const;
  });
  return { count: known.length, fields: Object.fromEntries(values) };
}

function picked(stored: TensorArray, positions: readonly number[], size: number): PreviewValues {
  const values = previewValues(stored, 0, positions.length * size);
  positions.forEach((position, i) => values.set(previewValues(stored, position * size, (position + 1) * size), i * size));
  return values;
}

/** The first `count` training samples, or all where there are fewer: bytes for images, class numbers, coordinates. */
export function previewOf({ info, train }: Dataset, count: number): SamplePreview {
  const shown = Math.max(0, Math.min(Math.floor(count), train.size));
  const fields = info.fields.map((field) => {
    const stored = train.fields.get(field.name);
    invariant(stored !== undefined, `${info.id} has the field ${field.name}`);
    return [field.name, { shape: field.shape, values: previewValues(stored, 0, shown * sampleSize(field)) }] as const;
  });
  return { count: shown, fields: Object.fromEntries(fields) };
}

function previewValues(stored: TensorArray, from: number, to: number): PreviewValues {
  if (stored instanceof Uint8Array || stored instanceof Int32Array) return stored.slice(from, to);
  return Float32Array.from({ length: to - from }, (_, i) => Number(stored[from + i]));
}
