import { int, intOf } from '../graph/attributes.ts';
import type { InferContext } from '../graph/builder.ts';
import { formatShape, sizeOf } from '../graph/shape.ts';
import type { TensorType } from '../graph/types.ts';
import { defineOp, type KernelContext } from './definition.ts';
import { arrayOf, axisOf, constantOf, knownDim, typeMistake, typeOf } from './inputs.ts';
import { type NdArray, ndarray } from './ndarray.ts';
import { zerosLike } from './shape-like.ts';

/** Sizes of the parts: given, or equal ones of which the last may be smaller. */
function partSizes(context: InferContext, whole: number): readonly number[] {
  const sizes = constantOf(context, 1, 'sizes');
  if (sizes !== undefined) return sizes;
  const parts = intOf(context.attributes, 'num_outputs', context.outputCount);
  const size = Math.ceil(whole / parts);
  return Array.from({ length: parts }, (_, part) => Math.max(0, Math.min(size, whole - part * size)));
}

function infer(context: InferContext): readonly TensorType[] {
  const { dtype, shape } = typeOf(context, 0);
  const axis = axisOf(intOf(context.attributes, 'axis', 0), shape.length);
  const whole = knownDim(shape, axis);
  const sizes = partSizes(context, whole);
  if (sizes.reduce((sum, size) => sum + size, 0) !== whole || sizes.length < context.outputCount) {
    throw typeMistake(
      `${context.outputCount} parts that add up to ${whole} along axis ${axis} of ${formatShape(shape)}`,
      sizes.join(' + '),
    );
  }
  return sizes.map((size) => ({ dtype, shape: shape.with(axis, size) }));
}

function kernel(context: KernelContext): readonly NdArray[] {
  const x = arrayOf(context, 0);
  const axis = axisOf(intOf(context.attributes, 'axis', 0), x.dims.length);
  const parts = context.outputTypes.map((type) => ndarray(type.dtype, type.shape as readonly number[]));
  const blocks = parts.map((part) => sizeOf(part.dims.slice(axis)));
  const rows = sizeOf(x.dims.slice(0, axis));
  let offset = 0;
  for (let row = 0; row < rows; row += 1) {
    for (const [i, part] of parts.entries()) {
      part.data.set(x.data.subarray(offset, offset + blocks[i]), row * blocks[i]);
      offset += blocks[i];
    }
  }
  return parts;
}

/** Cuts a tensor into parts along an axis. */
export const Split = defineOp({
  opType: 'Split',
  infer,
  gradient: ({ e, outputs, gradients, attributes }) => {
    const axis = intOf(attributes, 'axis', 0);
    return [
      e.concat(
        outputs.map((output, index) => gradients[index] ?? zerosLike(e, output)),
        axis,
      ),
    ];
  },
  kernel,
  samples: [
    { name: 'sizes', inputs: [{ dims: [5, 2] }, { dims: [2], dtype: 'int64', values: [2, 3], constant: true }], outputs: 2 },
    {
      name: 'negative axis',
      inputs: [{ dims: [2, 2, 4] }, { dims: [3], dtype: 'int64', values: [1, 1, 2], constant: true }],
      attributes: { axis: int(-1) },
      outputs: 3,
    },
    { name: 'equal parts, the last smaller', inputs: [{ dims: [1, 5] }], attributes: { axis: int(1), num_outputs: int(2) }, outputs: 2 },
  ],
});
