import type { MetricDefinition } from './definition.ts';
import { readNumbers } from './probabilities.ts';
import type { Statistic } from './statistic.ts';

/**
 * Number of samples; then for each of F outputs the mean target, Σ (t − mean)² by Welford's update, which is exactly 0 for a constant
 * target, and Σ (y − t)²: [1 + 3 F].
 */
export const moments: Statistic = {
  size: ({ width }) => 1 + 3 * width,
  add(sums, batch, reading) {
    const { width } = reading;
    const values = readNumbers(reading, batch);
    for (let sample = 0; sample < batch.samples; sample += 1) {
      sums[0] += 1;
      for (let k = 0; k < width; k += 1) {
        const target = Number(batch.targets[sample * width + k]);
        const offset = target - sums[1 + k];
        sums[1 + k] += offset / sums[0];
        sums[1 + width + k] += offset * (target - sums[1 + k]);
        sums[1 + 2 * width + k] += (values[sample * width + k] - target) ** 2;
      }
    }
  },
};

export const coefficientOfDetermination: MetricDefinition = {
  id: 'r2',
  title: 'R²',
  synonyms: ['R2', 'coefficient of determination'],
  formula: 'R^2 = 1 - \\frac{\\sum_{n,k} (y_{nk} - t_{nk})^2}{\\sum_{n,k} (t_{nk} - \\bar t_k)^2}',
  explanation:
    'Share of the target’s variance that the prediction explains: 1 is perfect, 0 no better than always saying the mean, below 0 worse than that. Several outputs count by the variance of their targets, so one that hardly varies (the border of an image, say) counts for little.',
  defined:
    'Outputs whose target is constant are left out. Where all are: the mean of 1 for each that is predicted exactly and 0 for the others. No value for fewer than two samples.',
  source: 'scikit-learn, r2_score with multioutput="variance_weighted"',
  family: 'regression',
  task: 'regression',
  higherIsBetter: true,
  format: 'number',
  range: [Number.NEGATIVE_INFINITY, 1],
  statistic: 'moments',
  value(tally) {
    const { width } = tally.reading;
    const sums = tally.of('moments');
    if (sums[0] < 2) return Number.NaN;
    let [variation, residual, exact] = [0, 0, 0];
    for (let k = 0; k < width; k += 1) {
      const [ofTarget, ofErrors] = [sums[1 + width + k], sums[1 + 2 * width + k]];
      variation += ofTarget;
      if (ofTarget > 0) residual += ofErrors;
      if (ofErrors === 0) exact += 1;
    }
    return variation === 0 ? exact / width : 1 - residual / variation;
  },
};
