import { int, intOf, ints, intsOf } from '../graph/attributes.ts';
import { sizeOf, staticShape, tensorOf } from '../graph/shape.ts';
import type { Attributes, Value } from '../graph/types.ts';
import { averagePoolCases, countsOf, forEachShare, poolWeights } from './average-pool.ts';
import { defineOp } from './definition.ts';
import type { Emitter } from './emitter.ts';
import { floatInput, given } from './inputs.ts';
import { poolWindow } from './max-pool.ts';
import { ndarray } from './ndarray.ts';
import { nearestResize } from './resize.ts';
import { spanOf, type Window } from './window.ts';

/** Axes so long that a matrix of their windows is not made. */
const longCases: typeof averagePoolCases = [
  { name: 'long', x: [1, 2, 3000], y: [1, 2, 2998], attributes: { kernel_shape: ints([3]) } },
  {
    name: 'long, strided, a rest left, padding counted',
    x: [2, 1, 5000],
    y: [2, 1, 1667],
    attributes: { kernel_shape: ints([2]), strides: ints([3]), pads: ints([1, 1]), count_include_pad: int(1) },
  },
  {
    name: 'long, hanging over the end',
    x: [1, 1, 4001, 2],
    y: [1, 1, 2001, 2],
    attributes: { kernel_shape: ints([4, 2]), strides: ints([2, 1]), pads: ints([1, 1, 2, 0]), ceil_mode: int(1) },
  },
  { name: 'long, in equal parts', x: [1, 2, 6000], y: [1, 2, 2000], attributes: { kernel_shape: ints([3]), strides: ints([3]) } },
  {
    name: 'volume in equal parts',
    x: [1, 2, 4, 2, 6],
    y: [1, 2, 2, 1, 2],
    attributes: { kernel_shape: ints([2, 2, 3]), strides: ints([2, 2, 3]) },
  },
];

/** ∂L/∂x of AveragePool from dY; attribute `input_size` gives x's spatial sizes. */
export const AveragePoolGradient = defineOp({
  opType: 'AveragePoolGradient',
  domain: 'netloom',
  infer: (context) => {
    const dy = floatInput(context, 0, 'dY', 3);
    return [{ dtype: dy.dtype, shape: [...dy.shape.slice(0, 2), ...intsOf(context.attributes, 'input_size')] }];
  },
  gradient: { forbidden: 'it is part of a training step.' },
  kernel: ({ inputs, attributes, outputTypes: [type] }) => {
    const dy = given(inputs[0], 'dY');
    const dx = ndarray(type.dtype, staticShape(type.shape));
    forEachShare(dx.dims, dy.dims, attributes, (i, k, weight) => {
      dx.data[k] += weight * dy.data[i];
    });
    return [dx];
  },
  lowering: ({ e, inputs, attributes }) => {
    const dy = given(inputs[0], 'dY');
    if (tiles(dy, attributes)) return [stretch(e, dy, poolWindow(attributes))];
    return [areSmall(dy, attributes) ? spread(e, dy, attributes) : transposed(e, dy, attributes)];
  },
  samples: [...averagePoolCases, ...longCases].map(({ name, x, y, attributes }) => ({
    name,
    inputs: [{ dims: y }],
    attributes: { ...attributes, input_size: ints(x.slice(2)) },
  })),
});

/** Whether the windows cover a plane exactly, without gap or overlap. */
function tiles(dy: Value, attributes: Attributes): boolean {
  const window = poolWindow(attributes);
  const positions = staticShape(dy.type.shape).slice(2);
  return (
    intsOf(attributes, 'input_size').every((size, axis) => size === positions[axis] * window.kernel[axis]) &&
    window.kernel.every((size, axis) => size === window.strides[axis] && window.dilations[axis] === 1) &&
    [...window.padBegin, ...window.padEnd].every((pad) => pad === 0)
  );
}

function stretch(e: Emitter, dy: Value, window: Window): Value {
  const scales = e.constant(tensorOf('float32', [window.kernel.length + 2], [1, 1, ...window.kernel]), 'scales');
  return e.op('Resize', [e.mulScalar(dy, 1 / sizeOf(window.kernel)), undefined, scales], nearestResize);
}

/** Elements of the largest matrix that a product is taken with. */
const LARGEST_MATRIX = 2 ** 22;

function areSmall(dy: Value, attributes: Attributes): boolean {
  const positions = staticShape(dy.type.shape).slice(2);
  return intsOf(attributes, 'input_size').every((size, axis) => size * positions[axis] <= LARGEST_MATRIX);
}

/** Each share of dY laid over its window: a transposed convolution of each plane with ones. */
function transposed(e: Emitter, dy: Value, attributes: Attributes): Value {
  const sizes = intsOf(attributes, 'input_size');
  const window = poolWindow(attributes);
  const [batch, channels, ...positions] = staticShape(dy.type.shape);
  const weights = poolWeights(attributes, sizes, positions);
  const shares = e.mul(dy, e.constant(tensorOf(dy.type.dtype, positions, weights), 'shares'));
  const reach = spanOf(window).map((span, axis) => (positions[axis] - 1) * window.strides[axis] + span - window.padBegin[axis]);
  const ones = e.constant(tensorOf(dy.type.dtype, [1, 1, ...window.kernel], new Float64Array(sizeOf(window.kernel)).fill(1)), 'ones');
  const laid = e.op('ConvTranspose', [e.reshape(shares, [batch * channels, 1, ...positions]), ones], {
    kernel_shape: ints(window.kernel),
    strides: ints(window.strides),
    dilations: ints(window.dilations),
    pads: ints([...window.padBegin, ...reach.map((length, axis) => Math.max(0, length - sizes[axis]))]),
    // What lies behind the last window is shorter than a stride.
    output_padding: ints(reach.map((length, axis) => Math.max(0, sizes[axis] - length))),
  });
  return e.reshape(laid, [batch, channels, ...sizes]);
}

/** One product per axis with the constant matrix of its windows: the windows are boxes, so the weights factor. */
function spread(e: Emitter, dy: Value, attributes: Attributes): Value {
  const sizes = intsOf(attributes, 'input_size');
  const window = poolWindow(attributes);
  let dims = [...staticShape(dy.type.shape)];
  let result = dy;
  for (const [axis, size] of [...sizes.entries()].reverse()) {
    const positions = dims[axis + 2];
    const after = sizeOf(dims.slice(axis + 3));
    const matrix = sharesOf(window, axis, size, positions, intOf(attributes, 'count_include_pad', 0) === 1);
    const isLast = axis === sizes.length - 1;
    const constant = e.constant(
      isLast
        ? tensorOf(dy.type.dtype, [positions, size], matrix)
        : tensorOf(dy.type.dtype, [size, positions], turned(matrix, positions, size)),
      'shares',
    );
    const planes = sizeOf(dims.slice(0, axis + 2));
    result = isLast ? e.matmul(result, constant) : e.matmul(constant, e.reshape(result, [planes, positions, after]));
    dims = dims.map((dim, at) => (at === axis + 2 ? size : dim));
  }
  return e.reshape(result, dims);
}

/** [positions, size]: 1 / count where the window position covers the element, else 0. */
function sharesOf(window: Window, axis: number, size: number, positions: number, includePad: boolean): Float64Array {
  const counts = countsOf(window, axis, size, positions, includePad);
  const matrix = new Float64Array(positions * size);
  for (let position = 0; position < positions; position += 1) {
    for (let tap = 0; tap < window.kernel[axis]; tap += 1) {
      const element = position * window.strides[axis] - window.padBegin[axis] + tap * window.dilations[axis];
      if (element >= 0 && element < size) matrix[position * size + element] = 1 / counts[position];
    }
  }
  return matrix;
}

function turned(matrix: Float64Array, rows: number, columns: number): Float64Array {
  return Float64Array.from(matrix, (_, flat) => matrix[(flat % rows) * columns + Math.floor(flat / rows)]);
}
