import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import type { LayerFix, LayerProblem, WeightSpec } from './definition.ts';
import { field } from './parameters.ts';

export const epsilonField = (preset: number) =>
  field.float({
    label: 'ε',
    help: 'Added to the variance, so that nothing is divided by 0.',
    default: preset,
    min: 1e-12,
    max: 1,
    scale: 'log',
    advanced: true,
  });

export const affineField = (preset: boolean) =>
  field.bool({ label: 'Scale and shift', help: 'Multiply and move the normalised values by trained numbers.', default: preset });

/** What a normalisation over some axes gives; mean and biased variance keep those axes with 1. */
export interface Standardised {
  readonly y: Value;
  readonly mean: Value;
  readonly variance: Value;
}

/**
 * What takes the mean over `axes` of tensors in the shape of `x`, keeping those axes with 1. Where `present` [N, 1] is given, rows of 0
 * there don't count; they must hold finite numbers.
 */
export function meansOver(e: Emitter, x: Value, axes: readonly number[], present?: Value): (rows: Value) => Value {
  if (present === undefined) return (rows) => e.reduceMean(rows, axes);
  const [, , ...further] = x.type.shape;
  const counted = e.reshape(present, [-1, 1, ...further.map(() => 1)]);
  const perRow = axes.reduce((product, axis) => (axis === 0 ? product : product * e.dim(x, axis)), 1);
  const count = e.mulScalar(countOf(e, present), perRow);
  return (rows) => e.div(e.reduceSum(e.mul(rows, counted), axes), count);
}

/** How many rows are there [1]; 1 where none is, so that nothing is divided by 0. */
export const countOf = (e: Emitter, present: Value): Value => e.max(e.reduceSum(e.reshape(present, [-1])), e.scalar(1, present));

/**
 * Emits (x − μ) / √(σ² + ε) over `axes`, in two passes: the variance is the mean square of what is already centred, since
 * E[x²] − μ² would cancel where the mean is large. ONNX's own norms leave that to the runtime.
 */
export function emitStandardised(e: Emitter, x: Value, axes: readonly number[], epsilon: number, present?: Value): Standardised {
  const means = meansOver(e, x, axes, present);
  const mean = means(x);
  const centred = e.sub(x, mean);
  const variance = means(e.square(centred));
  return { y: e.div(centred, e.sqrt(e.addScalar(variance, epsilon))), mean, variance };
}

/** γ·y + β; γ and β lie along `axes` of y and are stretched over the others. Either may be left out. */
export function emitAffine(e: Emitter, y: Value, axes: readonly number[], scale: Value | undefined, shift: Value | undefined): Value {
  const first = Math.min(...axes);
  const spread = y.type.shape.slice(first).map((dim, index) => (axes.includes(first + index) ? Number(dim) : 1));
  const scaled = scale === undefined ? y : e.mul(y, e.reshape(scale, spread));
  return shift === undefined ? scaled : e.add(scaled, e.reshape(shift, spread));
}

export function scaleWeight(name: string, shape: readonly number[]): WeightSpec {
  return { name, shape, initializer: { kind: 'ones' }, trainable: true, ...(shape.length > 1 && { kernel: false }) };
}

export function shiftWeight(name: string, shape: readonly number[]): WeightSpec {
  return { ...scaleWeight(name, shape), initializer: { kind: 'zeros' } };
}

/** Sum, centre, square and sum, divide; then scale and shift. */
export function standardiseFlops(size: number, affine: boolean): number {
  return (affine ? 7 : 5) * size;
}

/** A problem: the mean of a single value is the value itself, so that nothing would be left of the input. */
export function singleValue(layer: string, what: string, fixes: readonly LayerFix[]): LayerProblem {
  return {
    code: 'norm-of-one-value',
    port: 'in',
    message: `${layer} would normalise ${what}: each value minus its own mean is 0, whatever the input.`,
    expected: 'at least 2 values to normalise together',
    actual: '1',
    ...(fixes.length > 0 && { fixes }),
  };
}
