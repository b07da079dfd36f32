import { int, intOf } from '../graph/attributes.ts';
import type { InferContext } from '../graph/builder.ts';
import { formatShape, normalizeAxis, sizeOf } from '../graph/shape.ts';
import type { Attributes } from '../graph/types.ts';
import { defineOp } from './definition.ts';
import { given, typeMistake, typeOf } from './inputs.ts';
import { ndarray } from './ndarray.ts';

/** How many of an axis are kept; a name of its own where only the run tells. */
function countOf(context: InferContext, dim: number | string): number | string {
  const kept = context.constant(1);
  return kept === undefined ? `${dim}.kept` : kept.filter((one) => one !== 0).length;
}

/** Where slices are taken out; ONNX would flatten the data without it. */
function axisOf(attributes: Attributes, rank: number): number {
  if (attributes.axis === undefined) throw typeMistake('an axis', 'none');
  return normalizeAxis(intOf(attributes, 'axis', 0), rank);
}

/** The slices of `data` along `axis` at which a vector of bools is true. Training graphs, whose sizes are known, don't have it. */
export const Compress = defineOp({
  opType: 'Compress',
  infer: (context) => {
    const [data, condition] = [typeOf(context, 0), typeOf(context, 1)];
    const axis = axisOf(context.attributes, data.shape.length);
    if (condition.dtype !== 'bool' || condition.shape.length !== 1 || condition.shape[0] !== data.shape[axis]) {
      throw typeMistake(`a bool for each of ${data.shape[axis]} slices`, `${condition.dtype} ${formatShape(condition.shape)}`);
    }
    return [{ dtype: data.dtype, shape: data.shape.with(axis, countOf(context, data.shape[axis])) }];
  },
  gradient: { forbidden: 'how many slices are kept is known in the run alone.' },
  kernel: ({ inputs, attributes }) => {
    const [data, condition] = [given(inputs[0], 'data'), given(inputs[1], 'condition')];
    const axis = axisOf(attributes, data.dims.length);
    const kept = [...condition.data.keys()].filter((index) => condition.data[index] !== 0);
    const [before, count, after] = [sizeOf(data.dims.slice(0, axis)), data.dims[axis], sizeOf(data.dims.slice(axis + 1))];
    const result = ndarray(data.dtype, data.dims.with(axis, kept.length));
    for (let row = 0; row < before; row += 1) {
      for (const [place, index] of kept.entries()) {
        const from = (row * count + index) * after;
        result.data.set(data.data.subarray(from, from + after), (row * kept.length + place) * after);
      }
    }
    return [result];
  },
  samples: [
    {
      name: 'rows',
      inputs: [{ dims: [4, 2] }, { dims: [4], dtype: 'bool', values: [1, 0, 0, 1], constant: true }],
      attributes: { axis: int(0) },
      differentiate: [],
    },
    {
      name: 'ends of edges',
      inputs: [
        { dims: [2, 3], dtype: 'int64', values: [0, 4, 2, 1, 1, 3] },
        { dims: [3], dtype: 'bool', values: [0, 1, 1], constant: true },
      ],
      attributes: { axis: int(-1) },
    },
    {
      name: 'none',
      inputs: [{ dims: [2] }, { dims: [2], dtype: 'bool', values: [0, 0], constant: true }],
      attributes: { axis: int(0) },
      differentiate: [],
    },
  ],
});
