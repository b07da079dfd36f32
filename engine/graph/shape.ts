import { invariant } from './errors.ts';
import type { DType, Shape, TensorArray, TensorData } from './types.ts';

/** True where every dimension is a number. */
export function isStatic(shape: Shape): shape is readonly number[] {
  return shape.every((dim) => typeof dim === 'number');
}

/** The shape as numbers; a symbolic dimension here is a bug of the caller. */
export function staticShape(shape: Shape): readonly number[] {
  invariant(isStatic(shape), `a shape known in numbers, came ${formatShape(shape)}`);
  return shape;
}

/** Number of elements of a shape known in numbers. */
export function sizeOf(dims: readonly number[]): number {
  return dims.reduce((product, dim) => product * dim, 1);
}

/** `N×32×14×14`; a scalar is written `scalar`. */
export function formatShape(shape: Shape): string {
  return shape.length === 0 ? 'scalar' : shape.join('×');
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((dim, axis) => dim === b[axis]);
}

/** Row-major strides in elements. */
export function stridesOf(dims: readonly number[]): number[] {
  const strides = new Array<number>(dims.length).fill(1);
  for (let axis = dims.length - 2; axis >= 0; axis -= 1) strides[axis] = strides[axis + 1] * dims[axis + 1];
  return strides;
}

/** Axis counted from the front; `-1` is the last. */
export function normalizeAxis(axis: number, rank: number): number {
  const result = axis < 0 ? axis + rank : axis;
  invariant(result >= 0 && result < Math.max(rank, 1), `axis ${axis} lies in rank ${rank}`);
  return result;
}

/**
 * NumPy broadcasting of two shapes; `undefined` where they do not fit.
 * A symbolic dimension fits itself and 1.
 */
export function broadcastShapes(a: Shape, b: Shape): Shape | undefined {
  const rank = Math.max(a.length, b.length);
  const result: (number | string)[] = [];
  for (let i = 0; i < rank; i += 1) {
    const left = a[a.length - rank + i] ?? 1;
    const right = b[b.length - rank + i] ?? 1;
    if (left !== right && left !== 1 && right !== 1) return undefined;
    result.push(left === 1 ? right : left);
  }
  return result;
}

/** Zeroed storage for `size` elements of a dtype (float16 as its bits, bool as bytes). */
export function allocateArray(dtype: DType, size: number): TensorArray {
  switch (dtype) {
    case 'float32':
      return new Float32Array(size);
    case 'float64':
      return new Float64Array(size);
    case 'float16':
      return new Uint16Array(size);
    case 'int64':
      return new BigInt64Array(size);
    case 'int32':
      return new Int32Array(size);
    case 'uint8':
    case 'bool':
      return new Uint8Array(size);
  }
}

/** A tensor from plain numbers. */
export function tensorOf(dtype: DType, dims: readonly number[], values: ArrayLike<number>): TensorData {
  invariant(values.length === sizeOf(dims), `${sizeOf(dims)} numbers for ${formatShape(dims)}, came ${values.length}`);
  const data = allocateArray(dtype, values.length);
  if (data instanceof BigInt64Array) for (let i = 0; i < values.length; i += 1) data[i] = BigInt(values[i]);
  else data.set(values);
  return { dtype, dims, data };
}

export function isFloat(dtype: DType): boolean {
  return dtype === 'float32' || dtype === 'float64' || dtype === 'float16';
}
