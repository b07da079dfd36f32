import type { InferContext } from '../graph/builder.ts';
import { EngineError } from '../graph/errors.ts';
import { broadcastShapes, formatShape } from '../graph/shape.ts';
import type { DType, Shape, TensorType } from '../graph/types.ts';
import type { KernelContext } from './definition.ts';
import { broadcastStrides, forEachIndex, type NdArray, ndarray, offsetOf } from './ndarray.ts';

/** Types of an operator whose inputs share one dtype and broadcast to one shape. */
export function inferElementwise({ inputs }: InferContext): readonly TensorType[] {
  return [{ dtype: commonDType(inputs), shape: broadcastAll(inputs) }];
}

/** As `inferElementwise`, with a bool result. */
export function inferComparison({ inputs }: InferContext): readonly TensorType[] {
  commonDType(inputs);
  return [{ dtype: 'bool', shape: broadcastAll(inputs) }];
}

/** Types of an operator that keeps its first input's type. */
export function inferSame({ inputs: [x] }: InferContext): readonly TensorType[] {
  if (x === undefined) throw new EngineError('op-types', 'expected one input, came none');
  return [x];
}

function commonDType(inputs: readonly (TensorType | undefined)[]): DType {
  const dtypes = new Set(inputs.flatMap((type) => (type === undefined ? [] : [type.dtype])));
  if (dtypes.size !== 1) throw new EngineError('op-types', `expected one dtype, came ${[...dtypes].join(' and ') || 'none'}`);
  return [...dtypes][0];
}

export function broadcastAll(inputs: readonly (TensorType | undefined)[]): Shape {
  return inputs.reduce<Shape>((shape, type) => {
    if (type === undefined) return shape;
    const result = broadcastShapes(shape, type.shape);
    if (result === undefined) {
      throw new EngineError('op-types', `expected shapes that broadcast, came ${formatShape(shape)} and ${formatShape(type.shape)}`);
    }
    return result;
  }, []);
}

/** Kernel of a function of one, two or more numbers, broadcast over its inputs. */
export function elementwise(f: (...values: number[]) => number): (context: KernelContext) => readonly NdArray[] {
  return ({ inputs, outputTypes: [type] }) => {
    const arrays = inputs.filter((input) => input !== undefined);
    const result = ndarray(type.dtype, type.shape as readonly number[]);
    if (arrays.length === 1) mapInto(result, arrays[0], f);
    else if (arrays.length === 2) zipInto(result, arrays[0], arrays[1], f);
    else combineInto(result, arrays, f);
    return [result];
  };
}

/** result[i] = f(x[i]). */
function mapInto({ data }: NdArray, x: NdArray, f: (x: number) => number): void {
  for (let i = 0; i < data.length; i += 1) data[i] = f(x.data[i]);
}

/** result = f(a, b) with broadcasting; one row of the last axis at a time. */
function zipInto(result: NdArray, a: NdArray, b: NdArray, f: (a: number, b: number) => number): void {
  const { data, dims } = result;
  const [left, right] = [a.data, b.data];
  if (left.length === data.length && right.length === data.length) {
    for (let i = 0; i < data.length; i += 1) data[i] = f(left[i], right[i]);
    return;
  }
  const rowLength = dims.at(-1) ?? 1;
  const aStrides = broadcastStrides(a.dims, dims);
  const bStrides = broadcastStrides(b.dims, dims);
  const aStep = aStrides.pop() ?? 0;
  const bStep = bStrides.pop() ?? 0;
  forEachIndex(dims.slice(0, -1), (row, index) => {
    let aOffset = offsetOf(index, aStrides);
    let bOffset = offsetOf(index, bStrides);
    const end = (row + 1) * rowLength;
    for (let i = row * rowLength; i < end; i += 1, aOffset += aStep, bOffset += bStep) data[i] = f(left[aOffset], right[bOffset]);
  });
}

function combineInto(result: NdArray, arrays: readonly NdArray[], f: (...values: number[]) => number): void {
  const strides = arrays.map((array) => broadcastStrides(array.dims, result.dims));
  const values = new Array<number>(arrays.length);
  forEachIndex(result.dims, (flat, index) => {
    for (let i = 0; i < arrays.length; i += 1) values[i] = arrays[i].data[offsetOf(index, strides[i])];
    result.data[flat] = f(...values);
  });
}
