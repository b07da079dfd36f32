import type { MetricDefinition } from './definition.ts';

interface ErrorMetric {
  readonly id: string;
  readonly title: string;
  readonly formula: string;
  readonly explanation: string;
  /** Cost of one difference y − t. */
  readonly cost: (difference: number) => number;
  /** Turns the mean cost into the metric. */
  readonly finish: (mean: number) => number;
}

function errorMetric({ cost, finish, ...texts }: ErrorMetric): MetricDefinition {
  return {
    ...texts,
    task: 'regression',
    higherIsBetter: false,
    format: 'number',
    create() {
      let sum = 0;
      let seen = 0;
      return {
        add(predictions, targets, batch, width) {
          for (let i = 0; i < batch * width; i += 1) sum += cost(predictions[i] - Number(targets[i]));
          seen += batch * width;
        },
        value: () => finish(sum / seen),
      };
    },
  };
}

export const meanAbsoluteError = errorMetric({
  id: 'meanAbsoluteError',
  title: 'Mean absolute error',
  formula: '\\frac{1}{N}\\sum_n |y_n - t_n|',
  explanation: 'Mean distance between prediction and target, in the target’s unit.',
  cost: Math.abs,
  finish: (mean) => mean,
});

export const rootMeanSquaredError = errorMetric({
  id: 'rootMeanSquaredError',
  title: 'Root mean squared error',
  formula: '\\sqrt{\\frac{1}{N}\\sum_n (y_n - t_n)^2}',
  explanation: 'Typical distance between prediction and target; large errors weigh more.',
  cost: (difference) => difference * difference,
  finish: Math.sqrt,
});
