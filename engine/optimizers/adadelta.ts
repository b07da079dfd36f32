import type { Value } from '../graph/types.ts';
import { field } from '../layers/parameters.ts';
import type { Emitter } from '../ops/emitter.ts';
import { defineOptimizer } from './definition.ts';

/** √(x + ε) */
const root = (e: Emitter, x: Value, epsilon: number): Value => e.sqrt(e.addScalar(x, epsilon));

/** The moving mean ρ·a + (1−ρ)·x². */
const meanSquare = (e: Emitter, rho: number, a: Value, x: Value): Value => e.add(e.mulScalar(a, rho), e.mulScalar(e.square(x), 1 - rho));

/** v ← ρ v + (1−ρ) g²; d = √(s + ε)/√(v + ε) · g; s ← ρ s + (1−ρ) d²; θ ← θ − η d. ε is inside the roots in the paper and in PyTorch. */
export const Adadelta = defineOptimizer({
  type: 'Adadelta',
  title: 'Adadelta',
  parameters: {
    rho: field.float({ label: 'ρ', help: 'Memory of squared gradients and squared steps.', default: 0.9, min: 0, max: 0.999999 }),
    epsilon: field.float({
      label: 'ε',
      help: 'Added inside both roots. It sets how large the first steps are.',
      default: 1e-6,
      min: 1e-16,
      max: 1,
      scale: 'log',
      advanced: true,
    }),
  },
  formula:
    'd_t = \\frac{\\sqrt{s_{t-1} + \\epsilon}}{\\sqrt{v_t + \\epsilon}}\\, g_t,\\quad s_t = \\rho s_{t-1} + (1-\\rho)\\, d_t^2,\\quad \\theta_{t+1} = \\theta_t - \\eta\\, d_t',
  explanation:
    'Takes steps of the size that recent steps had, so that they carry the weights’ own unit. It was made to need no learning rate: 1 is the paper’s choice.',
  source: 'Zeiler 2012, algorithm 1; v as in the notes, eq. 2.7',
  learningRate: 1,
  weightDecay: 'coupled',
  state: () => ({ square: { kind: 'zeros' }, moved: { kind: 'zeros' } }),
  scalars: (_, learningRate) => ({ learningRate }),
  step({ e, parameters: { rho, epsilon }, parameter, gradient, state, scalars }) {
    const square = meanSquare(e, rho, state.square, gradient);
    const move = e.mul(e.div(root(e, state.moved, epsilon), root(e, square, epsilon)), gradient);
    const moved = meanSquare(e, rho, state.moved, move);
    return { parameter: e.sub(parameter, e.mul(scalars.learningRate, move)), state: { square, moved } };
  },
  examples: [
    { name: 'plain', learningRate: 1 },
    { name: 'large ε', parameters: { rho: 0.875, epsilon: 2 ** -10 }, learningRate: 1 },
    { name: 'weight decay', parameters: { rho: 0.875, epsilon: 2 ** -10 }, learningRate: 0.5, weightDecay: 0.125 },
  ],
});
