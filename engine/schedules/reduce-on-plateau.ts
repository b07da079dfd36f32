import { field } from '../layers/parameters.ts';
import { defineSchedule } from './definition.ts';

/** Cuts the rate after more than `patience` epochs without a better value. */
export const ReduceOnPlateau = defineSchedule({
  type: 'ReduceOnPlateau',
  title: 'Reduce on plateau',
  synonyms: ['ReduceLROnPlateau', 'learning rate plateau'],
  parameters: {
    gamma: field.float({ label: 'Factor γ', help: 'What the rate is multiplied by at each cut.', default: 0.1, min: 1e-6, max: 1 }),
    patience: field.int({
      label: 'Patience',
      help: 'Epochs without a better value that are let pass.',
      default: 3,
      min: 0,
      max: 1_000_000,
    }),
    minDelta: field.float({
      label: 'Least change',
      help: 'A smaller change is no improvement.',
      default: 1e-4,
      min: 0,
      max: 1e9,
    }),
    relative: field.bool({
      label: 'Relative',
      help: 'The least change is a share of the best value so far.',
      default: true,
      advanced: true,
    }),
    cooldown: field.int({
      label: 'Rest',
      help: 'Epochs after a cut that do not count as bad.',
      default: 0,
      min: 0,
      max: 1_000_000,
      advanced: true,
    }),
    lowest: field.float({
      label: 'Lowest',
      help: 'Share of the learning rate that it never falls below.',
      default: 0,
      min: 0,
      max: 1,
      advanced: true,
    }),
  },
  formula: '\\eta \\leftarrow \\gamma\\, \\eta \\ \\text{ after more than } P \\text{ epochs without a better value}',
  explanation:
    'Watches the monitored value and cuts the learning rate where it has stopped getting better: large steps while they help, small ones to settle.',
  source: 'PyTorch ReduceLROnPlateau',
  watchesMetric: true,
  factor({ gamma, patience, minDelta, relative, cooldown, lowest }, { history }) {
    let [factor, best, bad, rest] = [1, Number.POSITIVE_INFINITY, 0, 0];
    for (const value of history) {
      const margin = relative && Number.isFinite(best) ? minDelta * Math.abs(best) : minDelta;
      const better = value < best - margin;
      if (better) best = value;
      bad = better ? 0 : bad + 1;
      if (rest > 0) {
        rest -= 1;
        bad = 0;
      }
      if (bad > patience) {
        factor = Math.max(factor * gamma, lowest);
        rest = cooldown;
        bad = 0;
      }
    }
    return factor;
  },
  examples: [
    { name: 'default', parameters: {} },
    { name: 'impatient', parameters: { patience: 0, gamma: 0.5 } },
    { name: 'rest and floor', parameters: { patience: 1, gamma: 0.2, cooldown: 2, lowest: 0.01 } },
    { name: 'absolute change', parameters: { patience: 1, gamma: 0.5, relative: false, minDelta: 0.05 } },
  ],
});
