import { sizeOf, tensorOf } from '../graph/shape.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import type { LayerFix, LayerProblem } from './definition.ts';

/** Sizes of an axis before and after a linear map along it. */
interface AxisSizes {
  readonly from: number;
  readonly to: number;
}

/** A constant linear map along one axis: `to` outputs as weighted sums of `from` inputs. */
export interface AxisMatrix extends AxisSizes {
  /** [to, from], row-major. */
  readonly weights: Float64Array;
}

/** A matrix whose row i has the given (input, weight) pairs; weights of one input add up. */
export function axisMatrix(
  from: number,
  to: number,
  rowOf: (i: number) => readonly (readonly [input: number, weight: number])[],
): AxisMatrix {
  const weights = new Float64Array(to * from);
  for (let i = 0; i < to; i += 1) for (const [input, weight] of rowOf(i)) weights[i * from + input] += weight;
  return { from, to, weights };
}

/** Emits one product with a constant matrix for each axis of [N, C, …] that has one; the last axis first. */
export function emitAlongAxes(e: Emitter, x: Value, matrices: readonly (AxisMatrix | undefined)[]): Value {
  return matrices.reduceRight((y: Value, matrix, axis) => (matrix === undefined ? y : emitAlongAxis(e, y, axis + 2, matrix)), x);
}

function emitAlongAxis(e: Emitter, x: Value, axis: number, { from, to, weights }: AxisMatrix): Value {
  const after = x.type.shape.slice(axis + 1).map(Number);
  if (after.length === 0) {
    const turned = Float64Array.from(weights, (_, flat) => weights[(flat % to) * from + Math.floor(flat / to)]);
    return e.matmul(x, e.constant(tensorOf(x.type.dtype, [from, to], turned), 'along'));
  }
  const matrix = e.constant(tensorOf(x.type.dtype, [to, from], weights), 'along');
  if (after.length === 1) return e.matmul(matrix, x);
  const kept = x.type.shape.slice(0, axis).map(() => 0);
  return e.reshape(e.matmul(matrix, e.reshape(x, [...kept, from, sizeOf(after)])), [...kept, to, ...after]);
}

/** Operations of the products, per sample: two for each weight and position; axes that keep their size need none. */
export function flopsAlongAxes(channels: number, axes: readonly AxisSizes[]): number {
  const sizes = axes.map(({ from }) => from);
  let flops = 0;
  for (const [axis, { from, to }] of [...axes.entries()].reverse()) {
    if (from === to) continue;
    sizes[axis] = to;
    flops += 2 * from * channels * sizeOf(sizes);
  }
  return flops;
}

/** Weights of the largest matrix that a graph should carry: 64 MiB. */
const MOST_WEIGHTS = 2 ** 24;

/** A problem where an axis is too long for a matrix; axes that keep their size need none. */
export function expectSmallMatrices(layer: string, parameter: string, axes: readonly AxisSizes[], fix: LayerFix): LayerProblem | undefined {
  const long = axes.find(({ from, to }) => from !== to && from * to > MOST_WEIGHTS);
  if (long === undefined) return undefined;
  return {
    code: 'axis-too-long',
    parameter,
    message: `${layer} would take ${long.to} weighted sums of ${long.from} elements: a matrix too large for a graph.`,
    expected: `at most ${MOST_WEIGHTS} weights`,
    actual: String(long.from * long.to),
    fixes: [fix],
  };
}
