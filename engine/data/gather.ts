import { sizeOf } from '../graph/shape.ts';
import { invariant } from '../graph/errors.ts';
import type { TensorArray } from '../graph/types.ts';
import { indices } from '../random/distributions.ts';
import type { DatasetField, DatasetSplit, SampleReader, Scaling } from './dataset.ts';
import { sized } from './ragged.ts';

/**
 * Copies a field of the given samples into `out`, one after another, as the graph is fed: preprocessed
 * (stored · scale + offset) and in the array's own type. `out` holds samples.length times the field's sample size.
 */
export function gatherField(split: DatasetSplit, field: DatasetField, samples: ArrayLike<number>, out: TensorArray): void {
  const stored = evenValues(split, field);
  const size = sampleSize(field);
  invariant(out.length === samples.length * size, `${samples.length} samples of ${size} values fit ${out.length} places`);
  if ('gather' in stored) copyField(stored.gather(samples), field, indices(samples.length), out);
  else copyField(stored, field, samples, out);
}

/** Reads a field's samples in the background where they lie in a file, so that gathering them waits for nothing. Never rejects. */
export async function prefetchField(split: DatasetSplit, field: DatasetField, samples: ArrayLike<number>): Promise<void> {
  const stored = split.fields.get(field.name);
  if (stored !== undefined && 'gather' in stored) await stored.prefetch?.(samples);
}

/** Stored values of the given samples, one after another, in an array of their own. */
export function storedValues(split: DatasetSplit, field: DatasetField, samples: ArrayLike<number>): TensorArray {
  const stored = evenValues(split, field);
  if ('gather' in stored) return stored.gather(samples).slice();
  const size = sampleSize(field);
  const values = sized(stored, samples.length * size);
  for (let i = 0; i < samples.length; i += 1) for (let j = 0; j < size; j += 1) values[i * size + j] = stored[samples[i] * size + j];
  return values;
}

/** Samples of a ragged field have no place in a batch until preprocessing gives them one shape. */
function evenValues(split: DatasetSplit, field: DatasetField): TensorArray | SampleReader {
  invariant(field.ragged === undefined, `the samples of ${field.name} have one shape`);
  const stored = split.fields.get(field.name);
  invariant(stored !== undefined, `the split has the field ${field.name}`);
  return stored;
}

function copyField(stored: TensorArray, field: DatasetField, samples: ArrayLike<number>, out: TensorArray): void {
  const size = sampleSize(field);
  if (out instanceof BigInt64Array) return gatherIntegers(stored, size, samples, out);
  if (field.columns !== undefined) return gatherColumns(stored, size, field.columns, samples, out);
  const { scale, offset } = field.preprocessing ?? { scale: 1, offset: 0 };
  for (let i = 0; i < samples.length; i += 1) {
    const from = samples[i] * size;
    const to = i * size;
    for (let j = 0; j < size; j += 1) out[to + j] = Number(stored[from + j]) * scale + offset;
  }
}

/** Number of values in one sample of a field; 1 for a scalar. */
export function sampleSize(field: DatasetField): number {
  return sizeOf(field.shape);
}

/** A column is one value of a sample, or, where it is a channel of a signal, as many as the signal is long. */
function gatherColumns(
  stored: TensorArray,
  size: number,
  columns: readonly Scaling[],
  samples: ArrayLike<number>,
  out: Exclude<TensorArray, BigInt64Array>,
): void {
  const length = size / columns.length;
  for (let i = 0; i < samples.length; i += 1) {
    for (let j = 0; j < size; j += 1) {
      const { scale, offset } = columns[Math.floor(j / length)];
      out[i * size + j] = Number(stored[samples[i] * size + j]) * scale + offset;
    }
  }
}

function gatherIntegers(stored: TensorArray, size: number, samples: ArrayLike<number>, out: BigInt64Array<ArrayBuffer>): void {
  for (let i = 0; i < samples.length; i += 1) {
    const from = samples[i] * size;
    for (let j = 0; j < size; j += 1) out[i * size + j] = BigInt(stored[from + j]);
  }
}
