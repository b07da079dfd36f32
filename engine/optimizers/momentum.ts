import { field } from '../layers/parameters.ts';
import { defineOptimizer } from './definition.ts';

/**
 * m ← γ m + η g; θ ← θ − m. Nesterov's form looks ahead: θ ← θ − (γ m + η g) with the new m. With the rate outside:
 * m ← γ m + g; θ ← θ − η m.
 */
export const Momentum = defineOptimizer({
  type: 'Momentum',
  title: 'Momentum',
  synonyms: ['heavy ball', 'nesterov', 'nag', '动量法'],
  parameters: {
    momentum: field.float({ label: 'Momentum γ', help: 'Share of the last step that goes on.', default: 0.9, min: 0, max: 0.9999 }),
    nesterov: field.bool({ label: 'Nesterov', help: 'Look ahead: apply the momentum once more.', default: false }),
    rateInside: field.bool({
      label: 'η inside the momentum',
      help: 'As the notes write it: m ← γ m + η g. Off gives m ← γ m + g and θ ← θ − η m, as PyTorch does. They differ only where the learning rate changes.',
      default: true,
      advanced: true,
    }),
  },
  formula: 'm_t = \\gamma m_{t-1} + \\eta g_t,\\quad \\theta_{t+1} = \\theta_t - m_t',
  explanation:
    'Adds up past steps, each weaker than the next: directions that stay get faster, directions that swing cancel. Nesterov’s form applies the momentum once more, as if it looked at the gradient ahead.',
  source: 'notes, eq. 2.5; Nesterov 1983',
  learningRate: 0.01,
  weightDecay: 'coupled',
  state: () => ({ velocity: { kind: 'zeros' } }),
  scalars: (_, learningRate) => ({ learningRate }),
  step({ e, parameters: { momentum, nesterov, rateInside }, parameter, gradient, state, scalars }) {
    const added = rateInside ? e.mul(scalars.learningRate, gradient) : gradient;
    const velocity = e.add(e.mulScalar(state.velocity, momentum), added);
    const ahead = nesterov ? e.add(e.mulScalar(velocity, momentum), added) : velocity;
    const move = rateInside ? ahead : e.mul(scalars.learningRate, ahead);
    return { parameter: e.sub(parameter, move), state: { velocity } };
  },
  examples: [
    { name: 'plain', learningRate: 0.03 },
    { name: 'weight decay', parameters: { momentum: 0.75 }, learningRate: 0.03, weightDecay: 0.125 },
    { name: 'Nesterov', parameters: { momentum: 0.75, nesterov: true }, learningRate: 0.03 },
    { name: 'rate outside', parameters: { momentum: 0.75, rateInside: false }, learningRate: 0.03 },
    {
      name: 'Nesterov, rate outside, weight decay',
      parameters: { momentum: 0.75, nesterov: true, rateInside: false },
      learningRate: 0.03,
      weightDecay: 0.125,
    },
  ],
});
