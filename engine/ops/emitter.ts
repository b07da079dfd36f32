import { float, int, ints, string } from '../graph/attributes.ts';
import type { GraphBuilder, NodeOptions } from '../graph/builder.ts';
import { invariant } from '../graph/errors.ts';
import { onnxDType } from '../graph/onnx/data-type.ts';
import { isStatic, normalizeAxis, sameShape, tensorOf } from '../graph/shape.ts';
import type { Attributes, DType, Shape, TensorData, Value } from '../graph/types.ts';

/** Formula-sized methods over a `GraphBuilder`: what gradient rules, layers, losses and optimisers write with. */
export class Emitter {
  readonly builder: GraphBuilder;

  constructor(builder: GraphBuilder) {
    this.builder = builder;
  }

  /** For the body of an operator that has one. */
  inner(name: string): Emitter {
    return new Emitter(this.builder.inner(name));
  }

  /** One operator with one output. */
  op(opType: string, inputs: readonly (Value | undefined)[], attributes: Attributes = {}, options: NodeOptions = {}): Value {
    return this.builder.node(opType, inputs, attributes, options)[0];
  }

  /** One operator with several outputs. */
  ops(
    opType: string,
    inputs: readonly (Value | undefined)[],
    outputs: number,
    attributes: Attributes = {},
    options: NodeOptions = {},
  ): Value[] {
    return this.builder.node(opType, inputs, attributes, { ...options, outputs });
  }

  constant(data: TensorData, name?: string): Value {
    return this.builder.constant(data, name);
  }

  /** A scalar constant of `like`'s dtype. */
  scalar(value: number, like: Value | DType = 'float32'): Value {
    const dtype = typeof like === 'string' ? like : like.type.dtype;
    return this.constant(tensorOf(dtype, [], [value]), 'scalar');
  }

  /** A constant int64 vector: axes, shapes, pads. */
  int64s(values: readonly number[]): Value {
    return this.constant(tensorOf('int64', [values.length], values), 'ints');
  }

  add = (a: Value, b: Value): Value => this.op('Add', [a, b]);
  sub = (a: Value, b: Value): Value => this.op('Sub', [a, b]);
  mul = (a: Value, b: Value): Value => this.op('Mul', [a, b]);
  div = (a: Value, b: Value): Value => this.op('Div', [a, b]);
  neg = (x: Value): Value => this.op('Neg', [x]);
  sqrt = (x: Value): Value => this.op('Sqrt', [x]);
  exp = (x: Value): Value => this.op('Exp', [x]);
  log = (x: Value): Value => this.op('Log', [x]);
  abs = (x: Value): Value => this.op('Abs', [x]);
  square = (x: Value): Value => this.op('Mul', [x, x]);
  max = (a: Value, b: Value): Value => this.op('Max', [a, b]);
  min = (a: Value, b: Value): Value => this.op('Min', [a, b]);
  matmul = (a: Value, b: Value): Value => this.op('MatMul', [a, b]);
  identity = (x: Value): Value => this.op('Identity', [x]);
  greater = (a: Value, b: Value): Value => this.op('Greater', [a, b]);
  less = (a: Value, b: Value): Value => this.op('Less', [a, b]);
  equal = (a: Value, b: Value): Value => this.op('Equal', [a, b]);
  where = (condition: Value, a: Value, b: Value): Value => this.op('Where', [condition, a, b]);

  /** x + c, x · c with a scalar constant of x's dtype. */
  addScalar = (x: Value, c: number): Value => (c === 0 ? x : this.add(x, this.scalar(c, x)));
  mulScalar = (x: Value, c: number): Value => (c === 1 ? x : this.mul(x, this.scalar(c, x)));

  /** α·A′·B′ + β·C, A′ and B′ transposed on request (2-D). */
  gemm(a: Value, b: Value, c?: Value, options: { transA?: boolean; transB?: boolean; alpha?: number; beta?: number } = {}): Value {
    const attributes: Record<string, Attributes[string]> = {};
    if (options.transA) attributes.transA = int(1);
    if (options.transB) attributes.transB = int(1);
    if (options.alpha !== undefined) attributes.alpha = float(options.alpha);
    if (options.beta !== undefined) attributes.beta = float(options.beta);
    return this.op('Gemm', c === undefined ? [a, b] : [a, b, c], attributes);
  }

  /** Swaps axes by `perm`; reverses them where none is given. */
  transpose(x: Value, perm?: readonly number[]): Value {
    return this.op('Transpose', [x], perm === undefined ? {} : { perm: ints(perm) });
  }

  /** 0 copies the input's dimension, -1 takes the rest. Nothing is emitted where the shape is already that. */
  reshape(x: Value, shape: readonly number[]): Value {
    if (sameShape(x.type.shape, shape)) return x;
    return this.op('Reshape', [x, this.int64s(shape)]);
  }

  cast(x: Value, dtype: DType): Value {
    return x.type.dtype === dtype ? x : this.op('Cast', [x], { to: int(onnxDType[dtype]) });
  }

  concat(values: readonly Value[], axis: number): Value {
    return values.length === 1 ? values[0] : this.op('Concat', values, { axis: int(axis) });
  }

  split(x: Value, sizes: readonly number[], axis: number): Value[] {
    return this.ops('Split', [x, this.int64s(sizes)], sizes.length, { axis: int(axis) });
  }

  slice(x: Value, starts: readonly number[], ends: readonly number[], axes: readonly number[], steps?: readonly number[]): Value {
    const inputs = [x, this.int64s(starts), this.int64s(ends), this.int64s(axes)];
    return this.op('Slice', steps === undefined ? inputs : [...inputs, this.int64s(steps)]);
  }

  /** Zero padding; `pads` is [begin of each axis…, end of each axis…]. */
  pad(x: Value, pads: readonly number[]): Value {
    return pads.every((p) => p === 0) ? x : this.op('Pad', [x, this.int64s(pads)], { mode: string('constant') });
  }

  expand(x: Value, shape: readonly number[]): Value {
    return sameShape(x.type.shape, shape) ? x : this.op('Expand', [x, this.int64s(shape)]);
  }

  squeeze(x: Value, axes: readonly number[]): Value {
    return this.op('Squeeze', [x, this.int64s(axes)]);
  }

  unsqueeze(x: Value, axes: readonly number[]): Value {
    return this.op('Unsqueeze', [x, this.int64s(axes)]);
  }

  gather(x: Value, indices: Value, axis: number): Value {
    return this.op('Gather', [x, indices], { axis: int(axis) });
  }

  /** Sum over `axes` (all where none is given). */
  reduceSum(x: Value, axes?: readonly number[], keepDims = true): Value {
    return this.reduce('ReduceSum', x, axes, keepDims);
  }

  reduceMean(x: Value, axes?: readonly number[], keepDims = true): Value {
    return this.reduce('ReduceMean', x, axes, keepDims);
  }

  reduceMax(x: Value, axes?: readonly number[], keepDims = true): Value {
    return this.reduce('ReduceMax', x, axes, keepDims);
  }

  private reduce(opType: string, x: Value, axes: readonly number[] | undefined, keepDims: boolean): Value {
    const attributes = { keepdims: int(keepDims ? 1 : 0) };
    if (axes === undefined) return this.op(opType, [x], attributes);
    return axes.length === 0 ? x : this.op(opType, [x, this.int64s(axes)], attributes);
  }

  /** Undoes broadcasting: sums `x` over the axes along which `target` was stretched. */
  sumTo(x: Value, target: Shape): Value {
    const shape = x.type.shape;
    if (sameShape(shape, target)) return x;
    const lead = shape.length - target.length;
    const leading = Array.from({ length: lead }, (_, axis) => axis);
    const stretched = target.flatMap((dim, axis) => (dim === 1 && shape[axis + lead] !== 1 ? [axis + lead] : []));
    const summed = this.reduceSum(x, [...leading, ...stretched], true);
    if (lead === 0) return summed;
    return isStatic(target) ? this.reshape(summed, target) : this.squeeze(summed, leading);
  }

  /** The dimension of an axis as a number; -1 counts from the end. */
  dim(x: Value, axis: number): number {
    const dim = x.type.shape[normalizeAxis(axis, x.type.shape.length)];
    invariant(typeof dim === 'number', `axis ${axis} of ${x.name} is known, came ${dim}`);
    return dim;
  }
}
