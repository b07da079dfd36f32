import type { MetricDefinition } from './definition.ts';
import { readNumbers } from './probabilities.ts';
import type { Statistic } from './statistic.ts';

/** Smallest number by which a relative error is divided: the distance from 1 to the next float64. */
const SMALLEST = Number.EPSILON;

/** Number of values, and sums of |y − t|, (y − t)² and |y − t| / |t|. */
export const errors: Statistic = {
  size: () => 4,
  add(sums, batch, reading) {
    const values = readNumbers(reading, batch);
    for (let i = 0; i < batch.samples * reading.width; i += 1) {
      const target = Number(batch.targets[i]);
      const error = Math.abs(values[i] - target);
      sums[0] += 1;
      sums[1] += error;
      sums[2] += error * error;
      sums[3] += error / Math.max(Math.abs(target), SMALLEST);
    }
  },
};

const base = {
  family: 'regression',
  task: 'regression',
  higherIsBetter: false,
  format: 'number',
  range: [0, Number.POSITIVE_INFINITY],
  statistic: 'errors',
} as const;

export const meanAbsoluteError: MetricDefinition = {
  ...base,
  id: 'meanAbsoluteError',
  title: 'Mean absolute error',
  synonyms: ['MAE'],
  formula: '\\frac{1}{N F}\\sum_{n,k} |y_{nk} - t_{nk}|',
  explanation: 'Mean distance between prediction and target, in the target’s unit.',
  source: 'scikit-learn, mean_absolute_error',
  value(tally) {
    const [count, absolute] = tally.of('errors');
    return absolute / count;
  },
};

export const rootMeanSquaredError: MetricDefinition = {
  ...base,
  id: 'rootMeanSquaredError',
  title: 'Root mean squared error',
  synonyms: ['RMSE'],
  formula: '\\sqrt{\\frac{1}{N F}\\sum_{n,k} (y_{nk} - t_{nk})^2}',
  explanation:
    'Typical distance between prediction and target, in the target’s unit; large errors weigh more. The root is taken over all values together.',
  source: 'torchmetrics, mean_squared_error with squared=False',
  value(tally) {
    const [count, , squared] = tally.of('errors');
    return Math.sqrt(squared / count);
  },
};

export const meanSquaredErrorMetric: MetricDefinition = {
  ...base,
  id: 'meanSquaredError',
  title: 'Mean squared error',
  synonyms: ['MSE'],
  formula: '\\frac{1}{N F}\\sum_{n,k} (y_{nk} - t_{nk})^2',
  explanation: 'Mean square of the distance between prediction and target, for comparison where the loss is another one.',
  source: 'scikit-learn, mean_squared_error',
  value(tally) {
    const [count, , squared] = tally.of('errors');
    return squared / count;
  },
};

export const meanAbsolutePercentageError: MetricDefinition = {
  ...base,
  id: 'meanAbsolutePercentageError',
  title: 'Mean absolute percentage error',
  synonyms: ['MAPE'],
  formula: '\\frac{1}{N F}\\sum_{n,k} \\frac{|y_{nk} - t_{nk}|}{\\max(|t_{nk}|,\\, \\epsilon)}',
  explanation:
    'Mean distance between prediction and target as a share of the target. Targets at or near 0 make it huge, so it is offered for numbers and vectors that are a target, not for images, signals and what is reconstructed.',
  defined: 'ε is 2⁻⁵².',
  source: 'scikit-learn, mean_absolute_percentage_error',
  format: 'percent',
  dividesByTarget: true,
  value(tally) {
    const [count, , , relative] = tally.of('errors');
    return relative / count;
  },
};
