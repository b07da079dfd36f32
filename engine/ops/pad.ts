import { string, stringOf } from '../graph/attributes.ts';
import type { InferContext } from '../graph/builder.ts';
import { formatShape, stridesOf } from '../graph/shape.ts';
import type { Attributes, TensorType, Value } from '../graph/types.ts';
import { defineOp, type GradientContext, type KernelContext, type SampleInput } from './definition.ts';
import type { Emitter } from './emitter.ts';
import { arrayOf, axisOf, constantOf, given, knownDim, typeMistake, typeOf } from './inputs.ts';
import { forEachIndex, type NdArray, ndarray } from './ndarray.ts';

/** How many positions are added before and behind each axis; negative ones are cut off. */
interface Margin {
  readonly begin: number;
  readonly end: number;
}

const modeOf = (attributes: Attributes): string => stringOf(attributes, 'mode', 'constant');

function marginsOf(rank: number, constant: (index: number) => readonly number[] | undefined): readonly Margin[] {
  const pads = constant(1) ?? [];
  const axes = (constant(3) ?? Array.from({ length: rank }, (_, axis) => axis)).map((axis) => axisOf(axis, rank));
  if (pads.length !== 2 * axes.length) throw typeMistake(`${2 * axes.length} pads`, `${pads.length}`);
  return Array.from({ length: rank }, (_, axis) => {
    const at = axes.indexOf(axis);
    return at < 0 ? { begin: 0, end: 0 } : { begin: pads[at], end: pads[at + axes.length] };
  });
}

function infer(context: InferContext): readonly TensorType[] {
  const { dtype, shape } = typeOf(context, 0);
  const mode = modeOf(context.attributes);
  const margins = marginsOf(shape.length, (index) => constantOf(context, index, index === 1 ? 'pads' : 'axes'));
  const padded = shape.map((dim, axis) => {
    const { begin, end } = margins[axis];
    if (begin === 0 && end === 0) return dim;
    const size = knownDim(shape, axis);
    const most = mode === 'reflect' ? size - 1 : mode === 'wrap' ? size : Infinity;
    if (mode !== 'constant' && (Math.min(begin, end) < 0 || Math.max(begin, end) > most)) {
      throw typeMistake(`pads from 0 to ${most} in mode ${mode} along axis ${axis} of ${formatShape(shape)}`, `${begin} and ${end}`);
    }
    if (size + begin + end < 0) throw typeMistake(`pads that cut at most ${size}`, `${begin} and ${end}`);
    return size + begin + end;
  });
  return [{ dtype, shape: padded }];
}

/** The position that is copied to where `position` would lie outside; −1 takes the constant. */
function sourcePosition(mode: string, position: number, size: number): number {
  if (position >= 0 && position < size) return position;
  if (mode === 'edge') return position < 0 ? 0 : size - 1;
  if (mode === 'wrap') return (position + size) % size;
  if (mode === 'reflect') return position < 0 ? -position : 2 * (size - 1) - position;
  return -1;
}

function kernel(context: KernelContext): readonly NdArray[] {
  const x = arrayOf(context, 0);
  const { inputs, attributes, outputTypes } = context;
  const result = ndarray(x.dtype, outputTypes[0].shape as readonly number[]);
  result.data.fill(inputs[2]?.data[0] ?? 0);
  const margins = marginsOf(x.dims.length, (index) => inputs[index] && Array.from(given(inputs[index]).data));
  const strides = stridesOf(x.dims);
  const offsets = result.dims.map((length, axis) =>
    Array.from({ length }, (_, i) => sourcePosition(modeOf(attributes), i - margins[axis].begin, x.dims[axis]) * strides[axis]),
  );
  const last = offsets.pop() ?? [0];
  forEachIndex(result.dims.slice(0, -1), (row, index) => {
    let start = 0;
    for (let axis = 0; axis < index.length; axis += 1) {
      const offset = offsets[axis][index[axis]];
      if (offset < 0) return;
      start += offset;
    }
    for (let i = 0; i < last.length; i += 1) if (last[i] >= 0) result.data[row * last.length + i] = x.data[start + last[i]];
  });
  return [result];
}

/** Cuts margins off again; what a negative margin had cut gets zeros. */
function crop(e: Emitter, g: Value, margins: readonly Margin[]): Value {
  const cut = margins.flatMap(({ begin, end }, axis) => (begin > 0 || end > 0 ? [axis] : []));
  const starts = cut.map((axis) => Math.max(0, margins[axis].begin));
  const ends = cut.map((axis) => e.dim(g, axis) - Math.max(0, margins[axis].end));
  const inner = cut.length === 0 ? g : e.slice(g, starts, ends, cut);
  const missing = (side: keyof Margin): number[] => margins.map((margin) => Math.max(0, -margin[side]));
  return e.pad(inner, [...missing('begin'), ...missing('end')]);
}

/** Adds the gradient of an axis's copied margins to the positions that they were copied from. */
function foldMargins(e: Emitter, g: Value, mode: string, axis: number, { begin, end }: Margin): Value {
  const size = e.dim(g, axis) - begin - end;
  const none = g.type.shape.map(() => 0);
  const take = (from: number, length: number): Value => e.slice(g, [from], [from + length], [axis]);
  const place = (part: Value, from: number): Value =>
    e.pad(part, [...none.with(axis, from), ...none.with(axis, size - from - e.dim(part, axis))]);
  const shown = (part: Value): Value => {
    if (mode === 'edge') return e.reduceSum(part, [axis]);
    return mode === 'reflect' ? e.slice(part, [-1], [-(2 ** 31)], [axis], [-1]) : part;
  };
  const sources = { edge: [0, size - 1], reflect: [1, size - 1 - end], wrap: [size - begin, 0] }[mode] ?? [0, 0];
  let sum = take(begin, size);
  if (begin > 0) sum = e.add(sum, place(shown(take(0, begin)), sources[0]));
  if (end > 0) sum = e.add(sum, place(shown(take(begin + size, end)), sources[1]));
  return sum;
}

function gradient({ e, inputs, gradients, attributes, constant: numbers, wants }: GradientContext): readonly (Value | undefined)[] {
  const g = given(gradients[0]);
  const margins = marginsOf(g.type.shape.length, (index) => numbers(index));
  const mode = modeOf(attributes);
  if (mode !== 'constant') {
    return [margins.reduce((sum, margin, axis) => (margin.begin + margin.end === 0 ? sum : foldMargins(e, sum, mode, axis, margin)), g)];
  }
  const inner = crop(e, g, margins);
  const filler =
    inputs[2] !== undefined && wants(2) ? e.sub(e.reduceSum(g, undefined, false), e.reduceSum(inner, undefined, false)) : undefined;
  return [inner, undefined, filler];
}

const constant = (values: readonly number[]): SampleInput => ({ dims: [values.length], dtype: 'int64', values, constant: true });

/** x with margins: of a constant, of x mirrored, of its edge, or of x repeated. */
export const Pad = defineOp({
  opType: 'Pad',
  infer,
  gradient,
  kernel,
  samples: [
    { name: 'zeros', inputs: [{ dims: [2, 3] }, constant([1, 0, 2, 1])] },
    { name: 'images', inputs: [{ dims: [1, 2, 3, 3] }, constant([0, 0, 1, 1, 0, 0, 1, 1])], attributes: { mode: string('constant') } },
    { name: 'a computed constant', inputs: [{ dims: [2, 2] }, constant([1, 1, 0, 0]), { dims: [] }] },
    { name: 'axes', inputs: [{ dims: [2, 3] }, constant([1, 2]), undefined, constant([-1])] },
    { name: 'cut', inputs: [{ dims: [3, 4] }, constant([-1, 1, 0, -2])] },
    { name: 'reflect', inputs: [{ dims: [2, 4] }, constant([1, 2, 0, 3])], attributes: { mode: string('reflect') } },
    { name: 'edge', inputs: [{ dims: [2, 3] }, constant([2, 0, 1, 2])], attributes: { mode: string('edge') } },
    { name: 'wrap', inputs: [{ dims: [3, 3] }, constant([1, 2, 2, 0])], attributes: { mode: string('wrap') } },
  ],
});
