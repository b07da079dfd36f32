import { int, string } from '../graph/attributes.ts';
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
