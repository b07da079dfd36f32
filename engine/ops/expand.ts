import { broadcastShapes, formatShape } from '../graph/shape.ts';
import { defineOp } from './definition.ts';
import { arrayOf, typeMistake, typeOf } from './inputs.ts';
import { broadcastStrides, readStrided } from './ndarray.ts';

/** x broadcast to a shape; a 1 in the shape keeps x's dimension. */
export const Expand = defineOp({
  opType: 'Expand',
  infer: (context) => {
    const { dtype, shape } = typeOf(context, 0);
    const target = context.dims(1);
    if (target === undefined) throw typeMistake('a known target shape', 'a computed one');
    const result = broadcastShapes(shape, target);
    if (result === undefined) throw typeMistake(`a shape that stretches ${formatShape(shape)}`, formatShape(target));
    return [{ dtype, shape: result }];
  },
  gradient: ({ gradients: [g] }) => [g],
  kernel: (context) => {
    const x = arrayOf(context, 0);
    const dims = context.outputTypes[0].shape as readonly number[];
    return [{ dtype: x.dtype, dims, data: readStrided(x.data, dims, broadcastStrides(x.dims, dims)) }];
  },
  samples: [
    { name: 'row', inputs: [{ dims: [3] }, { dims: [2], dtype: 'int64', values: [2, 3], constant: true }] },
    { name: 'column, ones kept', inputs: [{ dims: [2, 1] }, { dims: [3], dtype: 'int64', values: [2, 1, 3], constant: true }] },
    { name: 'scalar', inputs: [{ dims: [] }, { dims: [2], dtype: 'int64', values: [2, 2], constant: true }] },
    { name: 'nothing to do', inputs: [{ dims: [2] }, { dims: [1], dtype: 'int64', values: [1], constant: true }] },
  ],
});
