import { int, intOf, ints } from '../graph/attributes.ts';
import { sizeOf, staticShape } from '../graph/shape.ts';
import type { Attributes } from '../graph/types.ts';
import { defineOp } from './definition.ts';
import { given, knownDims } from './inputs.ts';
import { poolCases, pooledType, poolWindow } from './max-pool.ts';
import { forEachIndex, type NdArray, ndarray } from './ndarray.ts';
import { tapsOf, type Window } from './window.ts';

/**
 * Elements that each window position along `axis` is divided by: those inside the input, or, with
 * `count_include_pad`, those inside the padded input. What hangs over the end in ceil mode never counts.
 */
export function countsOf(window: Window, axis: number, size: number, positions: number, includePad: boolean): number[] {
  const [low, high] = includePad ? [-window.padBegin[axis], size + window.padEnd[axis]] : [0, size];
  return Array.from({ length: positions }, (_, position) => {
    const start = position * window.strides[axis] - window.padBegin[axis];
    const elements = Array.from({ length: window.kernel[axis] }, (_tap, tap) => start + tap * window.dilations[axis]);
    return elements.filter((element) => element >= low && element < high).length;
  });
}

/** 1 / (number of elements) of each window position, row-major. */
export function poolWeights(attributes: Attributes, sizes: readonly number[], positions: readonly number[]): Float64Array {
  const window = poolWindow(attributes);
  const includePad = intOf(attributes, 'count_include_pad', 0) === 1;
  const counts = sizes.map((size, axis) => countsOf(window, axis, size, positions[axis], includePad));
  const weights = new Float64Array(sizeOf(positions));
  forEachIndex(positions, (flat, index) => {
    weights[flat] = 1 / index.reduce((product, position, axis) => product * counts[axis][position], 1);
  });
  return weights;
}

/** Visits every (element of Y, element of X, weight) of an average pool. */
export function forEachShare(
  x: readonly number[],
  y: readonly number[],
  attributes: Attributes,
  visit: (y: number, x: number, weight: number) => void,
): void {
  const taps = tapsOf(poolWindow(attributes), x.slice(2), y.slice(2));
  const weights = poolWeights(attributes, x.slice(2), y.slice(2));
  const [size, count] = [sizeOf(x.slice(2)), weights.length];
  for (let plane = 0; plane < x[0] * x[1]; plane += 1) {
    for (const [position, , element] of taps) visit(plane * count + position, plane * size + element, weights[position]);
  }
}

/** The pool's cases, with padding counted and not. */
export const averagePoolCases: typeof poolCases = poolCases.flatMap((poolCase) =>
  poolCase.attributes.pads === undefined
    ? [poolCase]
    : [
        poolCase,
        { ...poolCase, name: `${poolCase.name}, padding counted`, attributes: { ...poolCase.attributes, count_include_pad: int(1) } },
      ],
);

/** Mean of each window. */
export const AveragePool = defineOp({
  opType: 'AveragePool',
  infer: (context) => [pooledType(context)],
  gradient: ({ e, inputs: [x], attributes, gradients: [g] }) => {
    const sizes = knownDims(given(x, 'X').type.shape, 2, 'X');
    return [g && e.op('AveragePoolGradient', [g], { ...attributes, input_size: ints(sizes) }, { domain: 'netloom' })];
  },
  kernel: ({ inputs, attributes, outputTypes: [type] }) => {
    const x: NdArray = given(inputs[0], 'X');
    const y = ndarray(type.dtype, staticShape(type.shape));
    forEachShare(x.dims, y.dims, attributes, (i, k, weight) => {
      y.data[i] += weight * x.data[k];
    });
    return [y];
  },
  samples: averagePoolCases.map(({ name, x, attributes }) => ({ name, inputs: [{ dims: x }], attributes })),
});
