import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import type { TrainingSettings } from '../project/schema.ts';

/** Added to the norm, so that gradients of 0 stay 0 (PyTorch's number). */
const epsilon = 1e-6;

/**
 * Limits all gradients of a step: first each number to ±`clipValue`, then all together to the L2 norm `clipNorm`
 * (Pascanu et al. 2013): g ← g · min(1, clipNorm / (‖g‖ + 10⁻⁶)) with ‖g‖ over every parameter.
 */
export function emitClipping(
  e: Emitter,
  gradients: readonly (Value | undefined)[],
  { clipValue, clipNorm }: Pick<TrainingSettings, 'clipValue' | 'clipNorm'>,
): readonly (Value | undefined)[] {
  const bounded = clipValue === undefined ? gradients : gradients.map((g) => g && clipped(e, g, clipValue));
  if (clipNorm === undefined) return bounded;
  const present = bounded.filter((g) => g !== undefined);
  if (present.length === 0) return bounded;
  const scale = normScale(e, present, clipNorm);
  return bounded.map((g) => g && e.mul(g, scale));
}

function clipped(e: Emitter, gradient: Value, limit: number): Value {
  return e.op('Clip', [gradient, e.scalar(-limit, gradient), e.scalar(limit, gradient)]);
}

function normScale(e: Emitter, gradients: readonly Value[], limit: number): Value {
  const squares = gradients.map((g) => e.reduceSum(e.square(g), undefined, false));
  const norm = e.sqrt(squares.reduce((sum, square) => e.add(sum, square)));
  return e.min(e.div(e.scalar(limit, norm), e.addScalar(norm, epsilon)), e.scalar(1, norm));
}
