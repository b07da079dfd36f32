import type { Column, DatasetField } from '../data/dataset.ts';
import { sizeOf, tensorOf } from '../graph/shape.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import type { FieldBlock } from './definition.ts';

/** The columns that a category becomes: one for each name; value i of the category sets the one numbered codes[i] to 1. */
export interface Codes {
  readonly names: readonly string[];
  readonly codes: readonly number[];
}

/** What becomes of each column or channel of a field, or of its one category; `undefined` leaves one as it is. */
export type Encoding = readonly (Codes | undefined)[];

/** The field with its encoded columns in the places of those that they come from. */
export function encodedColumns(given: DatasetField, encoding: Encoding): DatasetField {
  const columns = (given.columns ?? []).flatMap((column, group): readonly Column[] => {
    const codes = encoding[group];
    return codes === undefined
      ? [column]
      : codes.names.map((value) => ({ name: `${column.name}: ${value}`, scale: 1, offset: 0, indicator: true }));
  });
  return { ...given, dtype: 'float32', shape: [columns.length, ...given.shape.slice(1)], columns };
}

/** What is no number of a value gives zeros alone. */
export function encode({ shape }: DatasetField, encoding: Encoding, block: FieldBlock): FieldBlock {
  const run = sizeOf(shape.slice(1));
  const parts = block.values.length / (encoding.length * run);
  const width = encoding.reduce((sum, codes) => sum + (codes?.names.length ?? 1), 0);
  const values = new Float64Array(parts * width * run);
  let [from, to] = [0, 0];
  for (let part = 0; part < parts; part += 1) {
    for (const codes of encoding) {
      for (let i = 0; i < run; i += 1) {
        const value = Number(block.values[from + i]);
        if (codes === undefined) values[to + i] = value;
        else if (codes.codes[value] !== undefined) values[to + codes.codes[value] * run + i] = 1;
      }
      from += run;
      to += run * (codes?.names.length ?? 1);
    }
  }
  return { ...block, values };
}

/** The same as operators. */
export function lowerEncoding({ shape }: DatasetField, encoding: Encoding, e: Emitter, value: Value): Value {
  if (shape.length === 0) return encodeColumn(encoding[0], 0, e, e.unsqueeze(value, [1]));
  const parts = encoding.map((codes, group) => encodeColumn(codes, shape.length - 1, e, e.slice(value, [group], [group + 1], [1])));
  return e.concat(parts, 1);
}

/** @param after axes behind the one of the columns */
function encodeColumn(codes: Codes | undefined, after: number, e: Emitter, value: Value): Value {
  if (codes === undefined) return value;
  const { dtype } = value.type;
  const list = (numbers: readonly number[]): Value =>
    e.constant(tensorOf(dtype, [numbers.length, ...Array.from({ length: after }, () => 1)], numbers));
  const isValue = e.cast(e.equal(value, list(codes.codes.map((_, i) => i))), 'float32');
  if (codes.codes.every((code, i) => code === i) && codes.codes.length === codes.names.length) return isValue;
  return gathered(codes, after, e, isValue);
}

/** [N, values, …] · [values, names]: the sum of the zeros and ones whose values share a column. */
function gathered({ names, codes }: Codes, after: number, e: Emitter, isValue: Value): Value {
  const table = new Float32Array(codes.length * names.length);
  codes.forEach((code, i) => {
    table[i * names.length + code] = 1;
  });
  const matrix = e.constant(tensorOf('float32', [codes.length, names.length], table));
  if (after === 0) return e.matmul(isValue, matrix);
  const rank = after + 2;
  const last = [0, ...Array.from({ length: after }, (_, i) => i + 2), 1];
  const back = [0, rank - 1, ...Array.from({ length: after }, (_, i) => i + 1)];
  return e.transpose(e.matmul(e.transpose(isValue, last), matrix), back);
}
