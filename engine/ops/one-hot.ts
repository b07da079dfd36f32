import { int, intOf } from '../graph/attributes.ts';
import { normalizeAxis, sizeOf, staticShape } from '../graph/shape.ts';
import { defineOp } from './definition.ts';
import { given, indexInput, typeMistake, typeOf } from './inputs.ts';
import { ndarray } from './ndarray.ts';

/** Indices as rows of `values` = [off, on] with `depth` classes; a class outside the depth gives a row of off. */
export const OneHot = defineOp({
  opType: 'OneHot',
  infer: (context) => {
    const [indices, values] = [indexInput(context, 0, 'indices'), typeOf(context, 2)];
    const depth = context.constant(1)?.[0];
    if (depth === undefined) throw typeMistake('a constant depth', 'one that is computed');
    const axis = normalizeAxis(intOf(context.attributes, 'axis', -1), indices.shape.length + 1);
    return [{ dtype: values.dtype, shape: [...indices.shape.slice(0, axis), depth, ...indices.shape.slice(axis)] }];
  },
  gradient: 'stop',
  kernel: ({ inputs, attributes, outputTypes: [type] }) => {
    const [indices, values] = [given(inputs[0], 'indices'), given(inputs[2], 'values')];
    const dims = staticShape(type.shape);
    const axis = normalizeAxis(intOf(attributes, 'axis', -1), dims.length);
    const [depth, after] = [dims[axis], sizeOf(dims.slice(axis + 1))];
    const result = ndarray(type.dtype, dims);
    result.data.fill(values.data[0]);
    indices.data.forEach((index, flat) => {
      if (index < -depth || index >= depth) return;
      const position = index < 0 ? index + depth : index;
      result.data[(Math.floor(flat / after) * depth + position) * after + (flat % after)] = values.data[1];
    });
    return [result];
  },
  samples: [
    {
      name: 'classes',
      inputs: [
        { dims: [4], dtype: 'int64', values: [2, 0, -1, 7] },
        { dims: [1], dtype: 'int64', values: [3], constant: true },
        { dims: [2], values: [0, 1], constant: true },
      ],
    },
    {
      name: 'axis 1',
      inputs: [
        { dims: [2, 3], dtype: 'int64', values: [0, 1, 2, 3, 0, 1] },
        { dims: [1], dtype: 'int64', values: [4], constant: true },
        { dims: [2], values: [-1, 1], constant: true },
      ],
      attributes: { axis: int(1) },
    },
  ],
});
