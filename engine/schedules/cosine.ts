import { field } from '../layers/parameters.ts';
import { defineSchedule } from './definition.ts';

/** How far into its period step `t` is, from 0 to 1; each period is `multiplier` times as long as the one before. */
function phase(t: number, first: number, multiplier: number): number {
  if (multiplier === 1) return (t % first) / first;
  let length = first;
  let left = t;
  while (left >= length) {
    left -= length;
    length *= multiplier;
  }
  return left / length;
}

/** η_min + (1 − η_min) (1 + cos π·phase) / 2, in units of the run's learning rate. */
export const Cosine = defineSchedule({
  type: 'Cosine',
  title: 'Cosine, with restarts',
  synonyms: ['cosine annealing', 'warm restarts', 'SGDR', '余弦退火'],
  parameters: {
    period: field.int({
      label: 'Restart after (0: never)',
      help: 'Epochs of the first fall, after which the rate starts anew from the top. 0: one fall over the whole run, without a restart.',
      default: 0,
      min: 0,
      max: 1_000_000,
    }),
    multiplier: field.int({
      label: 'Growth',
      help: 'How many times as long each period is as the one before.',
      default: 1,
      min: 1,
      max: 100,
      visible: ({ period }) => period !== 0,
    }),
    floor: field.float({ label: 'Lowest', help: 'Share of the learning rate at the bottom of a period.', default: 0, min: 0, max: 1 }),
  },
  formula: '\\eta_t = \\eta_{\\min} + \\tfrac12 (\\eta_0 - \\eta_{\\min}) \\Big(1 + \\cos \\frac{\\pi\\, T_{\\text{cur}}}{T_i}\\Big)',
  explanation:
    'Lets the learning rate fall along half a cosine: slowly, then fast, then slowly. With a period it jumps back to the top at the end of each, which can shake the weights out of a poor minimum.',
  source: 'Loshchilov & Hutter 2017, eq. 5',
  factor({ period, multiplier, floor }, { step, steps, stepsPerEpoch }) {
    const first = period === 0 ? steps : period * stepsPerEpoch;
    return floor + ((1 - floor) * (1 + Math.cos(Math.PI * phase(step, first, multiplier)))) / 2;
  },
  examples: [
    { name: 'default', parameters: {} },
    { name: 'to a tenth', parameters: { floor: 0.1 } },
    { name: 'restarts every 2 epochs', parameters: { period: 2, floor: 0.05 } },
    { name: 'periods of 1, 2 and 4 epochs', parameters: { period: 1, multiplier: 2 } },
  ],
});
