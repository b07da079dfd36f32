import type { TensorArray } from '../graph/types.ts';
import { indices } from '../random/distributions.ts';
import type { Dataset } from './dataset.ts';
import { storedValues } from './gather.ts';

/** Stored values of the first samples, by field. */
export interface SamplePreview {
  readonly count: number;
  readonly fields: Readonly<
    Record<string, { readonly shape: readonly number[]; readonly values: PreviewValues; readonly offsets?: Uint32Array }>
  >;
}

type PreviewValues = Uint8Array | Float32Array | Int32Array;

/** Stored values of the given samples of a split, by position; repeated ones and those that it doesn't have are left out. */
export function samplesOf(dataset: Dataset, split: 'train' | 'test', positions: readonly number[]): SamplePreview {
  const { size } = dataset[split];
  const known = [...new Set(positions)].filter((position) => Number.isInteger(position) && position >= 0 && position < size);
  return preview(dataset, split, known);
}

/** The first `count` training samples, or all where there are fewer: bytes for images, class numbers, coordinates. */
export function previewOf(dataset: Dataset, count: number): SamplePreview {
  return preview(dataset, 'train', indices(Math.max(0, Math.min(Math.floor(count), dataset.train.size))));
}

function preview(dataset: Dataset, split: 'train' | 'test', samples: ArrayLike<number>): SamplePreview {
  const fields = dataset.info.fields.map((field) => {
    const values = previewValues(storedValues(dataset[split], field, samples));
    return [field.name, { shape: field.shape, values }] as const;
  });
  return { count: samples.length, fields: Object.fromEntries(fields) };
}

function previewValues(stored: TensorArray): PreviewValues {
  return stored instanceof Uint8Array || stored instanceof Int32Array ? stored : Float32Array.from(stored, Number);
}
