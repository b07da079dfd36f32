import { int, intOf } from '../graph/attributes.ts';
import type { InferContext } from '../graph/builder.ts';
import { formatShape, sizeOf } from '../graph/shape.ts';
import type { TensorType } from '../graph/types.ts';
import { defineOp, type KernelContext } from './definition.ts';
import { axisOf, given, knownDim, typeMistake, typeOf } from './inputs.ts';
import { type NdArray, ndarray } from './ndarray.ts';

function infer(context: InferContext): readonly TensorType[] {
  const { dtype, shape } = typeOf(context, 0);
  const axis = axisOf(intOf(context.attributes, 'axis'), shape.length);
  const types = context.inputs.map((_, index) => typeOf(context, index));
  for (const type of types) {
    const fits = type.shape.length === shape.length && type.shape.every((dim, i) => i === axis || dim === shape[i]);
    if (!fits) throw typeMistake(`shapes that differ along axis ${axis} alone`, types.map((t) => formatShape(t.shape)).join(' and '));
    if (type.dtype !== dtype) throw typeMistake('one dtype', `${dtype} and ${type.dtype}`);
  }
  if (types.length === 1) return [types[0]];
  const total = types.reduce((sum, type) => sum + knownDim(type.shape, axis), 0);
  return [{ dtype, shape: shape.with(axis, total) }];
}

/** Copies blocks of whole trailing axes, input after input. */
function kernel({ inputs, attributes, outputTypes: [type] }: KernelContext): readonly NdArray[] {
  const arrays = inputs.map((input) => given(input));
  const result = ndarray(type.dtype, type.shape as readonly number[]);
  const axis = axisOf(intOf(attributes, 'axis'), result.dims.length);
  const rows = sizeOf(result.dims.slice(0, axis));
  const blocks = arrays.map((array) => sizeOf(array.dims.slice(axis)));
  let offset = 0;
  for (let row = 0; row < rows; row += 1) {
    for (const [i, { data }] of arrays.entries()) {
      result.data.set(data.subarray(row * blocks[i], (row + 1) * blocks[i]), offset);
      offset += blocks[i];
    }
  }
  return [result];
}

/** Tensors behind one another along an axis. */
export const Concat = defineOp({
  opType: 'Concat',
  infer,
  gradient: ({ e, inputs, gradients, attributes, wants }) => {
    const [g, values] = [given(gradients[0]), inputs.map((input) => given(input))];
    if (values.length === 1) return [g];
    const axis = axisOf(intOf(attributes, 'axis'), g.type.shape.length);
    let end = 0;
    return values.map((value, index) => {
      const start = end;
      end += e.dim(value, axis);
      return wants(index) ? e.slice(g, [start], [end], [axis]) : undefined;
    });
  },
  kernel,
  samples: [
    { name: 'rows', inputs: [{ dims: [2, 3] }, { dims: [1, 3] }], attributes: { axis: int(0) } },
    { name: 'channels', inputs: [{ dims: [2, 1, 2, 2] }, { dims: [2, 3, 2, 2] }, { dims: [2, 2, 2, 2] }], attributes: { axis: int(1) } },
    { name: 'negative axis, batch 1', inputs: [{ dims: [1, 2] }, { dims: [1, 3] }], attributes: { axis: int(-1) } },
    { name: 'one input', inputs: [{ dims: [2, 3] }], attributes: { axis: int(1) } },
    { name: 'an empty input', inputs: [{ dims: [2, 0] }, { dims: [2, 3] }], attributes: { axis: int(1) } },
  ],
});
