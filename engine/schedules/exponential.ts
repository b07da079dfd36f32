import { field } from '../layers/parameters.ts';
import { defineSchedule } from './definition.ts';

/** γ^epoch, or γ^(t / steps per epoch) where it falls with each step. */
export const Exponential = defineSchedule({
  type: 'Exponential',
  title: 'Exponential decay',
  synonyms: ['ExponentialLR', 'learning rate decay', '指数衰减'],
  parameters: {
    gamma: field.float({ label: 'Factor γ', help: 'What the rate is multiplied by over an epoch.', default: 0.9, min: 1e-6, max: 1 }),
    smooth: field.bool({ label: 'With each step', help: 'Fall a little with each step and not at the end of the epoch.', default: false }),
  },
  formula: '\\eta_t = \\eta_0\\, \\gamma^{\\text{epoch}}',
  explanation: 'Multiplies the learning rate by the same factor after every epoch, or by its root after every step.',
  source: 'PyTorch ExponentialLR',
  factor: ({ gamma, smooth }, { epoch, step, stepsPerEpoch }) => gamma ** (smooth ? step / stepsPerEpoch : epoch),
  examples: [
    { name: 'default', parameters: {} },
    { name: 'fast', parameters: { gamma: 0.5 } },
    { name: 'with each step', parameters: { gamma: 0.7, smooth: true } },
  ],
});
