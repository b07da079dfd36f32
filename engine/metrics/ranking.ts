import type { RankedScores } from './class-scores.ts';
import type { MetricDefinition } from './definition.ts';
import { classesOf } from './reading.ts';
import { averagePrecision, rocArea } from './score-curves.ts';
import type { Tallied } from './statistic.ts';

const base = {
  defined:
    'Classes of which there is no sample, or nothing else, are left out of the mean; with none left, or with more than 16 million scores, it has no value. Training batches do not tell it, since an order of all samples is not a sum over batches.',
  family: 'ranking',
  task: 'classification',
  higherIsBetter: true,
  format: 'number',
  range: [0, 1],
  statistic: 'scores',
} as const;

/** The second of two classes, or the mean over those classes against the rest for which there is a value. */
function overClasses(tally: Tallied, area: (scores: RankedScores) => number): number {
  const classes = classesOf(tally.reading);
  const judged = classes === 2 ? [1] : Array.from({ length: classes }, (_, k) => k);
  const areas = judged.map((k) => areaOf(tally, k, area)).filter((value) => !Number.isNaN(value));
  return areas.reduce((sum, value) => sum + value, 0) / areas.length;
}

function areaOf(tally: Tallied, k: number, area: (scores: RankedScores) => number): number {
  const scores = tally.scores.against(k);
  return scores === undefined ? Number.NaN : area(scores);
}

export const rocAuc: MetricDefinition = {
  ...base,
  id: 'rocAuc',
  title: 'ROC-AUC',
  synonyms: ['AUC', 'AUROC', 'ROC'],
  formula: 'P(y_{ak} > y_{bk}) + \\tfrac12 P(y_{ak} = y_{bk}),\\quad t_a = k \\ne t_b',
  explanation:
    'Area under the curve of hits over false alarms: how often a sample of the class gets a larger score than one that is not of it; ½ is chance. With two classes that of the second, with more the mean over each class against the rest.',
  source: 'Fawcett 2006; scikit-learn, roc_auc_score with multi_class="ovr"',
  value: (tally) => overClasses(tally, rocArea),
};

export const prAuc: MetricDefinition = {
  ...base,
  id: 'prAuc',
  title: 'PR-AUC',
  synonyms: ['average precision', 'AUPRC'],
  formula: '\\sum_i (R_i - R_{i-1})\\, P_i',
  explanation:
    'Area under the curve of precision over recall, as average precision: more telling than ROC-AUC where the class is rare; chance is its share. With two classes that of the second, with more the mean over each class against the rest.',
  defined: base.defined.replace(', or nothing else,', ''),
  source: 'scikit-learn, average_precision_score',
  value: (tally) => overClasses(tally, averagePrecision),
};
