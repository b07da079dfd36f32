import type { InferContext } from '../graph/builder.ts';
import { stridesOf } from '../graph/shape.ts';
import type { Dim, Shape, Value } from '../graph/types.ts';
import { defineOp, type SampleInput } from './definition.ts';
import type { Emitter } from './emitter.ts';
import { arrayOf, axisOf, constantOf, given, typeMistake, typeOf } from './inputs.ts';
import { readStrided } from './ndarray.ts';

/** The part of one axis that is read: `length` positions from `start` in steps of `step`. */
interface Range {
  readonly axis: number;
  readonly start: number;
  readonly step: number;
  readonly length: Dim;
}

type Constants = (index: number) => readonly number[] | undefined;

function rangeAlong(axis: number, size: Dim, start: number, end: number, step: number): Range {
  if (step === 0) throw typeMistake('steps other than 0', '0');
  if (typeof size === 'string') {
    const whole = step === 1 && start === 0 && end >= 2 ** 31 - 1;
    if (!whole) throw typeMistake(`a known size along axis ${axis}, or a slice of all of it`, size);
    return { axis, start: 0, step, length: size };
  }
  const [lowest, highest] = step > 0 ? [0, size] : [-1, size - 1];
  const clamp = (position: number): number => Math.min(Math.max(position < 0 ? position + size : position, lowest), highest);
  const first = clamp(start);
  return { axis, start: first, step, length: Math.max(0, Math.ceil((clamp(end) - first) / step)) };
}

/** The ranges that the constant inputs starts, ends, axes and steps name. */
function rangesOf(shape: Shape, constant: Constants): readonly Range[] {
  const [starts, ends] = [constant(1) ?? [], constant(2) ?? []];
  if (starts.length !== ends.length) throw typeMistake('as many ends as starts', `${ends.length} and ${starts.length}`);
  const axes = constant(3) ?? starts.map((_, axis) => axis);
  const steps = constant(4) ?? starts.map(() => 1);
  return starts.map((start, i) => {
    const axis = axisOf(axes[i], shape.length);
    return rangeAlong(axis, shape[axis], start, ends[i], steps[i]);
  });
}

function inferShape(context: InferContext, shape: Shape): Shape {
  const ranges = rangesOf(shape, (index) => constantOf(context, index, ['starts', 'ends', 'axes', 'steps'][index - 1]));
  return ranges.reduce<Shape>((result, { axis, length }) => result.with(axis, length), shape);
}

/** Puts `step − 1` zeros between neighbours along an axis. */
function spread(e: Emitter, g: Value, axis: number, step: number, length: number): Value {
  const apart = e.unsqueeze(g, [axis + 1]);
  const begins = apart.type.shape.map(() => 0);
  const padded = e.pad(apart, [...begins, ...begins.with(axis + 1, step - 1)]);
  // [.., n, 1, ..] → [.., n, step, ..] → [.., n·step, ..]: 0 copies, the axes behind are known by number or are copied by −1.
  const shape = g.type.shape.map((dim, i) => (i === axis ? length * step : i < axis ? 0 : typeof dim === 'string' ? -1 : dim));
  return e.slice(e.op('Reshape', [padded, e.int64s(shape)]), [0], [(length - 1) * step + 1], [axis]);
}

/** Puts the gradient of one range back into zeros of the whole axis. */
function scatterAlong(e: Emitter, g: Value, { axis, start, step, length }: Range, size: Dim): Value {
  if (typeof length === 'string' || typeof size === 'string') return g;
  let [values, first] = [g, start];
  if (length > 1 && step < 0) {
    values = e.slice(g, [-1], [-(2 ** 31)], [axis], [-1]);
    first = start + (length - 1) * step;
  }
  if (length > 1 && Math.abs(step) > 1) values = spread(e, values, axis, Math.abs(step), length);
  const covered = length === 0 ? 0 : (length - 1) * Math.abs(step) + 1;
  const none = g.type.shape.map(() => 0);
  return e.pad(values, [...none.with(axis, first), ...none.with(axis, size - first - covered)]);
}

const constant = (values: readonly number[]): SampleInput => ({ dims: [values.length], dtype: 'int64', values, constant: true });

/** The elements of x at start, start + step, … before end, along each given axis. */
export const Slice = defineOp({
  opType: 'Slice',
  infer: (context) => {
    const { dtype, shape } = typeOf(context, 0);
    return [{ dtype, shape: inferShape(context, shape) }];
  },
  gradient: (context) => {
    const { shape } = given(context.inputs[0]).type;
    const ranges = rangesOf(shape, (index) => context.constant(index));
    return [ranges.reduce((g, range) => scatterAlong(context.e, g, range, shape[range.axis]), given(context.gradients[0]))];
  },
  kernel: (context) => {
    const x = arrayOf(context, 0);
    const ranges = rangesOf(x.dims, (index) => context.inputs[index] && Array.from(given(context.inputs[index]).data));
    const own = stridesOf(x.dims);
    const strides = ranges.reduce((result, { axis, step }) => result.with(axis, own[axis] * step), own);
    const start = ranges.reduce((sum, range) => sum + range.start * own[range.axis], 0);
    const dims = context.outputTypes[0].shape as readonly number[];
    return [{ dtype: x.dtype, dims, data: readStrided(x.data, dims, strides, start) }];
  },
  samples: [
    { name: 'middle', inputs: [{ dims: [4, 5] }, constant([1, 2]), constant([3, 4])] },
    { name: 'one axis', inputs: [{ dims: [2, 3, 4] }, constant([1]), constant([3]), constant([-1])] },
    { name: 'negative ends', inputs: [{ dims: [5] }, constant([-4]), constant([-1]), constant([0])] },
    { name: 'past the end', inputs: [{ dims: [1, 4] }, constant([2]), constant([1000]), constant([1])] },
    { name: 'steps', inputs: [{ dims: [7, 5] }, constant([1, 0]), constant([7, 5]), constant([0, 1]), constant([3, 2])] },
    { name: 'backwards', inputs: [{ dims: [5, 2] }, constant([-1]), constant([-1000]), constant([0]), constant([-1])] },
    { name: 'backwards by 2', inputs: [{ dims: [2, 6, 2] }, constant([4]), constant([0]), constant([1]), constant([-2])] },
    { name: 'nothing', inputs: [{ dims: [3, 2] }, constant([2]), constant([2]), constant([0])] },
  ],
});
