import { sizeOf, stridesOf } from '../graph/shape.ts';
import type { DType } from '../graph/types.ts';

/** A tensor of the reference executor: every dtype is held in float64. */
export interface NdArray {
  readonly dtype: DType;
  readonly dims: readonly number[];
  readonly data: Float64Array<ArrayBuffer>;
}

export function ndarray(dtype: DType, dims: readonly number[], values?: ArrayLike<number>): NdArray {
  const data = new Float64Array(sizeOf(dims));
  if (values !== undefined) data.set(values);
  return { dtype, dims, data };
}

/** Strides that walk `dims` as if it had been broadcast to `target`: 0 along stretched axes. */
export function broadcastStrides(dims: readonly number[], target: readonly number[]): number[] {
  const own = stridesOf(dims);
  const lead = target.length - dims.length;
  return target.map((_, axis) => (axis < lead || dims[axis - lead] === 1 ? 0 : own[axis - lead]));
}

/** Calls `visit(flat, index)` for each position of `dims` in row-major order; `index` is reused. */
export function forEachIndex(dims: readonly number[], visit: (flat: number, index: readonly number[]) => void): void {
  const index = new Array<number>(dims.length).fill(0);
  const size = sizeOf(dims);
  for (let flat = 0; flat < size; flat += 1) {
    visit(flat, index);
    for (let axis = dims.length - 1; axis >= 0; axis -= 1) {
      index[axis] += 1;
      if (index[axis] < dims[axis]) break;
      index[axis] = 0;
    }
  }
}

/** Offset of a multi-index under the given strides. */
export function offsetOf(index: readonly number[], strides: readonly number[]): number {
  let offset = 0;
  for (let axis = 0; axis < index.length; axis += 1) offset += index[axis] * strides[axis];
  return offset;
}

/** Calls `visit(start, step)` for each line of elements along `axis`: its first offset and the distance between neighbours. */
export function forEachLine(dims: readonly number[], axis: number, visit: (start: number, step: number) => void): void {
  const step = stridesOf(dims)[axis];
  const block = step * dims[axis];
  for (let begin = 0; begin < sizeOf(dims); begin += block) {
    for (let start = begin; start < begin + step; start += 1) visit(start, step);
  }
}

/** The elements at `start` + Σ index·stride, for each index of `dims` in row-major order. */
export function readStrided(data: Float64Array, dims: readonly number[], strides: readonly number[], start = 0): Float64Array<ArrayBuffer> {
  const result = new Float64Array(sizeOf(dims));
  const length = dims.at(-1) ?? 1;
  const step = strides.at(-1) ?? 0;
  forEachIndex(dims.slice(0, -1), (row, index) => {
    let source = start + offsetOf(index, strides);
    const end = (row + 1) * length;
    for (let i = row * length; i < end; i += 1, source += step) result[i] = data[source];
  });
  return result;
}
