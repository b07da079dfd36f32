import { defineSchedule } from './definition.ts';

/** The learning rate stays as it is. */
export const Constant = defineSchedule({
  type: 'Constant',
  title: 'Constant',
  synonyms: ['fixed learning rate', 'no schedule'],
  parameters: {},
  formula: '\\eta_t = \\eta_0',
  explanation: 'The learning rate stays the same from the first step to the last.',
  source: 'notes, eq. 2.4',
  factor: () => 1,
  examples: [{ name: 'default', parameters: {} }],
});
