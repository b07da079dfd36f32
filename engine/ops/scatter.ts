import { int, string } from '../graph/attributes.ts';
import { isStatic, sizeOf, staticShape, tensorOf } from '../graph/shape.ts';
import type { DType, Value } from '../graph/types.ts';
import type { Emitter } from './emitter.ts';

/** Zeros of a shape, made at run time so that the graph need not carry them. */
export function zeros(e: Emitter, dims: readonly number[], dtype: DType): Value {
  return e.expand(e.scalar(0, dtype), dims);
}

/**
 * `data` plus `updates` at `indices` along `axis`, repeated indices adding up. ScatterElements and not ScatterND:
 * onnxruntime's ScatterND sums wrongly when indices repeat and several threads run.
 */
export function scatterAdd(e: Emitter, data: Value, indices: Value, updates: Value, axis: number): Value {
  return e.op('ScatterElements', [data, indices, updates], { axis: int(axis), reduction: string('add') });
}

/** Places below this number fit 32 bits, in which they take a fifth less time to find. */
const mostIn32 = 2 ** 31;

/**
 * Scatters values [E, …] into the rows [N, …] of `start`, number by number: both are flattened first, since onnxruntime's
 * ScatterElements takes up to 4 times as long to find its places in a matrix of 64 columns. Negative indices count from the end.
 */
export function scatterRows(e: Emitter, start: Value, index: Value, values: Value, reduction: 'add' | 'max'): Value {
  const { shape } = start.type;
  const scatter = (data: Value, places: Value, updates: Value): Value =>
    e.op('ScatterElements', [data, places, updates], { axis: int(0), reduction: string(reduction) });
  if (shape.length === 1) return scatter(start, index, values);
  const further = staticShape(shape.slice(1));
  const width = sizeOf(further);
  const row = isStatic(shape) && sizeOf(shape) < mostIn32 ? e.cast(index, 'int32') : index;
  const columns = e.constant(tensorOf(row.type.dtype, [width], indices(width)), 'columns');
  const places = e.add(e.unsqueeze(e.mul(row, e.scalar(width, row)), [1]), columns); // [E, width]
  const flat = (x: Value): Value => e.reshape(x, [-1]);
  const sum = scatter(flat(start), flat(places), flat(values));
  return e.reshape(sum, isStatic(shape) ? shape : [-1, ...further]);
}

const indices = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
