import { sizeOf } from '../graph/shape.ts';
import { gunzipSync } from 'fflate';
import { z } from 'zod';
import { EngineError } from '../graph/errors.ts';
import type { TensorArray } from '../graph/types.ts';
import { badDataset } from './bad-dataset.ts';
import type { DatasetInfo } from './dataset.ts';
import { stepShape } from './windows.ts';

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
  /** There where each sample has a length of its own, which another file tells; `shape` is that of a part then. */
  ragged: z.literal(true).optional(),
});

const storedFile = z.strictObject({ file: z.string().regex(/^[a-z0-9.-]+$/), sha256: z.string().length(64) });

const storedSplit = z.strictObject({
  size: z.int().min(1),
  /** One gzip file for each field. */
  files: z.record(z.string(), storedFile),
  /** For each ragged field one more: the numbers of parts, sample by sample, as unsigned 32-bit integers. */
  lengths: z.record(z.string(), storedFile).optional(),
});

/** `dataset.json`: which file of the folder holds which field of which split. */
export const storedHeaderSchema = z.strictObject({
  format: z.literal('netloom-dataset'),
  version: z.literal(1),
  id: z.string(),
  fields: z.array(storedField),
  splits: z.strictObject({ train: storedSplit, test: storedSplit }),
  /** Edges between samples: the nodes at both ends as 32-bit integers, weights as float32. */
  graph: z.strictObject({ source: storedFile, target: storedFile, weight: storedFile.optional() }).optional(),
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

/** The values of a gzip file, as many as it holds: those of a ragged field, an edge's ends. Throws `bad-dataset` for a part of a value. */
export function decodeValues(bytes: Uint8Array, dtype: StoredField['dtype'], what: string): TensorArray {
  const values = unzip(bytes);
  const width = bytesPerValue[dtype];
  if (values.length % width !== 0) throw badDataset(`${what} unpacks to ${values.length} bytes, values of ${width} bytes were expected`);
  return storedDTypes[dtype](values.slice().buffer);
}

/** The numbers of parts of a ragged field's samples. Throws `bad-dataset` where there aren't as many as samples. */
export function decodeLengths(bytes: Uint8Array, field: StoredField, samples: number): Uint32Array<ArrayBuffer> {
  const values = unzip(bytes);
  if (values.length !== 4 * samples)
    throw badDataset(`the lengths of ${field.name} unpack to ${values.length} bytes, ${4 * samples} were expected`);
  return new Uint32Array(values.slice().buffer);
}

function mismatchOf(header: StoredHeader, info: DatasetInfo): string | undefined {
  if (header.id !== info.id) return `is of the dataset "${header.id}", "${info.id}" was expected`;
  for (const split of ['train', 'test'] as const) {
    const expected = (info.steps ?? info.splits)[split];
    if (header.splits[split].size !== expected)
      return `has ${header.splits[split].size} ${split} ${info.steps ? 'steps' : 'samples'}, ${expected} were expected`;
  }
  for (const field of info.fields) {
    const stored = header.fields.find(({ name }) => name === field.name);
    if (stored === undefined) return `lacks the field ${field.name}`;
    const shape = info.window === undefined ? field.shape : stepShape(field, info.window);
    const [given, declared] = [stored.shape.join('×'), shape.join('×')];
    if (given !== declared) return `gives ${field.name} the shape [${given}], [${declared}] was expected`;
    if (header.splits.train.files[field.name] === undefined || header.splits.test.files[field.name] === undefined)
      return `names no file for ${field.name}`;
    const ragged = stored.ragged === true;
    if (ragged !== (field.ragged !== undefined))
      return `stores ${field.name} with samples of ${ragged ? 'lengths of their own' : 'one length'}, the declaration says otherwise`;
    if (ragged && (header.splits.train.lengths?.[field.name] === undefined || header.splits.test.lengths?.[field.name] === undefined))
      return `names no file with the lengths of ${field.name}`;
  }
  if ((header.graph === undefined) !== (info.graph === undefined))
    return `has ${header.graph === undefined ? 'no' : 'a'} graph of its samples, the declaration says otherwise`;
  if (header.graph !== undefined && (header.graph.weight !== undefined) !== info.graph?.weighted)
    return `has ${header.graph.weight === undefined ? 'no' : ''} weights of edges, the declaration says otherwise`;
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
