import { ints } from '../graph/attributes.ts';
import { sizeOf, staticShape } from '../graph/shape.ts';
import type { Attributes, Shape, Value } from '../graph/types.ts';
import { blockedMaxPool, reorderInput, reorderOutput } from './blocked.ts';
import { defineOp } from './definition.ts';
import type { Emitter } from './emitter.ts';
import { floatInput, given } from './inputs.ts';
import { dilatedPoolCases, maximaOf, poolCases, poolWindow } from './max-pool.ts';
import { type NdArray, ndarray } from './ndarray.ts';
import { scatterAdd, zeros } from './scatter.ts';
import { greaterOrEqual } from './step.ts';

/** Distinct numbers from -1 to 1 out of order: Y must be the maxima of X, so that neither can be drawn. */
const mixed = (dims: readonly number[]): NdArray =>
  ndarray(
    'float32',
    dims,
    Array.from({ length: sizeOf(dims) }, (_, i) => ((i * 197) % 499) / 250 - 1),
  );

/** ∂L/∂x of MaxPool from X, Y and dY: each window's gradient goes to its first maximum. Windows may overlap. */
export const MaxPoolGradient = defineOp({
  opType: 'MaxPoolGradient',
  domain: 'netloom',
  infer: (context) => [floatInput(context, 0, 'X', 3)],
  gradient: { forbidden: 'it is part of a training step.' },
  kernel: ({ inputs, attributes }) => {
    const [x, dy] = [given(inputs[0], 'X'), given(inputs[2], 'dY')];
    const dx = ndarray(x.dtype, x.dims);
    maximaOf(x, attributes, dy.dims.slice(2)).forEach((at, i) => {
      dx.data[at] += dy.data[i];
    });
    return [dx];
  },
  lowering: ({ e, inputs, attributes, capabilities: { nchwcBlock }, isBlocked }) => {
    const [x, y, dy] = [given(inputs[0], 'X'), given(inputs[1], 'Y'), given(inputs[2], 'dY')];
    if (!pairs(x, attributes)) return [byIndices(e, x, dy, attributes)];
    return [nchwcBlock !== undefined && isBlocked(x) ? byBlockedPairs(e, x, y, dy, nchwcBlock) : byPlainPairs(e, x, y, dy)];
  },
  samples: [
    ...[...poolCases, ...dilatedPoolCases].map(({ name, x, y, attributes }) => {
      const drawn = mixed(x);
      const pooled = Array.from(maximaOf(drawn, attributes, y.slice(2)), (at) => drawn.data[at]);
      return { name, inputs: [{ dims: x, values: Array.from(drawn.data) }, { dims: y, values: pooled }, { dims: y }], attributes };
    }),
    {
      name: 'ties go to the first',
      inputs: [
        { dims: [1, 1, 4, 4], values: [1, 1, 0, 2, 1, 1, 2, 2, 0, 0, 3, 0, 0, 0, 0, 3] },
        { dims: [1, 1, 2, 2], values: [1, 2, 0, 3] },
        { dims: [1, 1, 2, 2], values: [5, 6, 7, 8] },
      ],
      attributes: { kernel_shape: ints([2, 2]), strides: ints([2, 2]) },
    },
  ],
});

function byIndices(e: Emitter, x: Value, dy: Value, attributes: Attributes): Value {
  const dims = staticShape(x.type.shape);
  const [, indices] = e.ops('MaxPool', [x], 2, attributes);
  const flat = zeros(e, [sizeOf(dims)], x.type.dtype);
  return e.reshape(scatterAdd(e, flat, e.reshape(indices, [-1]), e.reshape(dy, [-1]), 0), dims);
}

/** Whether the windows are 2×2 and cover a plane exactly. */
function pairs(x: Value, attributes: Attributes): boolean {
  const window = poolWindow(attributes);
  const sizes = staticShape(x.type.shape).slice(2);
  return (
    sizes.length === 2 &&
    sizes.every((size) => size % 2 === 0) &&
    [...window.kernel, ...window.strides].every((size) => size === 2) &&
    window.dilations.every((dilation) => dilation === 1) &&
    [...window.padBegin, ...window.padEnd].every((pad) => pad === 0)
  );
}

function byPlainPairs(e: Emitter, x: Value, y: Value, dy: Value): Value {
  const [rows, width] = [sizeOf(staticShape(x.type.shape).slice(0, 3)), e.dim(x, 3)];
  const [left, right] = e.split(e.reshape(x, [(rows * width) / 2, 2]), [1, 1], 1);
  const larger = e.max(left, right);
  const top = e.slice(e.reshape(larger, [rows / 2, width]), [0], [width / 2], [1]);
  return byPairs(e, { left, larger, top, y, dy }, x.type.shape, 1);
}

/** Over blocks of channels, where pools give the halves of the pairs faster than copies do. */
function byBlockedPairs(e: Emitter, x: Value, y: Value, dy: Value, block: number): Value {
  const pool = (from: Value, kernel: readonly number[], strides: readonly number[]): Value =>
    blockedMaxPool(e, from, { kernel_shape: ints(kernel), strides: ints(strides) });
  const held = reorderInput(e, x);
  const larger = pool(held, [1, 2], [1, 2]);
  const parts = {
    left: pool(held, [1, 1], [1, 2]),
    larger,
    top: pool(larger, [1, 1], [2, 1]),
    y: reorderInput(e, y),
    dy: reorderInput(e, dy),
  };
  return reorderOutput(e, byPairs(e, parts, x.type.shape, block));
}

interface Pairs {
  /** Left element of each horizontal pair, and the larger one. */
  readonly left: Value;
  readonly larger: Value;
  /** The upper of each vertical pair of those; the pooled `y` is the larger. */
  readonly top: Value;
  readonly y: Value;
  readonly dy: Value;
}

/**
 * 2×2 windows as two rounds of pairs: dY goes to the upper of two rows where they tie, and in it to the left: the first maximum
 * in row-major order. Twice as fast as indices.
 *
 * @param unit numbers that lie together: 1, or the channels of a block
 */
function byPairs(e: Emitter, { left, larger, top, y, dy }: Pairs, shape: Shape, unit: number): Value {
  const dims = staticShape(shape);
  const [rows, width] = [sizeOf(dims.slice(0, 3)) / unit, dims[3] * unit];
  const asRows = (value: Value): Value => e.reshape(value, [rows / 2, width / 2]);
  const asPairs = (value: Value): Value => e.reshape(value, [(rows * dims[3]) / 2, unit]);
  const byRow = shared(e, asRows(dy), asRows(top), asRows(y));
  return e.reshape(shared(e, asPairs(byRow), asPairs(left), asPairs(larger)), dims);
}

/** [g where first ≥ larger, else 0 | the rest], joined on the last of two axes. */
function shared(e: Emitter, g: Value, first: Value, larger: Value): Value {
  const toFirst = e.mul(g, greaterOrEqual(e, first, larger));
  return e.concat([toFirst, e.sub(g, toFirst)], 1);
}
