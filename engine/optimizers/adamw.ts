import { defineOptimizer } from './definition.ts';
import { rootOf } from './epsilon.ts';
import { momentFields, momentScalars, nextMoments } from './moments.ts';

/** Adam whose weight decay acts on the weights and not on the gradient: θ ← θ − ηλθ − η m̂ / √(v̂ + ε). */
export const AdamW = defineOptimizer({
  type: 'AdamW',
  title: 'AdamW',
  synonyms: ['decoupled weight decay'],
  parameters: momentFields,
  formula: '\\theta_{t+1} = \\theta_t - \\eta\\lambda\\,\\theta_t - \\eta\\,\\frac{\\hat m_t}{\\sqrt{\\hat v_t + \\epsilon}}',
  explanation:
    'Adam with weight decay apart from the gradient: all weights shrink by the same share, however large their gradients are. λ is the weight decay of the training settings (0.01 is usual); with 0 it is Adam.',
  source: 'Loshchilov & Hutter 2019; notes, eq. 2.8–2.10',
  learningRate: 0.001,
  weightDecay: 'decoupled',
  usualDecay: 0.01,
  state: () => ({ mean: { kind: 'zeros' }, square: { kind: 'zeros' } }),
  scalars: momentScalars,
  step({ e, parameters, parameter, gradient, state, scalars }) {
    const { mean, square } = nextMoments(e, parameters, state, gradient);
    const root = rootOf(e, parameters.epsilonInside, square, scalars.epsilon);
    return { parameter: e.sub(parameter, e.mul(scalars.stepSize, e.div(mean, root))), state: { mean, square } };
  },
  examples: [
    { name: 'without decay', learningRate: 0.05 },
    { name: 'usual decay', learningRate: 0.05, weightDecay: 0.01 },
    {
      name: 'ε outside, strong decay',
      parameters: { beta1: 0.875, beta2: 0.9375, epsilon: 2 ** -7, epsilonInside: false },
      learningRate: 0.05,
      weightDecay: 0.5,
    },
  ],
});
