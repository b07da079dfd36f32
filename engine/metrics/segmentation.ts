import { confusionCounts, f1Of, meanOverClasses, overlapOf } from './confusion-matrix.ts';
import type { MetricDefinition } from './definition.ts';

const base = {
  defined: 'Classes that are neither true nor predicted anywhere are left out.',
  family: 'segmentation',
  task: 'classification',
  higherIsBetter: true,
  format: 'percent',
  range: [0, 1],
  statistic: 'confusion',
} as const;

export const intersectionOverUnion: MetricDefinition = {
  ...base,
  id: 'intersectionOverUnion',
  title: 'Intersection over union',
  synonyms: ['IoU', 'Jaccard'],
  formula: '\\frac{1}{|\\mathcal{K}|}\\sum_{k \\in \\mathcal{K}} \\frac{TP_k}{TP_k + FP_k + FN_k}',
  explanation:
    'Overlap of the predicted and the true region of a class (its pixels, or its samples), as a share of both together; mean over classes. Also called Jaccard index.',
  source: 'Jaccard 1901; scikit-learn, jaccard_score with average="macro"',
  value: (tally) => meanOverClasses(confusionCounts(tally), overlapOf),
};

export const dice: MetricDefinition = {
  ...base,
  id: 'dice',
  title: 'Dice',
  synonyms: ['F1', 'overlap'],
  formula: '\\frac{1}{|\\mathcal{K}|}\\sum_{k \\in \\mathcal{K}} \\frac{2\\,TP_k}{2\\,TP_k + FP_k + FN_k}',
  explanation:
    'Twice the overlap of the predicted and the true region of a class, as a share of the sum of both; mean over classes. The same number as F1, macro, under the name that segmentation uses.',
  source: 'Dice 1945; scikit-learn, f1_score with average="macro"',
  value: (tally) => meanOverClasses(confusionCounts(tally), f1Of),
};
