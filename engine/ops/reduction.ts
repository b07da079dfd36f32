import { int, intOf } from '../graph/attributes.ts';
import type { InferContext } from '../graph/builder.ts';
import { stridesOf } from '../graph/shape.ts';
import type { Attributes, Shape, TensorType, Value } from '../graph/types.ts';
import type { GradientContext, KernelContext, OpSample } from './definition.ts';
import type { Emitter } from './emitter.ts';
import { arrayOf, axisOf, constantOf, given, typeOf } from './inputs.ts';
import { forEachIndex, type NdArray, ndarray, offsetOf } from './ndarray.ts';

/** The axes that are reduced, from the second input: all of them where it is left out or empty. */
export function reducedAxes(attributes: Attributes, rank: number, axes: readonly number[] | undefined): readonly number[] {
  if (axes !== undefined && axes.length > 0) return axes.map((axis) => axisOf(axis, rank));
  if (intOf(attributes, 'noop_with_empty_axes', 0) === 1) return [];
  return Array.from({ length: rank }, (_, axis) => axis);
}

const keepsDims = (attributes: Attributes): boolean => intOf(attributes, 'keepdims', 1) !== 0;

function reducedShape(shape: Shape, axes: readonly number[], keep: boolean): Shape {
  if (keep) return shape.map((dim, axis) => (axes.includes(axis) ? 1 : dim));
  return shape.filter((_, axis) => !axes.includes(axis));
}

/** Types of a reduction: its first input without the reduced axes, or with 1 there. */
export function inferReduction(context: InferContext): readonly TensorType[] {
  const { dtype, shape } = typeOf(context, 0);
  const axes = reducedAxes(context.attributes, shape.length, constantOf(context, 1, 'axes'));
  return [{ dtype, shape: reducedShape(shape, axes, keepsDims(context.attributes)) }];
}

/** Folds each group of elements into one number, then finishes it knowing the group's size. */
export function reduction(
  initial: number,
  fold: (sum: number, x: number) => number,
  finish?: (sum: number, count: number) => number,
): (context: KernelContext) => readonly NdArray[] {
  return (context) => {
    const x = arrayOf(context, 0);
    const axes = reducedAxes(context.attributes, x.dims.length, context.inputs[1] && Array.from(context.inputs[1].data));
    const kept = reducedShape(x.dims, axes, true) as readonly number[];
    const strides = stridesOf(kept).map((stride, axis) => (axes.includes(axis) ? 0 : stride));
    const { data, dims } = ndarray(x.dtype, kept);
    data.fill(initial);
    const step = strides.at(-1) ?? 0;
    const length = x.dims.at(-1) ?? 1;
    forEachIndex(x.dims.slice(0, -1), (row, index) => {
      let target = offsetOf(index, strides);
      const end = (row + 1) * length;
      for (let i = row * length; i < end; i += 1, target += step) data[target] = fold(data[target], x.data[i]);
    });
    const count = x.data.length / Math.max(1, data.length);
    if (finish !== undefined) for (let i = 0; i < data.length; i += 1) data[i] = finish(data[i], count);
    return [{ dtype: x.dtype, dims: keepsDims(context.attributes) ? dims : (context.outputTypes[0].shape as readonly number[]), data }];
  };
}

/** What a reduction's gradient works with: y and g with 1 in the place of each reduced axis. */
export interface ReductionGradient {
  readonly e: Emitter;
  readonly x: Value;
  readonly y: Value;
  readonly g: Value;
  readonly axes: readonly number[];
}

/** Gives a rule the kept-dimension forms of output and gradient. */
export function reductionGradient(rule: (context: ReductionGradient) => Value) {
  return ({ e, inputs, outputs, gradients, attributes, constant }: GradientContext): readonly Value[] => {
    const x = given(inputs[0]);
    const axes = reducedAxes(attributes, x.type.shape.length, constant(1));
    const keep = (value: Value): Value => (keepsDims(attributes) || axes.length === 0 ? value : e.unsqueeze(value, axes));
    return [rule({ e, x, y: keep(outputs[0]), g: keep(given(gradients[0])), axes })];
  };
}

/** Samples of a reduction; `settings` bound the numbers of x. */
export function reductionSamples(settings: { range?: readonly [number, number]; distinct?: boolean } = {}): readonly OpSample[] {
  const axes = (values: readonly number[]) => ({ dims: [values.length], dtype: 'int64', values, constant: true }) as const;
  return [
    { name: 'all axes', inputs: [{ dims: [2, 3], ...settings }] },
    { name: 'to a scalar', inputs: [{ dims: [2, 3], ...settings }], attributes: { keepdims: int(0) } },
    { name: 'last axis', inputs: [{ dims: [2, 3], ...settings }, axes([-1])] },
    { name: 'per channel', inputs: [{ dims: [2, 3, 2, 2], ...settings }, axes([0, 2, 3])], attributes: { keepdims: int(0) } },
    { name: 'middle axis, batch 1', inputs: [{ dims: [1, 3, 2], ...settings }, axes([1])], attributes: { keepdims: int(0) } },
    { name: 'no axes, nothing to do', inputs: [{ dims: [3], ...settings }], attributes: { noop_with_empty_axes: int(1) } },
  ];
}
