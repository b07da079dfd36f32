import { defineOptimizer } from './definition.ts';
import { rootOf } from './epsilon.ts';
import { momentFields, momentScalars, nextMoments } from './moments.ts';

/**
 * Adam in the notes' form, ε inside the root: θ ← θ − η m̂ / √(v̂ + ε). The η that eq. 2.8 writes into m is applied once,
 * at the end, as in the paper.
 */
export const Adam = defineOptimizer({
  type: 'Adam',
  title: 'Adam',
  synonyms: ['adaptive moments', '自适应矩估计'],
  parameters: momentFields,
  formula:
    'm_t = \\beta_1 m_{t-1} + (1-\\beta_1) g_t,\\; v_t = \\beta_2 v_{t-1} + (1-\\beta_2) g_t^2,\\; \\theta_{t+1} = \\theta_t - \\eta\\,\\frac{\\hat m_t}{\\sqrt{\\hat v_t + \\epsilon}}',
  explanation:
    'Momentum divided by the typical size of each weight’s gradient: every weight takes steps of about η, whatever the scale of its gradient. Works well without much tuning.',
  source: 'notes, eq. 2.8–2.10; Kingma & Ba 2015',
  learningRate: 0.001,
  weightDecay: 'coupled',
  state: () => ({ mean: { kind: 'zeros' }, square: { kind: 'zeros' } }),
  scalars: momentScalars,
  step({ e, parameters, parameter, gradient, state, scalars }) {
    const { mean, square } = nextMoments(e, parameters, state, gradient);
    const root = rootOf(e, parameters.epsilonInside, square, scalars.epsilon);
    return { parameter: e.sub(parameter, e.mul(scalars.stepSize, e.div(mean, root))), state: { mean, square } };
  },
  examples: [
    { name: 'plain', learningRate: 0.05 },
    { name: 'ε inside', parameters: { beta1: 0.875, beta2: 0.9375, epsilon: 2 ** -7 }, learningRate: 0.05 },
    { name: 'ε outside', parameters: { beta1: 0.875, beta2: 0.9375, epsilon: 2 ** -7, epsilonInside: false }, learningRate: 0.05 },
    {
      name: 'weight decay, clipped norm',
      parameters: { beta1: 0.875, beta2: 0.9375, epsilonInside: false },
      learningRate: 0.05,
      weightDecay: 0.125,
      clipNorm: 2,
    },
  ],
});
