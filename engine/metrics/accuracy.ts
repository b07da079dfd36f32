import { confusionCounts, recallOf } from './confusion-matrix.ts';
import type { MetricDefinition } from './definition.ts';

const base = {
  family: 'confusion',
  task: 'classification',
  higherIsBetter: true,
  format: 'percent',
  range: [0, 1],
  statistic: 'confusion',
} as const;

export const accuracy: MetricDefinition = {
  ...base,
  id: 'accuracy',
  title: 'Accuracy',
  synonyms: ['准确率'],
  formula: '\\frac{1}{N}\\sum_n [\\arg\\max_k y_{nk} = t_n]',
  explanation: 'Share of samples (or pixels) whose largest output is the true class.',
  value(tally) {
    const { hits, total } = confusionCounts(tally);
    return hits / total;
  },
};

export const balancedAccuracy: MetricDefinition = {
  ...base,
  id: 'balancedAccuracy',
  title: 'Balanced accuracy',
  formula: '\\frac{1}{|\\mathcal{K}|}\\sum_{k \\in \\mathcal{K}} \\frac{TP_k}{TP_k + FN_k}',
  explanation:
    'Mean over classes of the share found: a rare class counts as much as a frequent one, so guessing the frequent one does not pay.',
  defined: 'Classes that are never true are left out.',
  source: 'scikit-learn, balanced_accuracy_score',
  value(tally) {
    const present = confusionCounts(tally).classes.filter(({ support }) => support > 0);
    return present.reduce((sum, counts) => sum + recallOf(counts), 0) / present.length;
  },
};
