import { field } from '../layers/parameters.ts';
import { defineOptimizer } from './definition.ts';
import { epsilonFields } from './epsilon.ts';
import { momentFields } from './moments.ts';

/**
 * Adam with the largest gradient, slowly forgotten, in the place of √v: u ← max(β₂ u, |g| + ε); θ ← θ − η/(1−β₁ᵗ) · m/u.
 * There is no root that ε could be inside of. The slot holds m/(1−β₁).
 */
export const AdaMax = defineOptimizer({
  type: 'AdaMax',
  title: 'AdaMax',
  parameters: {
    beta1: momentFields.beta1,
    beta2: field.float({ label: 'β₂', help: 'Memory of the largest gradient.', default: 0.999, min: 0, max: 0.999999 }),
    epsilon: epsilonFields.epsilon,
  },
  formula: 'u_t = \\max(\\beta_2 u_{t-1}, |g_t| + \\epsilon),\\quad \\theta_{t+1} = \\theta_t - \\eta\\,\\frac{\\hat m_t}{u_t}',
  explanation:
    'Adam that divides by the largest recent gradient of each weight and not by a mean: steadier where gradients come in bursts.',
  source: 'Kingma & Ba 2015, section 7.1',
  learningRate: 0.002,
  weightDecay: 'coupled',
  state: () => ({ mean: { kind: 'zeros' }, largest: { kind: 'zeros' } }),
  scalars: ({ beta1 }, learningRate, t) => ({ stepSize: (learningRate * (1 - beta1)) / (1 - beta1 ** t) }),
  step({ e, parameters: { beta1, beta2, epsilon }, parameter, gradient, state, scalars }) {
    const mean = e.add(e.mulScalar(state.mean, beta1), gradient);
    const largest = e.max(e.mulScalar(state.largest, beta2), e.addScalar(e.abs(gradient), epsilon));
    return { parameter: e.sub(parameter, e.mul(scalars.stepSize, e.div(mean, largest))), state: { mean, largest } };
  },
  examples: [
    { name: 'plain', learningRate: 0.05 },
    { name: 'short memory', parameters: { beta1: 0.875, beta2: 0.75, epsilon: 2 ** -7 }, learningRate: 0.05, weightDecay: 0.125 },
  ],
});
