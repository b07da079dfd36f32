import { defineOptimizer } from './definition.ts';
import { rootOf } from './epsilon.ts';
import { momentFields, momentScalars, nextMoments } from './moments.ts';

/** Adam with the largest v so far in the place of v. The maximum is of v before its bias correction, as PyTorch takes it. */
export const AMSGrad = defineOptimizer({
  type: 'AMSGrad',
  title: 'AMSGrad',
  parameters: momentFields,
  formula:
    'v^{\\max}_t = \\max(v^{\\max}_{t-1}, v_t),\\quad \\theta_{t+1} = \\theta_t - \\eta\\,\\frac{\\hat m_t}{\\sqrt{v^{\\max}_t/(1-\\beta_2^t) + \\epsilon}}',
  explanation:
    'Adam that never forgets its largest gradients: the steps of a weight cannot grow again after a rare large gradient, where Adam may fail to converge.',
  source: 'Reddi, Kale & Kumar 2018; notes, eq. 2.8–2.10',
  learningRate: 0.001,
  weightDecay: 'coupled',
  state: () => ({ mean: { kind: 'zeros' }, square: { kind: 'zeros' }, largest: { kind: 'zeros' } }),
  scalars: momentScalars,
  step({ e, parameters, parameter, gradient, state, scalars }) {
    const { mean, square } = nextMoments(e, parameters, state, gradient);
    const largest = e.max(state.largest, square);
    const root = rootOf(e, parameters.epsilonInside, largest, scalars.epsilon);
    return { parameter: e.sub(parameter, e.mul(scalars.stepSize, e.div(mean, root))), state: { mean, square, largest } };
  },
  examples: [
    { name: 'plain', learningRate: 0.05 },
    { name: 'ε inside', parameters: { beta1: 0.875, beta2: 0.75, epsilon: 2 ** -7 }, learningRate: 0.05 },
    {
      name: 'ε outside, weight decay',
      parameters: { beta1: 0.875, beta2: 0.75, epsilon: 2 ** -7, epsilonInside: false },
      learningRate: 0.05,
      weightDecay: 0.125,
    },
  ],
});
