import { ints, intsOf } from '../graph/attributes.ts';
import { stridesOf } from '../graph/shape.ts';
import type { Attributes } from '../graph/types.ts';
import { defineOp } from './definition.ts';
import { arrayOf, given, typeMistake, typeOf } from './inputs.ts';
import { readStrided } from './ndarray.ts';

/** The axis of x that each axis of the result shows; reversed unless said. */
function permutation(attributes: Attributes, rank: number): readonly number[] {
  const axes = Array.from({ length: rank }, (_, axis) => axis);
  const perm = intsOf(attributes, 'perm', axes.toReversed());
  if (perm.toSorted((a, b) => a - b).join() !== axes.join()) throw typeMistake(`an order of ${rank} axes`, `[${perm.join(', ')}]`);
  return perm;
}

/** The axes of x in another order. */
export const Transpose = defineOp({
  opType: 'Transpose',
  infer: (context) => {
    const { dtype, shape } = typeOf(context, 0);
    return [{ dtype, shape: permutation(context.attributes, shape.length).map((axis) => shape[axis]) }];
  },
  gradient: ({ e, inputs: [x], gradients: [g], attributes }) => {
    const perm = permutation(attributes, given(x).type.shape.length);
    return [
      e.transpose(
        given(g),
        perm.map((_, axis) => perm.indexOf(axis)),
      ),
    ];
  },
  kernel: (context) => {
    const x = arrayOf(context, 0);
    const perm = permutation(context.attributes, x.dims.length);
    const strides = stridesOf(x.dims);
    const dims = perm.map((axis) => x.dims[axis]);
    return [
      {
        dtype: x.dtype,
        dims,
        data: readStrided(
          x.data,
          dims,
          perm.map((axis) => strides[axis]),
        ),
      },
    ];
  },
  samples: [
    { name: 'matrix', inputs: [{ dims: [2, 3] }] },
    { name: 'channels last', inputs: [{ dims: [2, 3, 2, 4] }], attributes: { perm: ints([0, 2, 3, 1]) } },
    { name: 'batch 1', inputs: [{ dims: [1, 3, 2] }], attributes: { perm: ints([2, 0, 1]) } },
    { name: 'vector', inputs: [{ dims: [3] }] },
  ],
});
