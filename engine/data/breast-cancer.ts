import { standardised } from './column.ts';
import type { Column, DatasetInfo } from './dataset.ts';

const columns: readonly Column[] = [
  standardised('Mean radius', 14.063, 3.461),
  standardised('Mean texture', 19.445, 4.4471),
  standardised('Mean perimeter', 91.52, 23.868),
  standardised('Mean area', 648.6, 346.43),
  standardised('Mean smoothness', 0.09614, 0.013663),
  standardised('Mean compactness', 0.10273, 0.050543),
  standardised('Mean concavity', 0.0878, 0.078567),
  standardised('Mean concave points', 0.04802, 0.038037),
  standardised('Mean symmetry', 0.18008, 0.025622),
  standardised('Mean fractal dimension', 0.062681, 0.0070557),
  standardised('Error of radius', 0.4002, 0.27629),
  standardised('Error of texture', 1.2152, 0.53451),
  standardised('Error of perimeter', 2.838, 2.0288),
  standardised('Error of area', 39.79, 46.688),
  standardised('Error of smoothness', 0.007036, 0.0029867),
  standardised('Error of compactness', 0.02511, 0.017074),
  standardised('Error of concavity', 0.03206, 0.031543),
  standardised('Error of concave points', 0.011664, 0.0062038),
  standardised('Error of symmetry', 0.020304, 0.0082487),
  standardised('Error of fractal dimension', 0.003785, 0.0027468),
  standardised('Worst radius', 16.208, 4.7724),
  standardised('Worst texture', 25.877, 6.2426),
  standardised('Worst perimeter', 106.81, 33.167),
  standardised('Worst area', 874.1, 566.76),
  standardised('Worst smoothness', 0.13231, 0.022245),
  standardised('Worst compactness', 0.2498, 0.14681),
  standardised('Worst concavity', 0.2708, 0.2056),
  standardised('Worst concave points', 0.11299, 0.064344),
  standardised('Worst symmetry', 0.28837, 0.061054),
  standardised('Worst fractal dimension', 0.08364, 0.017054),
];

export const breastCancer: DatasetInfo = {
  id: 'breast-cancer',
  title: 'Breast cancer',
  description:
    'Malignant or benign? 569 tumours by the shape of the cell nuclei in a fine needle’s sample: ten measures, each as the mean over the nuclei, its standard error, and the mean of the three worst. Of a data set of 1995; not for diagnosis.',
  task: 'classification',
  fields: [
    { name: 'nuclei', label: 'Nuclei', role: 'input', semantics: 'table', dtype: 'float32', shape: [columns.length], columns },
    {
      name: 'diagnosis',
      label: 'Diagnosis',
      role: 'target',
      semantics: 'category',
      dtype: 'int64',
      shape: [],
      classes: ['malignant', 'benign'],
    },
  ],
  splits: { train: 456, test: 113 },
  splitKey: 'stratified by diagnosis, equal rows on one side',
  source: 'Debian package python3-sklearn 1.2.1',
  license: 'CC BY 4.0',
  attribution:
    'Breast Cancer Wisconsin (Diagnostic) by W. Wolberg, O. Mangasarian, N. Street and W. Street, UCI Machine Learning Repository; packaged by scikit-learn',
  preview: 'table',
};
