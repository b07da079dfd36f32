import { ints, string, stringOf } from '../graph/attributes.ts';
import type { InferContext } from '../graph/builder.ts';
import { EngineError } from '../graph/errors.ts';
import { formatShape, sizeOf, staticShape, stridesOf } from '../graph/shape.ts';
import type { Attributes, TensorType, Value } from '../graph/types.ts';
import { defineOp } from './definition.ts';
import { floatInput, given, typeMistake } from './inputs.ts';
import { forEachIndex, ndarray, offsetOf } from './ndarray.ts';

const nearest = { mode: 'nearest', coordinate_transformation_mode: 'asymmetric', nearest_mode: 'floor' } as const;

/** The one form of Resize that the engine computes: y[i] = x[⌊i / scale⌋] along each axis. */
export const nearestResize: Attributes = Object.fromEntries(Object.entries(nearest).map(([name, value]) => [name, string(value)]));

const onnxDefaults: Readonly<Record<string, string>> = {
  mode: 'nearest',
  coordinate_transformation_mode: 'half_pixel',
  nearest_mode: 'round_prefer_floor',
};

function infer(context: InferContext): readonly TensorType[] {
  const x = floatInput(context, 0, 'X', 1);
  for (const [name, expected] of Object.entries(nearest)) {
    const came = stringOf(context.attributes, name, onnxDefaults[name]);
    if (came !== expected) throw typeMistake(`${name} ${expected}`, came);
  }
  const [scales, sizes] = [context.constant(2), context.constant(3)];
  const factors = scales?.length ? scales : undefined;
  const given = factors ?? sizes;
  if (given?.length !== x.shape.length) {
    throw typeMistake(`constant scales or sizes, one for each of ${x.shape.length} axes`, given === undefined ? 'none' : `${given.length}`);
  }
  if (factors === undefined) return [{ dtype: x.dtype, shape: given }];
  const shape = x.shape.map((dim, axis) => {
    if (typeof dim === 'number') return Math.floor(dim * factors[axis]);
    if (factors[axis] !== 1) throw typeMistake(`scale 1 for axis ${dim}`, `${factors[axis]}`);
    return dim;
  });
  return [{ dtype: x.dtype, shape }];
}

/** Whole factors by which the spatial axes of [N, C, spatial…] grow; `undefined` where they do not. */
function wholeFactors(x: Value, y: Value): readonly number[] | undefined {
  const [from, to] = [x.type.shape, y.type.shape];
  const factors = from.map((dim, axis) => (dim === to[axis] ? 1 : Number(to[axis]) / Number(dim)));
  const whole = factors.every((factor, axis) => Number.isInteger(factor) && (axis > 1 || factor === 1));
  return whole && from.length > 2 && from.length < 6 ? factors.slice(2) : undefined;
}

/** Enlarging by repeating the nearest element. Its gradient, where the factors are whole, is a sum over each window of copies. */
export const Resize = defineOp({
  opType: 'Resize',
  infer,
  gradient: ({ e, inputs: [x], outputs: [y], gradients: [g] }) => {
    const factors = wholeFactors(given(x, 'X'), y);
    if (factors === undefined) {
      throw new EngineError(
        'no-gradient',
        `Resize from ${formatShape(given(x, 'X').type.shape)} to ${formatShape(y.type.shape)} cannot be differentiated: the spatial axes must grow by whole factors.`,
      );
    }
    return [g && e.mulScalar(e.op('AveragePool', [g], { kernel_shape: ints(factors), strides: ints(factors) }), sizeOf(factors))];
  },
  kernel: ({ inputs, outputTypes: [type] }) => {
    const [x, scales] = [given(inputs[0], 'X'), inputs[2]];
    const y = ndarray(type.dtype, staticShape(type.shape));
    const strides = stridesOf(x.dims);
    const factors = y.dims.map((dim, axis) => (scales?.data.length ? scales.data[axis] : dim / x.dims[axis]));
    forEachIndex(y.dims, (flat, index) => {
      const source = index.map((at, axis) => Math.min(Math.floor(at / factors[axis]), x.dims[axis] - 1));
      y.data[flat] = x.data[offsetOf(source, strides)];
    });
    return [y];
  },
  samples: [
    {
      name: 'doubled',
      inputs: [{ dims: [2, 3, 2, 3] }, undefined, { dims: [4], values: [1, 1, 2, 2], constant: true }],
      attributes: nearestResize,
    },
    {
      name: 'whole factors by size',
      inputs: [{ dims: [1, 2, 3, 2] }, undefined, undefined, { dims: [4], dtype: 'int64', values: [1, 2, 9, 4], constant: true }],
      attributes: nearestResize,
    },
    {
      name: 'by a half',
      inputs: [{ dims: [1, 1, 4, 4] }, undefined, { dims: [4], values: [1, 1, 1.5, 0.5], constant: true }],
      attributes: nearestResize,
      differentiate: [],
    },
  ],
});
