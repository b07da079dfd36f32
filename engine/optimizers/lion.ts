import { field } from '../layers/parameters.ts';
import { defineOptimizer } from './definition.ts';

/** θ ← θ − ηλθ − η sign(β₁ m + (1−β₁) g); m ← β₂ m + (1−β₂) g. */
export const Lion = defineOptimizer({
  type: 'Lion',
  title: 'Lion',
  synonyms: ['sign momentum'],
  parameters: {
    beta1: field.float({ label: 'β₁', help: 'Share of the memory in the direction of a step.', default: 0.9, min: 0, max: 0.9999 }),
    beta2: field.float({ label: 'β₂', help: 'Memory of the mean gradient.', default: 0.99, min: 0, max: 0.999999 }),
  },
  formula:
    '\\theta_{t+1} = \\theta_t - \\eta\\lambda\\,\\theta_t - \\eta\\,\\mathrm{sign}\\big(\\beta_1 m_{t-1} + (1-\\beta_1) g_t\\big),\\quad m_t = \\beta_2 m_{t-1} + (1-\\beta_2) g_t',
  explanation:
    'Looks at the sign alone: every weight moves by exactly η in each step. Wants a learning rate 3 to 10 times smaller than Adam’s and a weight decay that much larger.',
  source: 'Chen et al. 2023, algorithm 2',
  learningRate: 0.0001,
  weightDecay: 'decoupled',
  state: () => ({ mean: { kind: 'zeros' } }),
  scalars: (_, learningRate) => ({ learningRate }),
  step({ e, parameters: { beta1, beta2 }, parameter, gradient, state, scalars }) {
    const direction = e.op('Sign', [e.add(e.mulScalar(state.mean, beta1), e.mulScalar(gradient, 1 - beta1))]);
    const mean = e.add(e.mulScalar(state.mean, beta2), e.mulScalar(gradient, 1 - beta2));
    return { parameter: e.sub(parameter, e.mul(scalars.learningRate, direction)), state: { mean } };
  },
  examples: [
    { name: 'plain', learningRate: 0.02 },
    { name: 'weight decay', parameters: { beta1: 0.875, beta2: 0.9375 }, learningRate: 0.02, weightDecay: 0.5 },
  ],
});
