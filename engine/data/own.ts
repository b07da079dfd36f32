import { z } from 'zod';
import { invariant } from '../graph/errors.ts';
import { sizeOf } from '../graph/shape.ts';
import type { TensorArray } from '../graph/types.ts';
import { badDataset } from './bad-dataset.ts';
import { declarationFault } from './checks.ts';
import { type DatasetInfo, datasetInfoSchema } from './dataset.ts';
import { headerJson } from './stored.ts';
import { stepShape } from './windows.ts';

/** Types of the values in the files of one's own datasets, little-endian and row-major, sample after sample. */
const ownTypes = {
  uint8: { bytes: 1, view: (buffer: ArrayBuffer, count: number): TensorArray => new Uint8Array(buffer, 0, count) },
  int32: { bytes: 4, view: (buffer: ArrayBuffer, count: number): TensorArray => new Int32Array(buffer, 0, count) },
  float32: { bytes: 4, view: (buffer: ArrayBuffer, count: number): TensorArray => new Float32Array(buffer, 0, count) },
} as const;

const ownType = z.enum(['uint8', 'int32', 'float32']);

export type OwnType = z.infer<typeof ownType>;

export const splitNames = ['train', 'test'] as const;
export type OwnSplit = (typeof splitNames)[number];

/** Ids and names of fields are parts of paths. */
const safeName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'a name of a-z, 0-9 and - was expected');

/** `dataset.json` of one's own dataset: its declaration, and how the values of each field are stored. */
const ownHeader = z
  .strictObject({
    format: z.literal('netloom-own-dataset'),
    version: z.literal(1),
    info: datasetInfoSchema,
    storage: z.record(safeName, ownType),
    /** What the import left out, filled in or decided. */
    notes: z.array(z.string()).readonly(),
  })
  .readonly();

export type OwnHeader = z.infer<typeof ownHeader>;

export function isOwnId(id: string): boolean {
  return safeName.safeParse(id).success;
}

/** Reads the header of the dataset `id`. Throws `bad-dataset` naming what is wrong with it. */
export function parseOwnHeader(text: string, id: string): OwnHeader {
  const header = ownHeader.safeParse(headerJson(text));
  if (!header.success) throw badDataset(`it is no description of a dataset: ${z.prettifyError(header.error).replaceAll('\n', ' ')}`);
  const { info, storage } = header.data;
  if (info.id !== id) throw badDataset(`it is of the dataset "${info.id}", "${id}" was expected`);
  // Texts that are gone on with are their own targets.
  const roles = info.task === 'language-modelling' ? (['input'] as const) : (['input', 'target'] as const);
  for (const role of roles)
    if (!info.fields.some((field) => field.role === role)) throw badDataset(`a field with the role ${role} was expected`);
  const fault = declarationFault(info);
  if (fault !== undefined) throw badDataset(fault);
  for (const { name, shape, columns, semantics } of info.fields) {
    if (!Object.hasOwn(storage, name)) throw badDataset(`it doesn't say how the field ${name} is stored`);
    const type = semantics === 'text' ? 'uint8' : 'int32';
    if ((semantics === 'text' || semantics === 'edges') && storage[name] !== type)
      throw badDataset(`it stores the ${semantics} ${name} as ${storage[name]}, ${type} was expected`);
    if (columns !== undefined && (columns.length === 0 || sizeOf(shape) % columns.length !== 0))
      throw badDataset(`the field ${name} has ${sizeOf(shape)} values a sample for ${columns.length} columns`);
  }
  return header.data;
}

export function ownFileName(split: OwnSplit, field: string): string {
  return `${split}-${field}.bin`;
}

/** The file with the numbers of parts of a ragged field's samples, unsigned 32-bit integers. */
export function ownLengthsName(split: OwnSplit, field: string): string {
  return `${split}-${field}.lengths`;
}

/** Files with the edges between samples: the nodes at both ends as 32-bit integers, weights as float32. */
export const ownGraphFiles = { source: 'graph-source.bin', target: 'graph-target.bin', weight: 'graph-weight.bin' } as const;

/** Bytes of one sample of a field, of one part where the field is ragged, of one step where the samples are windows. */
export function ownSampleBytes({ info, storage }: OwnHeader, name: string): number {
  const declared = info.fields.find((field) => field.name === name);
  invariant(declared !== undefined, `the dataset has the field ${name}`);
  const shape = info.window === undefined ? declared.shape : stepShape(declared, info.window);
  return sizeOf(shape) * ownTypes[storage[name]].bytes;
}

/** The values that the first `bytes` bytes of a buffer hold. */
export function ownValues({ storage }: OwnHeader, name: string, buffer: ArrayBuffer, bytes: number): TensorArray {
  const { view, bytes: width } = ownTypes[storage[name]];
  return view(buffer, bytes / width);
}

/** The header's text. Throws `bad-dataset` where it would be none. */
export function ownHeaderText(info: DatasetInfo, storage: OwnHeader['storage'], notes: readonly string[]): string {
  const text = `${JSON.stringify({ format: 'netloom-own-dataset', version: 1, info, storage, notes }, undefined, 2)}\n`;
  parseOwnHeader(text, info.id);
  return text;
}
