import { ints } from '../graph/attributes.ts';
import { sizeOf, staticShape } from '../graph/shape.ts';
import type { Attributes, Value } from '../graph/types.ts';
import { reorderInput, reorderOutput } from './blocked.ts';
import { defineOp } from './definition.ts';
import type { Emitter } from './emitter.ts';
import { floatInput, given } from './inputs.ts';
import { dilatedPoolCases, maximaOf, poolCases, poolWindow } from './max-pool.ts';
import { ndarray } from './ndarray.ts';
import { scatterAdd, zeros } from './scatter.ts';
import { greaterOrEqual } from './step.ts';

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
  lowering: ({ e, inputs, attributes, capabilities: { nchwcBlock = 1 }, isBlocked }) => {
    const [x, dy] = [given(inputs[0], 'X'), given(inputs[2], 'dY')];
    if (!pairs(x, attributes)) return [byIndices(e, x, dy, attributes)];
    if (!isBlocked(x)) return [byPairs(e, x, dy, 1)];
    return [reorderOutput(e, byPairs(e, reorderInput(e, x), reorderInput(e, dy), nchwcBlock))];
  },
  samples: [
    ...[...poolCases, ...dilatedPoolCases].map(({ name, x, y, attributes }) => ({
      name,
      inputs: [{ dims: x, distinct: true }, { dims: y }, { dims: y }],
      attributes,
    })),
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

/**
 * 2×2 windows as two rounds of pairs: the maximum of each horizontal pair, then of each vertical pair of those. dY goes to the
 * upper of two rows where they tie, and in it to the left: the first maximum in row-major order. Twice as fast as indices.
 *
 * @param unit numbers that lie together: 1, or the channels of a block
 */
function byPairs(e: Emitter, x: Value, dy: Value, unit: number): Value {
  const dims = staticShape(x.type.shape);
  const [rows, width] = [sizeOf(dims.slice(0, 3)) / unit, dims[3] * unit];
  const [left, right] = e.split(e.reshape(x, [(rows * dims[3]) / 2, 2 * unit]), [unit, unit], 1);
  const [top, bottom] = e.split(e.reshape(e.max(left, right), [rows / 2, width]), [width / 2, width / 2], 1);
  const arrived = e.reshape(dy, [rows / 2, width / 2]);
  const byRow = e.reshape(shared(e, arrived, top, bottom), [(rows * dims[3]) / 2, unit]);
  return e.reshape(shared(e, byRow, left, right), dims);
}

/** [g where first ≥ second, else 0 | the rest], joined on the last of two axes. */
function shared(e: Emitter, g: Value, first: Value, second: Value): Value {
  const toFirst = e.mul(g, greaterOrEqual(e, first, second));
  return e.concat([toFirst, e.sub(g, toFirst)], 1);
}
