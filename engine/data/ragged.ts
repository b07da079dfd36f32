import type { TensorArray } from '../graph/types.ts';
import type { RaggedReader, RaggedValues } from './dataset.ts';
import { badDataset } from './bad-dataset.ts';

/** Offsets count parts in 32 bits. */
const MOST_PARTS = 2 ** 32 - 1;

/** A ragged field whose values are all in memory. */
export class MemoryRagged implements RaggedReader {
  private readonly held: RaggedValues;
  private readonly width: number;

  /** `width` is the number of values of one part: the size of the field's shape. Throws `bad-dataset` where values and offsets disagree. */
  constructor(held: RaggedValues, width: number) {
    const { values, offsets } = held;
    for (let i = 1; i < offsets.length; i += 1)
      if (offsets[i] < offsets[i - 1]) throw badDataset(`sample ${i - 1} ends before it begins, at ${offsets[i]} of ${offsets[i - 1]}`);
    const parts = offsets.at(-1) ?? 0;
    if (offsets[0] !== 0 || parts * width !== values.length)
      throw badDataset(`the samples have ${parts} parts of ${width} values, ${values.length} values were given`);
    this.held = held;
    this.width = width;
  }

  gatherRagged(samples: ArrayLike<number>): RaggedValues {
    const { width, held } = this;
    const offsets = offsetsOf(samples.length, (i) => this.lengthOf(samples[i]));
    const values = sized(held.values, offsets[samples.length] * width);
    const [from, to] = [bytesOf(held.values), bytesOf(values)];
    const bytes = width * values.BYTES_PER_ELEMENT;
    for (let i = 0; i < samples.length; i += 1) {
      const start = held.offsets[samples[i]] * bytes;
      to.set(from.subarray(start, start + this.lengthOf(samples[i]) * bytes), offsets[i] * bytes);
    }
    return { values, offsets };
  }

  lengthOf(sample: number): number {
    return this.held.offsets[sample + 1] - this.held.offsets[sample];
  }
}

/**
 * Where each sample begins, and the end of the last, from their lengths in parts. Throws `bad-dataset` where they have more than 2³² − 1
 * parts together.
 */
export function offsetsOf(samples: number, lengthOf: (sample: number) => number): Uint32Array<ArrayBuffer> {
  const offsets = new Uint32Array(samples + 1);
  let end = 0;
  for (let i = 0; i < samples; i += 1) {
    end += lengthOf(i);
    if (end > MOST_PARTS) throw badDataset(`up to ${MOST_PARTS} parts were expected in all samples together, sample ${i} ends beyond`);
    offsets[i + 1] = end;
  }
  return offsets;
}

/** Numbers of parts, sample by sample: what is stored in place of offsets, since small numbers pack better. */
export function lengthsOf(offsets: Uint32Array): Uint32Array<ArrayBuffer> {
  return Uint32Array.from({ length: Math.max(0, offsets.length - 1) }, (_, i) => offsets[i + 1] - offsets[i]);
}

/** Texts as a ragged field holds them: their UTF-8 bytes. */
export function raggedTexts(texts: readonly string[]): RaggedValues {
  const encoder = new TextEncoder();
  return raggedOf(
    texts.map((text) => encoder.encode(text)),
    1,
    new Uint8Array(0),
  );
}

/** Samples of lengths of their own put one after another. `width` is the number of values of a part, `kind` an array of the wanted type. */
export function raggedOf(samples: readonly TensorArray[], width: number, kind: TensorArray): RaggedValues {
  const offsets = offsetsOf(samples.length, (i) => samples[i].length / width);
  const values = sized(kind, offsets[samples.length] * width);
  samples.forEach((sample, i) => bytesOf(values).set(bytesOf(sample), offsets[i] * width * values.BYTES_PER_ELEMENT));
  return { values, offsets };
}

/** An array of the same type. */
export function sized(like: TensorArray, length: number): TensorArray {
  if (like instanceof Uint8Array) return new Uint8Array(length);
  if (like instanceof Float32Array) return new Float32Array(length);
  if (like instanceof Int32Array) return new Int32Array(length);
  if (like instanceof Float64Array) return new Float64Array(length);
  return like instanceof BigInt64Array ? new BigInt64Array(length) : new Uint16Array(length);
}

/** The bytes that an array lies in; they share memory. */
export function bytesOf({ buffer, byteOffset, byteLength }: TensorArray | Uint32Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
