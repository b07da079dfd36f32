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

/** The first `count` training samples, or all where there are fewer: bytes for images, class numbers, coordinates. */
export function previewOf({ info, train }: Dataset, count: number): SamplePreview {
  const shown = Math.max(0, Math.min(Math.floor(count), train.size));
  const fields = info.fields.map((field) => {
    const stored = train.fields.get(field.name);
    invariant(stored !== undefined, `${info.id} has the field ${field.name}`);
    return [field.name, { shape: field.shape, values: previewValues(stored, shown * sampleSize(field)) }] as const;
  });
  return { count: shown, fields: Object.fromEntries(fields) };
}

function previewValues(stored: TensorArray, length: number): PreviewValues {
  if (stored instanceof Uint8Array || stored instanceof Int32Array) return stored.slice(0, length);
  return Float32Array.from({ length }, (_, i) => Number(stored[i]));
}
