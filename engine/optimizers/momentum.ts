import { field } from '../layers/parameters.ts';
import { defineOptimizer } from './definition.ts';

/** m ← γ m + η g; θ ← θ − m. Nesterov's form looks ahead: θ ← θ − (γ m + η g) with the new m. */
export const Momentum = defineOptimizer({
  type: 'Momentum',
  title: 'Momentum',
  parameters: {
    momentum: field.float({ label: 'Momentum γ', help: 'Share of the last step that goes on.', default: 0.9, min: 0, max: 0.9999 }),
    nesterov: field.bool({ label: 'Nesterov', help: 'Look ahead: apply the momentum once more.', default: false }),
  },
  formula: 'm_t = \\gamma m_{t-1} + \\eta g_t,\\quad \\theta_{t+1} = \\theta_t - m_t',
  source: 'notes, eq. 2.5; Nesterov 1983',
  state: () => ({ velocity: { kind: 'zeros' } }),
  scalars: (_, learningRate) => ({ learningRate }),
  step({ e, parameters, parameter, gradient, state, scalars }) {
    const scaled = e.mul(scalars.learningRate, gradient);
    const velocity = e.add(e.mulScalar(state.velocity, parameters.momentum), scaled);
    const move = parameters.nesterov ? e.add(e.mulScalar(velocity, parameters.momentum), scaled) : velocity;
    return { parameter: e.sub(parameter, move), state: { velocity } };
  },
});
