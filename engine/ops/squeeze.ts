import type { InferContext } from '../graph/builder.ts';
import { formatShape } from '../graph/shape.ts';
import type { Shape } from '../graph/types.ts';
import { defineOp, type KernelContext } from './definition.ts';
import { arrayOf, axisOf, constantOf, given, typeMistake, typeOf } from './inputs.ts';
import type { NdArray } from './ndarray.ts';
import { reshapeLike } from './shape-like.ts';

function squeezed(context: InferContext, shape: Shape): Shape {
  const axes = constantOf(context, 1, 'axes')?.map((axis) => axisOf(axis, shape.length));
  if (axes === undefined) return shape.filter((dim) => dim !== 1);
  if (axes.some((axis) => shape[axis] !== 1)) throw typeMistake(`size 1 along axes ${axes.join(', ')}`, formatShape(shape));
  return shape.filter((_, axis) => !axes.includes(axis));
}

function unsqueezed(context: InferContext, shape: Shape): Shape {
  const given = constantOf(context, 1, 'axes') ?? [];
  const rank = shape.length + given.length;
  const axes = given.map((axis) => axisOf(axis, rank));
  if (new Set(axes).size !== axes.length) throw typeMistake('different axes', axes.join(', '));
  const rest = [...shape];
  return Array.from({ length: rank }, (_, axis) => (axes.includes(axis) ? 1 : (rest.shift() ?? 1)));
}

const rename = (context: KernelContext): readonly NdArray[] => {
  const { dtype, data } = arrayOf(context, 0);
  return [{ dtype, data, dims: context.outputTypes[0].shape as readonly number[] }];
};

/** Drops axes of size 1: those given, or all of them. */
export const Squeeze = defineOp({
  opType: 'Squeeze',
  infer: (context) => [{ dtype: typeOf(context, 0).dtype, shape: squeezed(context, typeOf(context, 0).shape) }],
  gradient: ({ e, inputs: [x], gradients: [g] }) => [reshapeLike(e, given(g), given(x))],
  kernel: rename,
  samples: [
    { name: 'one axis', inputs: [{ dims: [2, 1, 3] }, { dims: [1], dtype: 'int64', values: [1], constant: true }] },
    { name: 'negative axis', inputs: [{ dims: [1, 3, 1] }, { dims: [1], dtype: 'int64', values: [-1], constant: true }] },
    { name: 'all', inputs: [{ dims: [1, 3, 1] }] },
    { name: 'to a scalar', inputs: [{ dims: [1, 1] }, { dims: [2], dtype: 'int64', values: [0, 1], constant: true }] },
  ],
});

/** Adds axes of size 1, at places counted in the result. */
export const Unsqueeze = defineOp({
  opType: 'Unsqueeze',
  infer: (context) => [{ dtype: typeOf(context, 0).dtype, shape: unsqueezed(context, typeOf(context, 0).shape) }],
  gradient: ({ e, inputs: [x], gradients: [g] }) => [reshapeLike(e, given(g), given(x))],
  kernel: rename,
  samples: [
    { name: 'in front', inputs: [{ dims: [2, 3] }, { dims: [1], dtype: 'int64', values: [0], constant: true }] },
    { name: 'negative axis', inputs: [{ dims: [2, 3] }, { dims: [1], dtype: 'int64', values: [-1], constant: true }] },
    { name: 'two axes', inputs: [{ dims: [2, 3] }, { dims: [2], dtype: 'int64', values: [3, 1], constant: true }] },
    { name: 'scalar', inputs: [{ dims: [] }, { dims: [1], dtype: 'int64', values: [0], constant: true }] },
  ],
});
