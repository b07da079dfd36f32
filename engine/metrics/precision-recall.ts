import {
  type ClassCounts,
  type ConfusionCounts,
  confusionCounts,
  f1Of,
  meanOverClasses,
  precisionOf,
  recallOf,
} from './confusion-matrix.ts';
import type { MetricDefinition } from './definition.ts';

interface Score {
  readonly id: string;
  readonly title: string;
  /** TeX of class k. */
  readonly formula: string;
  readonly says: string;
  readonly of: (counts: ClassCounts) => number;
}

const scores: readonly Score[] = [
  {
    id: 'precision',
    title: 'Precision',
    formula: '\\frac{TP_k}{TP_k + FP_k}',
    says: 'Of what is called a class, the share that is of it',
    of: precisionOf,
  },
  {
    id: 'recall',
    title: 'Recall',
    formula: '\\frac{TP_k}{TP_k + FN_k}',
    says: 'Of what is of a class, the share that is called so',
    of: recallOf,
  },
  {
    id: 'f1',
    title: 'F1',
    formula: '\\frac{2\\,TP_k}{2\\,TP_k + FP_k + FN_k}',
    says: 'Harmonic mean of precision and recall: high only where both are',
    of: f1Of,
  },
];

interface Average {
  readonly suffix: string;
  readonly title: string;
  readonly formula: (ofClass: string) => string;
  readonly says: string;
  readonly defined?: string;
  readonly value: (counts: ConfusionCounts, of: (counts: ClassCounts) => number) => number;
}

const NOTHING_BELOW = 'A class whose fraction has 0 below counts as 0.';

const averages: readonly Average[] = [
  {
    suffix: 'Macro',
    title: 'macro',
    formula: (ofClass) => `\\frac{1}{|\\mathcal{K}|}\\sum_{k \\in \\mathcal{K}} ${ofClass}`,
    says: 'as the mean over classes, so that a rare class counts as much as a frequent one',
    defined: `${NOTHING_BELOW} Classes that are neither true nor predicted anywhere are left out.`,
    value: meanOverClasses,
  },
  {
    suffix: 'Micro',
    title: 'micro',
    formula: (ofClass) => ofClass.replaceAll(/(TP|FP|FN)_k/g, '\\sum_k $1_k'),
    says: 'from the counts of all classes together; with one class a sample this is the accuracy',
    value: ({ hits, total }, of) => (total === 0 ? Number.NaN : of({ hits, support: total, predicted: total })),
  },
  {
    suffix: 'Weighted',
    title: 'weighted',
    formula: (ofClass) => `\\sum_k \\frac{N_k}{N}\\, ${ofClass}`,
    says: 'as the mean over classes, each weighed by how often it is true',
    defined: NOTHING_BELOW,
    value: ({ classes, total }, of) => classes.reduce((sum, counts) => sum + of(counts) * counts.support, 0) / total,
  },
];

/** Precision, recall and F1 of all classes, averaged in each of three ways. */
export const precisionRecall: readonly MetricDefinition[] = scores.flatMap((score) =>
  averages.map((average) => ({
    id: `${score.id}${average.suffix}`,
    title: `${score.title}, ${average.title}`,
    formula: average.formula(score.formula),
    explanation: `${score.says}, ${average.says}.`,
    ...(average.defined !== undefined && { defined: average.defined }),
    source: 'scikit-learn, precision_recall_fscore_support with zero_division=0',
    family: 'confusion',
    task: 'classification',
    higherIsBetter: true,
    format: 'percent',
    range: [0, 1],
    statistic: 'confusion',
    value: (tally) => average.value(confusionCounts(tally), score.of),
  })),
);
