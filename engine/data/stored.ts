import { sizeOf } from '../graph/shape.ts';
import { gunzipSync } from 'fflate';
import { z } from 'zod';
import { EngineError } from '../graph/errors.ts';
import type { TensorArray } from '../graph/types.ts';
import type { DatasetInfo, MemorySplit } from './dataset.ts';

/** Name of the file that describes a dataset's folder. */
export const STORED_HEADER = 'dataset.json';

const storedDTypes = {
  uint8: (buffer: ArrayBuffer): TensorArray => new Uint8Array(buffer),
  float32: (buffer: ArrayBuffer): TensorArray => new Float32Array(buffer),
  int32: (buffer: ArrayBuffer): TensorArray => new Int32Array(buffer),
};

const bytesPerValue = { uint8: 1, float32: 4, int32: 4 };

const storedField = z.strictObject({
  name: z.string(),
  /** Type of the values in the files, little-endian and row-major, sample after sample. */
  dtype: z.enum(['uint8', 'float32', 'int32']),
  shape: z.array(z.int().min(1)),
});

const storedFile = z.strictObject({ file: z.string().regex(/^[a-z0-9.-]+$/), sha256: z.string().length(64) });

const storedSplit = z.strictObject({
  size: z.int().min(1),
  /** One gzip file for each field. */
  files: z.record(z.string(), storedFile),
});

/** `dataset.json`: which file of the folder holds which field of which split. */
export const storedHeaderSchema = z.strictObject({
  format: z.literal('netloom-dataset'),
  version: z.literal(1),
  id: z.string(),
  fields: z.array(storedField),
  splits: z.strictObject({ train: storedSplit, test: storedSplit }),
});

export type StoredHeader = z.infer<typeof storedHeaderSchema>;
export type StoredField = StoredHeader['fields'][number];

/**
 * Reads a header and checks that it fits the dataset's declaration.
 * Throws `bad-dataset` naming what differs.
 */
export function parseStoredHeader(text: string, info: DatasetInfo): StoredHeader {
  const header = storedHeaderSchema.safeParse(headerJson(text));
  if (!header.success) throw badDataset(`${STORED_HEADER} is not a dataset header: ${z.prettifyError(header.error)}`);
  const mismatch = mismatchOf(header.data, info);
  if (mismatch !== undefined) throw badDataset(`${STORED_HEADER} ${mismatch}`);
  return header.data;
}

/** Values of one field from the bytes of its gzip file. Throws `bad-dataset` where the length is not that of the split. */
export function decodeField(bytes: Uint8Array, field: StoredField, samples: number): TensorArray {
  const values = unzip(bytes);
  const expected = samples * sizeOf(field.shape) * bytesPerValue[field.dtype];
  if (values.length !== expected) throw badDataset(`the field ${field.name} unpacks to ${values.length} bytes, ${expected} were expected`);
  return storedDTypes[field.dtype](values.slice().buffer);
}

/** Refuses category values outside of the declared classes; they would index past a prediction. */
export function checkCategories(split: MemorySplit, info: DatasetInfo): void {
  for (const field of info.fields) {
    const values = split.fields.get(field.name);
    const count = field.classes?.length;
    if (values === undefined || count === undefined) continue;
    const wrong = values.findIndex((value: number | bigint) => value < 0 || value >= count);
    if (wrong >= 0) throw badDataset(`sample ${wrong} has ${field.name} ${values[wrong]}, only 0 to ${count - 1} exist`);
  }
}

function mismatchOf(header: StoredHeader, info: DatasetInfo): string | undefined {
  if (header.id !== info.id) return `is of the dataset "${header.id}", "${info.id}" was expected`;
  for (const split of ['train', 'test'] as const) {
    if (header.splits[split].size !== info.splits[split])
      return `has ${header.splits[split].size} ${split} samples, ${info.splits[split]} were expected`;
  }
  for (const field of info.fields) {
    const stored = header.fields.find(({ name }) => name === field.name);
    if (stored === undefined) return `lacks the field ${field.name}`;
    const [given, declared] = [stored.shape.join('×'), field.shape.join('×')];
    if (given !== declared) return `gives ${field.name} the shape [${given}], [${declared}] was expected`;
    if (header.splits.train.files[field.name] === undefined || header.splits.test.files[field.name] === undefined)
      return `names no file for ${field.name}`;
  }
  return undefined;
}

function unzip(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes);
  } catch (cause) {
    throw new EngineError('bad-dataset', 'the file is no gzip file or is cut short', { cause });
  }
}

/** The JSON of a dataset's header; throws `bad-dataset` where it is none. */
export function headerJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new EngineError('bad-dataset', `${STORED_HEADER} is not JSON`, { cause });
  }
}

export function badDataset(message: string): EngineError {
  return new EngineError('bad-dataset', message);
}
