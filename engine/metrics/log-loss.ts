import type { MetricDefinition } from './definition.ts';
import { logProbability } from './probabilities.ts';
import { forEachPlace } from './reading.ts';
import type { Statistic } from './statistic.ts';

/** Sum of −ln p of the true class, and number of places. */
export const surprise: Statistic = {
  size: () => 2,
  add(sums, batch, reading) {
    forEachPlace(reading, batch, (at, stride, truth) => {
      sums[0] -= logProbability(batch.predictions, at, reading.columns, stride, truth);
      sums[1] += 1;
    });
  },
};

export const logLoss: MetricDefinition = {
  id: 'logLoss',
  title: 'Log-loss',
  synonyms: ['cross-entropy'],
  formula: '-\\frac{1}{N}\\sum_n \\ln p_{n t_n}',
  explanation:
    'Mean surprise at the true class: 0 for certain and right, large for certain and wrong. Unlike the training loss it has no class weights, smoothing or penalties. It is computed from the raw scores in double precision, without a bound on p.',
  source: 'scikit-learn, log_loss',
  family: 'probability',
  task: 'classification',
  ofProbabilities: true,
  higherIsBetter: false,
  format: 'number',
  range: [0, Number.POSITIVE_INFINITY],
  statistic: 'surprise',
  value(tally) {
    const [sum, count] = tally.of('surprise');
    return sum / count;
  },
};
