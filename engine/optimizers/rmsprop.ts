import type { Value } from '../graph/types.ts';
import { field } from '../layers/parameters.ts';
import type { Emitter } from '../ops/emitter.ts';
import { defineOptimizer } from './definition.ts';
import { epsilonFields, rootOf } from './epsilon.ts';

/** The moving mean c·a + (1−c)·x. */
function blend(e: Emitter, c: number, a: Value, x: Value): Value {
  return e.add(e.mulScalar(a, c), e.mulScalar(x, 1 - c));
}

/**
 * v ← γ v + (1−γ) g²; θ ← θ − η g / √(v + ε). Centred (Graves 2013): v − m² with m ← γ m + (1−γ) g in the place of v, where
 * rounding cannot make it negative. With momentum μ: b ← μ b + g / √(v + ε); θ ← θ − η b.
 */
export const RMSProp = defineOptimizer({
  type: 'RMSProp',
  title: 'RMSProp',
  synonyms: ['root mean square propagation'],
  parameters: {
    decay: field.float({ label: 'Memory γ', help: 'Memory of the squared gradient.', default: 0.9, min: 0, max: 0.999999 }),
    momentum: field.float({
      label: 'Momentum μ',
      help: 'Share of the last step that goes on; 0 is the notes’ form.',
      default: 0,
      min: 0,
      max: 0.9999,
    }),
    centered: field.bool({
      label: 'Centred',
      help: 'Divide by the deviation of the gradient and not by its size: the square of its mean is taken off.',
      default: false,
    }),
    ...epsilonFields,
  },
  formula: 'v_t = \\gamma v_{t-1} + (1-\\gamma)\\, g_t^2,\\quad \\theta_{t+1} = \\theta_t - \\frac{\\eta}{\\sqrt{v_t + \\epsilon}}\\, g_t',
  explanation:
    'AdaGrad that forgets: each weight’s step is divided by the typical size of its recent gradients, so the steps don’t die out in long runs.',
  source: 'notes, eq. 2.7; Tieleman & Hinton 2012; Graves 2013',
  learningRate: 0.001,
  weightDecay: 'coupled',
  state: ({ centered, momentum }) => ({
    square: { kind: 'zeros' },
    ...(centered && { mean: { kind: 'zeros' } }),
    ...(momentum > 0 && { velocity: { kind: 'zeros' } }),
  }),
  scalars: (_, learningRate) => ({ learningRate }),
  step({ e, parameters, parameter, gradient, state, scalars }) {
    const { decay, momentum, epsilon, epsilonInside } = parameters;
    const square = blend(e, decay, state.square, e.square(gradient));
    const mean = parameters.centered ? blend(e, decay, state.mean, gradient) : undefined;
    const spread = mean === undefined ? square : e.max(e.sub(square, e.square(mean)), e.scalar(0, square));
    const scaled = e.div(gradient, rootOf(e, epsilonInside, spread, epsilon));
    const velocity = momentum > 0 ? e.add(e.mulScalar(state.velocity, momentum), scaled) : undefined;
    return {
      parameter: e.sub(parameter, e.mul(scalars.learningRate, velocity ?? scaled)),
      state: { square, ...(mean && { mean }), ...(velocity && { velocity }) },
    };
  },
  examples: [
    { name: 'plain', learningRate: 0.05 },
    { name: 'ε inside', parameters: { decay: 0.875, epsilon: 2 ** -7 }, learningRate: 0.05 },
    { name: 'ε outside', parameters: { decay: 0.875, epsilon: 2 ** -7, epsilonInside: false }, learningRate: 0.05 },
    { name: 'centred', parameters: { decay: 0.875, epsilon: 2 ** -7, centered: true }, learningRate: 0.05 },
    {
      name: 'centred, ε outside',
      parameters: { decay: 0.875, epsilon: 2 ** -7, epsilonInside: false, centered: true },
      learningRate: 0.05,
    },
    {
      name: 'momentum, centred, ε outside, weight decay',
      parameters: { decay: 0.875, epsilon: 2 ** -7, epsilonInside: false, centered: true, momentum: 0.5 },
      learningRate: 0.05,
      weightDecay: 0.125,
    },
    { name: 'momentum, ε inside', parameters: { decay: 0.875, momentum: 0.75 }, learningRate: 0.02 },
  ],
});
