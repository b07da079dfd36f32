import { field } from '../layers/parameters.ts';
import { defineSchedule } from './definition.ts';

/** γ^⌊epoch / k⌋ */
export const StepDecay = defineSchedule({
  type: 'StepDecay',
  title: 'Step decay',
  synonyms: ['StepLR', 'learning rate decay'],
  parameters: {
    every: field.int({ label: 'Every', help: 'Epochs between two cuts.', default: 5, min: 1, max: 1_000_000 }),
    gamma: field.float({ label: 'Factor γ', help: 'What the rate is multiplied by at each cut.', default: 0.5, min: 1e-6, max: 1 }),
  },
  formula: '\\eta_t = \\eta_0\\, \\gamma^{\\lfloor \\text{epoch} / k \\rfloor}',
  explanation: 'Cuts the learning rate by the same factor every few epochs.',
  source: 'PyTorch StepLR',
  factor: ({ every, gamma }, { epoch }) => gamma ** Math.floor(epoch / every),
  examples: [
    { name: 'default', parameters: {} },
    { name: 'every 2 epochs', parameters: { every: 2, gamma: 0.3 } },
    { name: 'every epoch', parameters: { every: 1, gamma: 0.9 } },
  ],
});
