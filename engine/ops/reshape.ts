import { int, intOf } from '../graph/attributes.ts';
import type { InferContext } from '../graph/builder.ts';
import { productOf, quotientOf } from '../graph/dimension.ts';
import { EngineError } from '../graph/errors.ts';
import { formatShape } from '../graph/shape.ts';
import type { Shape } from '../graph/types.ts';
import { defineOp } from './definition.ts';
import { arrayOf, given, typeMistake, typeOf } from './inputs.ts';
import { reshapeLike } from './shape-like.ts';

/** The target with its zeros taken from x. */
function copyZeros(context: InferContext, x: Shape): Shape {
  const target = context.dims(1);
  if (target === undefined) throw new EngineError('op-types', 'expected a known target shape, came a computed one');
  if (intOf(context.attributes, 'allowzero', 0) === 1) return target;
  return target.map((dim, axis) => {
    if (dim !== 0) return dim;
    if (axis >= x.length) throw typeMistake(`a target whose zeros lie within ${formatShape(x)}`, formatShape(target));
    return x[axis];
  });
}

function resolve(x: Shape, target: Shape): Shape {
  const free = target.indexOf(-1);
  if (free < 0) {
    if (productOf(x) !== productOf(target)) throw typeMistake(`${productOf(x)} elements`, formatShape(target));
    return target;
  }
  const dim = quotientOf(x, target.toSpliced(free, 1));
  if (dim === undefined) throw typeMistake(`a shape that divides ${productOf(x)} elements`, formatShape(target));
  return target.with(free, dim);
}

/** The same elements in another shape: 0 copies x's dimension, −1 takes the rest. */
export const Reshape = defineOp({
  opType: 'Reshape',
  infer: (context) => {
    const { dtype, shape } = typeOf(context, 0);
    return [{ dtype, shape: resolve(shape, copyZeros(context, shape)) }];
  },
  gradient: ({ e, inputs: [x], gradients: [g] }) => [reshapeLike(e, given(g), given(x))],
  kernel: (context) => {
    const { dtype, data } = arrayOf(context, 0);
    return [{ dtype, data, dims: context.outputTypes[0].shape as readonly number[] }];
  },
  samples: [
    {
      name: 'keep the first, join the rest',
      inputs: [{ dims: [2, 3, 2] }, { dims: [2], dtype: 'int64', values: [0, -1], constant: true }],
    },
    { name: 'to a vector', inputs: [{ dims: [2, 3] }, { dims: [1], dtype: 'int64', values: [-1], constant: true }] },
    { name: 'split', inputs: [{ dims: [1, 6] }, { dims: [3], dtype: 'int64', values: [-1, 3, 2], constant: true }] },
    { name: 'to a scalar', inputs: [{ dims: [1, 1] }, { dims: [0], dtype: 'int64', values: [], constant: true }] },
    {
      name: 'no elements',
      inputs: [{ dims: [0, 4] }, { dims: [2], dtype: 'int64', values: [2, 0], constant: true }],
      attributes: { allowzero: int(1) },
    },
  ],
});
