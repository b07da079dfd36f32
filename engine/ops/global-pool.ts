import { ints } from '../graph/attributes.ts';
import type { InferContext } from '../graph/builder.ts';
import { sizeOf, tensorOf } from '../graph/shape.ts';
import type { Shape, TensorType } from '../graph/types.ts';
import { defineOp, type KernelContext } from './definition.ts';
import { floatInput, given, knownDims } from './inputs.ts';
import { type NdArray, ndarray } from './ndarray.ts';

function infer(context: InferContext): readonly TensorType[] {
  const x = floatInput(context, 0, 'X', 3);
  return [{ dtype: x.dtype, shape: x.shape.map((dim, axis) => (axis < 2 ? dim : 1)) }];
}

const overPlanes =
  (reduce: (plane: Float64Array) => number) =>
  ({ inputs }: KernelContext): readonly NdArray[] => {
    const x = given(inputs[0], 'X');
    const dims = x.dims.map((dim, axis) => (axis < 2 ? dim : 1));
    const size = sizeOf(x.dims.slice(2));
    return [
      ndarray(
        x.dtype,
        dims,
        Array.from({ length: sizeOf(dims) }, (_, plane) => reduce(x.data.subarray(plane * size, (plane + 1) * size))),
      ),
    ];
  };

/** The shape for Reshape, with -1 for the one axis whose size is known at run time only. */
const reshapeTarget = (shape: Shape): number[] => shape.map((dim) => (typeof dim === 'number' ? dim : -1));

const samples = [
  { name: '2-D', inputs: [{ dims: [2, 3, 4, 5], distinct: true }] },
  { name: '1-D, batch 1', inputs: [{ dims: [1, 2, 7], distinct: true }] },
  { name: '3-D', inputs: [{ dims: [2, 2, 3, 2, 2], distinct: true }] },
];

/** Mean over all spatial positions. Its gradient is the outer product of dY with a row of 1 / size. */
export const GlobalAveragePool = defineOp({
  opType: 'GlobalAveragePool',
  infer,
  gradient: ({ e, inputs, gradients: [g] }) => {
    const { dtype, shape } = given(inputs[0], 'X').type;
    const size = sizeOf(knownDims(shape, 2, 'X'));
    const row = e.constant(tensorOf(dtype, [1, size], new Array<number>(size).fill(1 / size)), 'shares');
    return [g && e.reshape(e.matmul(e.reshape(g, [-1, 1]), row), reshapeTarget(shape))];
  },
  kernel: overPlanes((plane) => plane.reduce((sum, value) => sum + value, 0) / plane.length),
  samples,
});

/** Maximum over all spatial positions; its gradient goes to the first maximum. */
export const GlobalMaxPool = defineOp({
  opType: 'GlobalMaxPool',
  infer,
  gradient: ({ e, inputs: [x], outputs: [y], gradients: [g] }) => {
    const sizes = knownDims(given(x, 'X').type.shape, 2, 'X');
    return [g && e.op('MaxPoolGradient', [x, y, g], { kernel_shape: ints(sizes) }, { domain: 'netloom' })];
  },
  kernel: overPlanes((plane) => plane.reduce((largest, value) => Math.max(largest, value), -Infinity)),
  samples,
});
