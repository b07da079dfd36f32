import { type ConfusionCounts, confusionCounts } from './confusion-matrix.ts';
import type { MetricDefinition } from './definition.ts';

const base = {
  family: 'confusion',
  task: 'classification',
  higherIsBetter: true,
  format: 'number',
  range: [-1, 1],
  statistic: 'confusion',
} as const;

/** Σ_k of a product of how often class k was true or predicted. */
function sumOfProducts({ classes }: ConfusionCounts, a: 'support' | 'predicted', b: 'support' | 'predicted'): number {
  return classes.reduce((sum, counts) => sum + counts[a] * counts[b], 0);
}

export const matthewsCorrelation: MetricDefinition = {
  ...base,
  id: 'matthewsCorrelation',
  title: 'Matthews correlation',
  synonyms: ['MCC', 'phi coefficient'],
  formula: '\\frac{c\\,N - \\sum_k p_k t_k}{\\sqrt{(N^2 - \\sum_k p_k^2)(N^2 - \\sum_k t_k^2)}}',
  explanation:
    'Correlation between predicted and true classes, from all cells of the confusion matrix: 1 for all right, 0 for chance, also where one class is far more frequent. c counts what is right, t and p how often each class is true and predicted.',
  defined: '0 where all samples are of one class, or all are called one class.',
  source: 'Matthews 1975; Gorodkin 2004; scikit-learn, matthews_corrcoef',
  value(tally) {
    const counts = confusionCounts(tally);
    const { hits, total } = counts;
    if (total === 0) return Number.NaN;
    const covariance = hits * total - sumOfProducts(counts, 'predicted', 'support');
    const spread =
      (total ** 2 - sumOfProducts(counts, 'predicted', 'predicted')) * (total ** 2 - sumOfProducts(counts, 'support', 'support'));
    return spread === 0 ? 0 : covariance / Math.sqrt(spread);
  },
};

export const cohenKappa: MetricDefinition = {
  ...base,
  id: 'cohenKappa',
  title: 'Cohen’s kappa',
  synonyms: ['kappa', 'agreement'],
  formula: '\\kappa = \\frac{p_o - p_e}{1 - p_e},\\quad p_o = \\frac{c}{N},\\quad p_e = \\sum_k \\frac{t_k\\, p_k}{N^2}',
  explanation: 'How far the accuracy is above what guessing with the same frequencies would reach: 1 for all right, 0 for chance.',
  defined: 'No value where all samples are of one class and all are called so.',
  source: 'Cohen 1960; scikit-learn, cohen_kappa_score',
  value(tally) {
    const counts = confusionCounts(tally);
    const { hits, total } = counts;
    const byChance = sumOfProducts(counts, 'predicted', 'support') / total;
    return (hits - byChance) / (total - byChance);
  },
};
