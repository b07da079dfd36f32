import type { MetricDefinition } from './definition.ts';
import { classesOf, forEachPlace, predictedClass } from './reading.ts';
import type { Statistic } from './statistic.ts';

/** How often the true class had the largest score, the second largest and so on: [K]. Of equal scores the first class leads. */
export const ranks: Statistic = {
  size: classesOf,
  add(sums, batch, reading) {
    const { columns } = reading;
    forEachPlace(reading, batch, (at, stride, truth) => {
      sums[rankOf(batch.predictions, at, columns, stride, truth)] += 1;
    });
  },
};

function rankOf(scores: ArrayLike<number>, at: number, columns: number, stride: number, truth: number): number {
  if (columns === 1) return Number(predictedClass(scores, at, columns, stride) !== truth);
  const own = scores[at + truth * stride];
  let ahead = 0;
  for (let k = 0; k < columns; k += 1) {
    const other = scores[at + k * stride];
    if (other > own || (other === own && k < truth)) ahead += 1;
  }
  return ahead;
}

function topK(k: number): MetricDefinition {
  return {
    id: `top${k}Accuracy`,
    title: `Top-${k} accuracy`,
    formula: `\\frac{1}{N}\\sum_n \\big[\\,|\\{j : y_{nj} > y_{n t_n}\\}| < ${k}\\,\\big]`,
    explanation: `Share of samples whose true class is among the ${k} largest outputs. Of equal outputs the first class counts as larger.`,
    source: 'scikit-learn, top_k_accuracy_score',
    family: 'ranking',
    task: 'classification',
    leastClasses: k + 1,
    higherIsBetter: true,
    format: 'percent',
    range: [0, 1],
    statistic: 'ranks',
    value(tally) {
      const counts = tally.of('ranks');
      const sum = (values: Float64Array): number => values.reduce((total, count) => total + count, 0);
      return sum(counts.subarray(0, k)) / sum(counts);
    },
  };
}

export const top3Accuracy = topK(3);
export const top5Accuracy = topK(5);
