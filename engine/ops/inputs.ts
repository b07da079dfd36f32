import type { InferContext } from '../graph/builder.ts';
import { EngineError, invariant } from '../graph/errors.ts';
import { formatShape, isFloat, isStatic } from '../graph/shape.ts';
import type { Shape, TensorType } from '../graph/types.ts';
import type { KernelContext } from './definition.ts';
import type { NdArray } from './ndarray.ts';

/** The type of a required input. */
export function typeOf({ inputs }: InferContext, index: number): TensorType {
  const type = inputs[index];
  if (type === undefined) throw new EngineError('op-types', `expected input ${index + 1}, came none`);
  return type;
}

/** The type of a required floating-point input. */
export function floatTypeOf(context: InferContext, index: number): TensorType {
  const type = typeOf(context, index);
  if (!isFloat(type.dtype)) throw new EngineError('op-types', `expected floating-point numbers, came ${type.dtype}`);
  return type;
}

/** The numbers of an optional constant input; `undefined` where it is omitted. */
export function constantOf(context: InferContext, index: number, what: string): readonly number[] | undefined {
  if (context.inputs[index] === undefined) return undefined;
  const numbers = context.constant(index);
  if (numbers === undefined) throw new EngineError('op-types', `expected constant ${what}, came computed ones`);
  return numbers;
}

/** An axis counted from the front; `-1` is the last of `rank`. */
export function axisOf(axis: number, rank: number): number {
  const result = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(axis) || result < 0 || result >= rank) {
    throw new EngineError('op-types', `expected an axis of a tensor with ${rank} dimensions, came ${axis}`);
  }
  return result;
}

/** A dimension that must be known in numbers. */
export function knownDim(shape: Shape, axis: number): number {
  const dim = shape[axis];
  if (typeof dim !== 'number') throw new EngineError('op-types', `expected a known size along axis ${axis}, came ${formatShape(shape)}`);
  return dim;
}

/** The error of an inference: what was expected, what came. */
export function typeMistake(expected: string, came: string): EngineError {
  return new EngineError('op-types', `expected ${expected}, came ${came}`);
}

/** The type of the required floating-point input called `name`, of at least `minRank` dimensions. */
export function floatInput({ inputs }: InferContext, index: number, name: string, minRank = 0): TensorType {
  const type = inputs[index];
  if (type === undefined) throw typeMistake(`input ${name}`, 'none');
  if (!isFloat(type.dtype)) throw typeMistake(`${name} in floating point`, type.dtype);
  if (type.shape.length < minRank) throw typeMistake(`${name} of at least ${minRank} dimensions`, formatShape(type.shape));
  return type;
}

/** The dimensions from axis `from` on, which must be known in numbers. */
export function knownDims(shape: Shape, from: number, name: string): readonly number[] {
  const dims = shape.slice(from);
  if (!isStatic(dims)) throw typeMistake(`${name} with known sizes from axis ${from} on`, formatShape(shape));
  return dims;
}

/** What its caller has made sure of: an input that the operator requires. */
export function given<T>(input: T | undefined, name = 'a required input'): T {
  invariant(input !== undefined, `${name} is given`);
  return input;
}

export function arrayOf({ inputs }: KernelContext, index: number): NdArray {
  return given(inputs[index]);
}

/** The type of the required integer input called `name`. */
export function indexInput({ inputs }: InferContext, index: number, name: string): TensorType {
  const type = inputs[index];
  if (type === undefined) throw typeMistake(`input ${name}`, 'none');
  if (type.dtype !== 'int64' && type.dtype !== 'int32') throw typeMistake(`${name} in int64 or int32`, type.dtype);
  return type;
}
