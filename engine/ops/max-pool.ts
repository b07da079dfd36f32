import { intOf, ints, int, intsOf } from '../graph/attributes.ts';
import type { InferContext } from '../graph/builder.ts';
import { formatShape, sizeOf, staticShape } from '../graph/shape.ts';
import type { Attributes, TensorType } from '../graph/types.ts';
import { blockedMaxPool, reorderInput, reorderOutput } from './blocked.ts';
import { defineOp, type OpSample } from './definition.ts';
import { floatInput, given, knownDims, typeMistake } from './inputs.ts';
import { type NdArray, ndarray } from './ndarray.ts';
import { positionsOf, tapsOf, type Window, windowOf } from './window.ts';

/** Shape of a pooled [N, C, spatial…]. */
export function pooledType(context: InferContext): TensorType {
  const x = floatInput(context, 0, 'X', 3);
  const sizes = knownDims(x.shape, 2, 'X');
  const window = windowOf(context.attributes, intsOf(context.attributes, 'kernel_shape'));
  if (window.kernel.length !== sizes.length)
    throw typeMistake(`a kernel of ${sizes.length} axes for ${formatShape(x.shape)}`, `${window.kernel.length}`);
  window.kernel.forEach((size, axis) => {
    if (window.padBegin[axis] >= size || window.padEnd[axis] >= size) {
      throw typeMistake(
        `pads below the kernel size ${size} on spatial axis ${axis}`,
        `${window.padBegin[axis]} and ${window.padEnd[axis]}`,
      );
    }
  });
  const positions = positionsOf(window, sizes, intOf(context.attributes, 'ceil_mode', 0) === 1);
  return { dtype: x.dtype, shape: [...x.shape.slice(0, 2), ...positions] };
}

export function poolWindow(attributes: Attributes): Window {
  return windowOf(attributes, intsOf(attributes, 'kernel_shape'));
}

/** Index into X of the first maximum of each window, in the order of the pooled [N, C, positions…]. */
export function maximaOf(x: NdArray, attributes: Attributes, positions: readonly number[]): Int32Array {
  const taps = tapsOf(poolWindow(attributes), x.dims.slice(2), positions);
  const [planes, size, count] = [x.dims[0] * x.dims[1], sizeOf(x.dims.slice(2)), sizeOf(positions)];
  const maxima = new Int32Array(planes * count).fill(-1);
  for (let plane = 0; plane < planes; plane += 1) {
    for (const [position, , element] of taps) {
      const at = plane * count + position;
      const candidate = plane * size + element;
      if (maxima[at] < 0 || x.data[candidate] > x.data[maxima[at]]) maxima[at] = candidate;
    }
  }
  return maxima;
}

/** Attribute combinations of a pool, shared by the samples of maximum, average and their gradients. */
export const poolCases: readonly {
  readonly name: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly attributes: Attributes;
}[] = [
  { name: '2×2', x: [2, 3, 4, 6], y: [2, 3, 2, 3], attributes: { kernel_shape: ints([2, 2]), strides: ints([2, 2]) } },
  { name: '2×2 with a rest', x: [2, 2, 5, 7], y: [2, 2, 2, 3], attributes: { kernel_shape: ints([2, 2]), strides: ints([2, 2]) } },
  {
    name: '2×2, rest kept',
    x: [2, 2, 5, 7],
    y: [2, 2, 3, 4],
    attributes: { kernel_shape: ints([2, 2]), strides: ints([2, 2]), ceil_mode: int(1) },
  },
  {
    name: 'overlapping 3×3',
    x: [1, 2, 7, 6],
    y: [1, 2, 4, 3],
    attributes: { kernel_shape: ints([3, 3]), strides: ints([2, 2]), pads: ints([1, 1, 1, 1]) },
  },
  { name: 'stride 1', x: [1, 2, 4, 5], y: [1, 2, 3, 3], attributes: { kernel_shape: ints([2, 3]) } },
  {
    name: 'uneven padding',
    x: [2, 1, 5, 5],
    y: [2, 1, 3, 3],
    attributes: { kernel_shape: ints([3, 2]), strides: ints([2, 2]), pads: ints([0, 0, 2, 1]) },
  },
  { name: 'stride beyond the kernel', x: [1, 2, 8, 7], y: [1, 2, 3, 3], attributes: { kernel_shape: ints([2, 1]), strides: ints([3, 3]) } },
  {
    name: 'ceil mode drops a window that begins in the padding',
    x: [1, 2, 5, 4],
    y: [1, 2, 3, 3],
    attributes: { kernel_shape: ints([2, 2]), strides: ints([2, 2]), pads: ints([1, 1, 1, 1]), ceil_mode: int(1) },
  },
  { name: '1-D', x: [2, 3, 9], y: [2, 3, 4], attributes: { kernel_shape: ints([3]), strides: ints([2]) } },
  { name: '3-D', x: [1, 2, 4, 5, 3], y: [1, 2, 2, 2, 2], attributes: { kernel_shape: ints([2, 3, 2]), strides: ints([2, 2, 1]) } },
];

/** Cases that only the maximum has: ONNX's average pool takes dilations too, but no gradient needs them. */
export const dilatedPoolCases: typeof poolCases = [
  {
    name: 'dilation 2',
    x: [2, 2, 7, 6],
    y: [2, 2, 3, 5],
    attributes: { kernel_shape: ints([3, 2]), strides: ints([2, 1]), dilations: ints([2, 2]), pads: ints([1, 0, 1, 1]) },
  },
];

/** Largest element of each window; the optional second output is its index, as if X were flat. */
export const MaxPool = defineOp({
  opType: 'MaxPool',
  infer: (context) => {
    const type = pooledType(context);
    return [type, { dtype: 'int64', shape: type.shape }];
  },
  gradient: ({ e, inputs: [x], outputs: [y], attributes, gradients: [g] }) => [
    g && e.op('MaxPoolGradient', [x, y, g], attributes, { domain: 'netloom' }),
  ],
  kernel: ({ inputs, attributes, outputTypes: [type] }) => {
    const x = given(inputs[0], 'X');
    const dims = staticShape(type.shape);
    const maxima = maximaOf(x, attributes, dims.slice(2));
    return [
      ndarray(
        type.dtype,
        dims,
        Array.from(maxima, (at) => x.data[at]),
      ),
      ndarray('int64', dims, maxima),
    ];
  },
  specialize: ({ e, inputs, outputs, attributes, isBlocked }) => {
    const x = given(inputs[0], 'X');
    return outputs.length === 1 && isBlocked(x) ? [reorderOutput(e, blockedMaxPool(e, reorderInput(e, x), attributes))] : undefined;
  },
  samples: [...poolCases, ...dilatedPoolCases].map(
    ({ name, x, attributes }, index): OpSample => ({
      name,
      inputs: [{ dims: x, distinct: true }],
      attributes,
      ...(index === 0 && { outputs: 2, differentiate: [] }),
    }),
  ),
});
