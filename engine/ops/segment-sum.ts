import { int } from '../graph/attributes.ts';
import type { InferContext } from '../graph/builder.ts';
import { formatShape, isStatic, sizeOf, staticShape } from '../graph/shape.ts';
import type { TensorType, Value } from '../graph/types.ts';
import { defineOp } from './definition.ts';
import type { Emitter } from './emitter.ts';
import { floatInput, given, indexInput, typeMistake, typeOf } from './inputs.ts';
import { type NdArray, ndarray } from './ndarray.ts';
import { scatterRows } from './scatter.ts';

/** values [E, …] and the index [E] of the segment that each of them belongs to. */
export function segmentInputs(context: InferContext): TensorType {
  const [values, index] = [floatInput(context, 0, 'values', 1), indexInput(context, 1, 'index')];
  if (index.shape.length !== 1 || index.shape[0] !== values.shape[0]) {
    throw typeMistake(`an index of ${values.shape[0]} segments`, formatShape(index.shape));
  }
  return values;
}

/** The number of each value's segment; one that is none of `count` is a mistake of the caller. */
export function segmentOf(index: NdArray, element: number, count: number): number {
  const segment = index.data[element];
  if (!(segment >= 0 && segment < count)) throw typeMistake(`segments from 0 to ${count - 1}`, String(segment));
  return segment;
}

/** A number in as many rows as `like` has, and further axes. */
export function filledRows(e: Emitter, like: Value, further: readonly number[], value: Value): Value {
  const shape = [like.type.shape[0], ...further];
  if (isStatic(shape)) return e.expand(value, shape);
  const rows = e.op('Shape', [like], { start: int(0), end: int(1) });
  return e.op('Expand', [value, further.length === 0 ? rows : e.concat([rows, e.int64s(further)], 0)]);
}

/**
 * y_i = Σ values_k over all k with index_k = i: values [E, …], index [E], and a tensor with as many rows as there are
 * segments, so that their number may be known at run time alone. An empty segment is 0. ScatterElements adds up repeated indices;
 * onnxruntime's ScatterND would not with several threads.
 */
export const SegmentSum = defineOp({
  opType: 'SegmentSum',
  domain: 'netloom',
  infer: (context) => {
    const { dtype, shape } = segmentInputs(context);
    const rows = typeOf(context, 2);
    if (rows.shape.length === 0) throw typeMistake('rows that tell the number of segments', 'a scalar');
    return [{ dtype, shape: [rows.shape[0], ...shape.slice(1)] }];
  },
  gradient: ({ e, inputs: [, index], gradients: [g], wants }) => [g && wants(0) ? e.gather(g, given(index), 0) : undefined],
  kernel: ({ inputs, outputTypes: [type] }) => {
    const [values, index] = [given(inputs[0]), given(inputs[1])];
    const result = ndarray(type.dtype, staticShape(type.shape));
    const width = sizeOf(values.dims.slice(1));
    for (let k = 0; k < index.data.length; k += 1) {
      const row = segmentOf(index, k, result.dims[0]) * width;
      for (let i = 0; i < width; i += 1) result.data[row + i] += values.data[k * width + i];
    }
    return [result];
  },
  lowering: ({ e, inputs, outputs: [y] }) => {
    const [values, index, rows] = [given(inputs[0]), given(inputs[1]), given(inputs[2])];
    const start = filledRows(e, rows, staticShape(y.type.shape.slice(1)), e.scalar(0, values));
    return [scatterRows(e, start, index, values, 'add')];
  },
  samples: [
    {
      name: 'rows, repeated, one segment empty',
      inputs: [{ dims: [5, 3] }, { dims: [5], dtype: 'int64', values: [3, 0, 3, 1, 3] }, { dims: [4, 2] }],
      differentiate: [0],
    },
    {
      name: 'numbers',
      inputs: [{ dims: [4] }, { dims: [4], dtype: 'int64', values: [1, 1, 0, 1] }, { dims: [2] }],
      differentiate: [0],
    },
    {
      name: 'heads of features',
      inputs: [{ dims: [3, 2, 2] }, { dims: [3], dtype: 'int64', values: [0, 0, 0] }, { dims: [1, 5] }],
      differentiate: [0],
    },
    { name: 'no values', inputs: [{ dims: [0, 3] }, { dims: [0], dtype: 'int64', values: [] }, { dims: [2, 3] }], differentiate: [0] },
    {
      name: 'rows counted by integers',
      inputs: [{ dims: [3, 2] }, { dims: [3], dtype: 'int64', values: [2, 0, 2] }, { dims: [3], dtype: 'int64', values: [0, 1, 2] }],
    },
  ],
});

/** Where a segment is empty: less than any number that a network computes with. */
const lowest = -Infinity;

/**
 * y_i = the largest of initial_i and of all values_k with index_k = i: values [E, …], index [E], initial [N, …]. What is as
 * large as y shares its gradient. With attribute `constant` no gradient flows: for a shift that cancels, as in a softmax.
 */
export const SegmentMax = defineOp({
  opType: 'SegmentMax',
  domain: 'netloom',
  infer: (context) => {
    const { shape } = segmentInputs(context);
    const initial = floatInput(context, 2, 'initial', 1);
    if (formatShape(initial.shape.slice(1)) !== formatShape(shape.slice(1))) {
      throw typeMistake(`first values with rows of ${formatShape(shape.slice(1))}`, formatShape(initial.shape));
    }
    return [initial];
  },
  gradient: ({ e, inputs: [values, index, initial], outputs: [y], attributes, gradients: [g] }) => {
    if (g === undefined || attributes.constant !== undefined) return [];
    const segments = given(index);
    const [held, started] = [given(values), given(initial)];
    const share = e.cast(e.equal(held, e.gather(y, segments, 0)), g.type.dtype);
    const first = e.cast(e.equal(started, y), g.type.dtype);
    const count = e.add(e.op('SegmentSum', [share, segments, started], {}, { domain: 'netloom' }), first);
    const part = e.div(g, count);
    return [e.mul(share, e.gather(part, segments, 0)), undefined, e.mul(first, part)];
  },
  kernel: ({ inputs }) => {
    const [values, index, initial] = [given(inputs[0]), given(inputs[1]), given(inputs[2])];
    const result = ndarray(initial.dtype, initial.dims, initial.data);
    const width = sizeOf(values.dims.slice(1));
    for (let k = 0; k < index.data.length; k += 1) {
      const row = segmentOf(index, k, result.dims[0]) * width;
      for (let i = 0; i < width; i += 1) result.data[row + i] = Math.max(result.data[row + i], values.data[k * width + i]);
    }
    return [result];
  },
  lowering: ({ e, inputs }) => {
    const [values, index, initial] = [given(inputs[0]), given(inputs[1]), given(inputs[2])];
    return [scatterRows(e, initial, index, values, 'max')];
  },
  samples: [
    {
      name: 'rows, repeated',
      inputs: [
        { dims: [5, 3], distinct: true },
        { dims: [5], dtype: 'int64', values: [2, 0, 2, 1, 2] },
        { dims: [3, 3], range: [-9, -8] },
      ],
    },
    {
      name: 'first values among them, one segment empty',
      inputs: [
        { dims: [4], values: [0.5, -2, 1, 3] },
        { dims: [4], dtype: 'int64', values: [0, 0, 2, 2] },
        { dims: [3], values: [0.25, 0.5, 2] },
      ],
    },
    {
      name: 'a shift without gradient',
      inputs: [{ dims: [3, 2] }, { dims: [3], dtype: 'int64', values: [1, 1, 0] }, { dims: [2, 2], values: [lowest, lowest, lowest, 0] }],
      attributes: { constant: int(1) },
      differentiate: [],
    },
    {
      name: 'no values',
      inputs: [{ dims: [0, 2] }, { dims: [0], dtype: 'int64', values: [] }, { dims: [2, 2] }],
      differentiate: [2],
    },
  ],
});
