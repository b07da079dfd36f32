import { ints } from '../graph/attributes.ts';
import { sizeOf, staticShape } from '../graph/shape.ts';
import { defineOp } from './definition.ts';
import { floatInput, given } from './inputs.ts';
import { dilatedPoolCases, maximaOf, poolCases } from './max-pool.ts';
import { ndarray } from './ndarray.ts';
import { scatterAdd, zeros } from './scatter.ts';

/** ∂L/∂x of MaxPool from X, Y and dY: each window's gradient goes to its first maximum. Windows may overlap. */
export const MaxPoolGradient = defineOp({
  opType: 'MaxPoolGradient',
  domain: 'netloom',
  infer: (context) => [floatInput(context, 0, 'X', 3)],
  gradient: { forbidden: 'it is part of a training step.' },
  kernel: ({ inputs, attributes }) => {
    const [x, dy] = [given(inputs[0], 'X'), given(inputs[2], 'dY')];
    const dx = ndarray(x.dtype, x.dims);
    maximaOf(x, attributes, dy.dims.slice(2)).forEach((at, i) => {
      dx.data[at] += dy.data[i];
    });
    return [dx];
  },
  lowering: ({ e, inputs, attributes }) => {
    const [x, dy] = [given(inputs[0], 'X'), given(inputs[2], 'dY')];
    const dims = staticShape(x.type.shape);
    const [, indices] = e.ops('MaxPool', [x], 2, attributes);
    const flat = zeros(e, [sizeOf(dims)], x.type.dtype);
    return [e.reshape(scatterAdd(e, flat, e.reshape(indices, [-1]), e.reshape(dy, [-1]), 0), dims)];
  },
  samples: [
    ...[...poolCases, ...dilatedPoolCases].map(({ name, x, y, attributes }) => ({
      name,
      inputs: [{ dims: x, distinct: true }, { dims: y }, { dims: y }],
      attributes,
    })),
    {
      name: 'ties go to the first',
      inputs: [
        { dims: [1, 1, 4, 4], values: [1, 1, 0, 2, 1, 1, 2, 2, 0, 0, 3, 0, 0, 0, 0, 3] },
        { dims: [1, 1, 2, 2], values: [1, 2, 0, 3] },
        { dims: [1, 1, 2, 2], values: [5, 6, 7, 8] },
      ],
      attributes: { kernel_shape: ints([2, 2]), strides: ints([2, 2]) },
    },
  ],
});
