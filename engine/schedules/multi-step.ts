import { field } from '../layers/parameters.ts';
import { defineSchedule } from './definition.ts';

/** γ to the power of how many of the epochs are done. */
export const MultiStep = defineSchedule({
  type: 'MultiStep',
  title: 'Cuts at given epochs',
  synonyms: ['MultiStepLR', 'multi-step', 'milestones'],
  parameters: {
    epochs: field.ints({ label: 'Epochs', help: 'The rate is cut after each of these epochs.', default: [5, 8], min: 1 }),
    gamma: field.float({ label: 'Factor γ', help: 'What the rate is multiplied by at each cut.', default: 0.1, min: 1e-6, max: 1 }),
  },
  formula: '\\eta_t = \\eta_0\\, \\gamma^{|\\{k \\in K :\\, k \\le \\text{epoch}\\}|}',
  explanation: 'Cuts the learning rate by the same factor after each of the given epochs.',
  source: 'PyTorch MultiStepLR',
  factor: ({ epochs, gamma }, { epoch }) => gamma ** epochs.filter((cut) => cut <= epoch).length,
  examples: [
    { name: 'default', parameters: {} },
    { name: 'three cuts, one of them twice', parameters: { epochs: [1, 4, 4], gamma: 0.5 } },
    { name: 'no cut', parameters: { epochs: [] } },
  ],
});
