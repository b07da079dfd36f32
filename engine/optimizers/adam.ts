import { field } from '../layers/parameters.ts';
import { defineOptimizer } from './definition.ts';

/**
 * Adam (Kingma & Ba 2015) in the notes' form, ε inside the root: θ ← θ − η m̂ / √(v̂ + ε).
 *
 * The slots hold m/(1−β₁) and v/(1−β₂), which saves two passes over memory; both factors and the bias corrections
 * c₁ = 1−β₁ᵗ, c₂ = 1−β₂ᵗ are folded into two numbers per step:
 * η m̂ / √(v̂ + ε) = stepSize · (m/(1−β₁)) / √(v/(1−β₂) + epsilon).
 */
export const Adam = defineOptimizer({
  type: 'Adam',
  title: 'Adam',
  parameters: {
    beta1: field.float({ label: 'β₁', help: 'Memory of the mean gradient.', default: 0.9, min: 0, max: 0.9999 }),
    beta2: field.float({ label: 'β₂', help: 'Memory of the squared gradient.', default: 0.999, min: 0, max: 0.999999 }),
    epsilon: field.float({
      label: 'ε',
      help: 'Keeps the division finite.',
      default: 1e-8,
      min: 1e-16,
      max: 1,
      scale: 'log',
      advanced: true,
    }),
    epsilonInside: field.bool({
      label: 'ε inside the root',
      help: 'As the notes write it: √(v̂ + ε). Off gives √v̂ + ε, as PyTorch and Keras do.',
      default: true,
      advanced: true,
    }),
  },
  formula:
    'm_t = \\beta_1 m_{t-1} + (1-\\beta_1) g_t,\\; v_t = \\beta_2 v_{t-1} + (1-\\beta_2) g_t^2,\\; \\theta_{t+1} = \\theta_t - \\eta\\,\\frac{\\hat m_t}{\\sqrt{\\hat v_t + \\epsilon}}',
  explanation: `Momentum divided by each weight's typical gradient: every weight gets steps of about η, whatever the scale of its gradient. Works without much tuning.`,
  source: 'notes, eq. 2.8–2.10; Kingma & Ba 2015',
  learningRate: 0.001,
  weightDecay: 'coupled',
  state: () => ({ mean: { kind: 'zeros' }, square: { kind: 'zeros' } }),
  scalars({ beta1, beta2, epsilon, epsilonInside }, learningRate, t) {
    const correction1 = 1 - beta1 ** t;
    const correction2 = 1 - beta2 ** t;
    const scale2 = correction2 / (1 - beta2);
    return {
      stepSize: (learningRate * (1 - beta1) * Math.sqrt(scale2)) / correction1,
      epsilon: epsilonInside ? epsilon * scale2 : epsilon * Math.sqrt(scale2),
    };
  },
  step({ e, parameters, parameter, gradient, state, scalars }) {
    const mean = e.add(e.mulScalar(state.mean, parameters.beta1), gradient);
    const square = e.add(e.mulScalar(state.square, parameters.beta2), e.square(gradient));
    const root = parameters.epsilonInside ? e.sqrt(e.add(square, scalars.epsilon)) : e.add(e.sqrt(square), scalars.epsilon);
    return { parameter: e.sub(parameter, e.mul(scalars.stepSize, e.div(mean, root))), state: { mean, square } };
  },
  examples: [
    { name: 'plain', learningRate: 0.05 },
    { name: 'ε outside', parameters: { epsilonInside: false }, learningRate: 0.05 },
  ],
});
