import { int, intOf } from '../graph/attributes.ts';
import { formatShape, normalizeAxis, staticShape, stridesOf } from '../graph/shape.ts';
import { defineOp } from './definition.ts';
import { given, indexInput, typeMistake, typeOf } from './inputs.ts';
import { forEachIndex, type NdArray, ndarray, offsetOf } from './ndarray.ts';
import { scatterAdd, zeros } from './scatter.ts';

/** Visits (element of indices, element of data that it names along `axis`). */
export function forEachElement(
  data: readonly number[],
  indices: NdArray,
  axis: number,
  visit: (index: number, element: number) => void,
): void {
  const strides = stridesOf(data);
  forEachIndex(indices.dims, (flat, index) => {
    const named = indices.data[flat];
    if (named < -data[axis] || named >= data[axis]) throw typeMistake(`indices from ${-data[axis]} to ${data[axis] - 1}`, `${named}`);
    const position = named < 0 ? named + data[axis] : named;
    visit(flat, offsetOf(index, strides) + (position - index[axis]) * strides[axis]);
  });
}

/** y[i][j] = data[indices[i][j]][j] along axis 0, and so on: picks each row's target class in a cross-entropy. */
export const GatherElements = defineOp({
  opType: 'GatherElements',
  infer: (context) => {
    const [data, indices] = [typeOf(context, 0), indexInput(context, 1, 'indices')];
    if (indices.shape.length !== data.shape.length) throw typeMistake(`indices of ${data.shape.length} axes`, formatShape(indices.shape));
    return [{ dtype: data.dtype, shape: indices.shape }];
  },
  gradient: ({ e, inputs: [data, indices], attributes, gradients: [g] }) => {
    const { dtype, shape } = given(data, 'data').type;
    const axis = normalizeAxis(intOf(attributes, 'axis', 0), shape.length);
    return [g && scatterAdd(e, zeros(e, staticShape(shape), dtype), given(indices, 'indices'), g, axis)];
  },
  kernel: ({ inputs, attributes }) => {
    const [data, indices] = [given(inputs[0], 'data'), given(inputs[1], 'indices')];
    const result = ndarray(data.dtype, indices.dims);
    forEachElement(data.dims, indices, normalizeAxis(intOf(attributes, 'axis', 0), data.dims.length), (to, from) => {
      result.data[to] = data.data[from];
    });
    return [result];
  },
  samples: [
    {
      name: 'a class per row',
      inputs: [{ dims: [3, 4] }, { dims: [3, 1], dtype: 'int64', values: [2, 0, 3] }],
      attributes: { axis: int(1) },
    },
    { name: 'fewer rows, repeated', inputs: [{ dims: [4, 3] }, { dims: [2, 3], dtype: 'int64', values: [0, -1, 2, 0, 3, 1] }] },
    {
      name: 'middle axis',
      inputs: [{ dims: [2, 3, 2] }, { dims: [2, 1, 2], dtype: 'int64', values: [0, 2, 1, 1] }],
      attributes: { axis: int(-2) },
    },
  ],
});
