import type { MetricDefinition } from './definition.ts';

/** Position of the largest of `count` numbers from `start`; the first wins a tie. */
export function argMax(values: ArrayLike<number>, start: number, count: number): number {
  let best = 0;
  for (let i = 1; i < count; i += 1) if (values[start + i] > values[start + best]) best = i;
  return best;
}

export const accuracy: MetricDefinition = {
  id: 'accuracy',
  title: 'Accuracy',
  formula: '\\frac{1}{N}\\sum_n [\\arg\\max_k y_{nk} = t_n]',
  explanation: 'Share of samples whose largest output is the true class.',
  task: 'classification',
  higherIsBetter: true,
  format: 'percent',
  create() {
    let right = 0;
    let seen = 0;
    return {
      add(predictions, targets, batch, classes) {
        for (let n = 0; n < batch; n += 1) if (argMax(predictions, n * classes, classes) === Number(targets[n])) right += 1;
        seen += batch;
      },
      value: () => right / seen,
    };
  },
};
