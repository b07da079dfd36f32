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
 * Emits (x − μ) / √(σ² + ε) over `axes`, in two passes: the variance is the mean square of what is already centred, since
 * E[x²] − μ² would cancel where the mean is large. ONNX's own norms leave that to the runtime.
 */
export function emitStandardised(e: Emitter, x: Value, axes: readonly number[], epsilon: number): Standardised {
  const mean = e.reduceMean(x, axes);
  const centred = e.sub(x, mean);
  const variance = e.reduceMean(e.square(centred), axes);
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
