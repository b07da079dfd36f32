import { int, intOf } from '../graph/attributes.ts';
import { productOf } from '../graph/dimension.ts';
import { defineOp } from './definition.ts';
import { arrayOf, given, typeMistake, typeOf } from './inputs.ts';
import { reshapeLike } from './shape-like.ts';

/** A matrix: the axes before `axis` joined, and those from it on. */
export const Flatten = defineOp({
  opType: 'Flatten',
  infer: (context) => {
    const { dtype, shape } = typeOf(context, 0);
    const attribute = intOf(context.attributes, 'axis', 1);
    const axis = attribute < 0 ? attribute + shape.length : attribute;
    if (axis < 0 || axis > shape.length) throw typeMistake(`an axis from 0 to ${shape.length}`, `${attribute}`);
    return [{ dtype, shape: [productOf(shape.slice(0, axis)), productOf(shape.slice(axis))] }];
  },
  gradient: ({ e, inputs: [x], gradients: [g] }) => [reshapeLike(e, given(g), given(x))],
  kernel: (context) => {
    const { dtype, data } = arrayOf(context, 0);
    return [{ dtype, data, dims: context.outputTypes[0].shape as readonly number[] }];
  },
  samples: [
    { name: 'images', inputs: [{ dims: [2, 3, 2, 2] }] },
    { name: 'batch 1', inputs: [{ dims: [1, 3, 2] }] },
    { name: 'from the front', inputs: [{ dims: [2, 3] }], attributes: { axis: int(0) } },
    { name: 'negative axis', inputs: [{ dims: [2, 3, 2] }], attributes: { axis: int(-1) } },
  ],
});
