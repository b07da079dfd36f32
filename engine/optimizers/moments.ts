import type { Value } from '../graph/types.ts';
import { field } from '../layers/parameters.ts';
import type { Emitter } from '../ops/emitter.ts';
import { epsilonFields } from './epsilon.ts';

/**
 * What Adam, AMSGrad and AdamW have in common. Their slots hold m/(1−β₁) and v/(1−β₂), which saves two passes over memory;
 * both factors and the bias corrections c₁ = 1−β₁ᵗ, c₂ = 1−β₂ᵗ are folded into two numbers per step:
 * η m̂ / √(v̂ + ε) = stepSize · (m/(1−β₁)) / √(v/(1−β₂) + epsilon).
 */
export const momentFields = {
  beta1: field.float({ label: 'β₁', help: 'Memory of the mean gradient.', default: 0.9, min: 0, max: 0.9999 }),
  beta2: field.float({ label: 'β₂', help: 'Memory of the squared gradient.', default: 0.999, min: 0, max: 0.999999 }),
  ...epsilonFields,
};

export interface MomentParameters {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly epsilonInside: boolean;
}

/** Step size and ε for the scaled slots at step `t`, from 1. */
export function momentScalars(
  { beta1, beta2, epsilon, epsilonInside }: MomentParameters,
  learningRate: number,
  t: number,
): { readonly stepSize: number; readonly epsilon: number } {
  const correction1 = 1 - beta1 ** t;
  const scale2 = (1 - beta2 ** t) / (1 - beta2);
  return {
    stepSize: (learningRate * (1 - beta1) * Math.sqrt(scale2)) / correction1,
    epsilon: epsilonInside ? epsilon * scale2 : epsilon * Math.sqrt(scale2),
  };
}

/** The next scaled moments: m/(1−β₁) and v/(1−β₂). */
export function nextMoments(
  e: Emitter,
  { beta1, beta2 }: MomentParameters,
  state: Readonly<Record<string, Value>>,
  gradient: Value,
): { readonly mean: Value; readonly square: Value } {
  return {
    mean: e.add(e.mulScalar(state.mean, beta1), gradient),
    square: e.add(e.mulScalar(state.square, beta2), e.square(gradient)),
  };
}
