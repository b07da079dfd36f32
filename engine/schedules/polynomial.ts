import { field } from '../layers/parameters.ts';
import { defineSchedule } from './definition.ts';

/** e + (1 − e) (1 − t/T)^p */
export const Polynomial = defineSchedule({
  type: 'Polynomial',
  title: 'Polynomial decay',
  synonyms: ['PolynomialLR', 'linear decay'],
  parameters: {
    power: field.float({ label: 'Power p', help: '1 is a straight line; more falls faster at first.', default: 1, min: 0.01, max: 100 }),
    end: field.float({ label: 'End', help: 'Share of the learning rate after the last step.', default: 0, min: 0, max: 1 }),
  },
  formula: '\\eta_t = \\eta_T + (\\eta_0 - \\eta_T) \\Big(1 - \\frac{t}{T}\\Big)^p',
  explanation: 'Lets the learning rate fall to its end over the run, along a straight line or a power of it.',
  source: 'PyTorch PolynomialLR',
  factor: ({ power, end }, { step, steps }) => end + (1 - end) * Math.max(1 - step / steps, 0) ** power,
  examples: [
    { name: 'default', parameters: {} },
    { name: 'square', parameters: { power: 2 } },
    { name: 'root, to a quarter', parameters: { power: 0.5, end: 0.25 } },
  ],
});
