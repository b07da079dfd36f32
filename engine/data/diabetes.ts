import { indicator, standardised } from './column.ts';
import type { Column, DatasetInfo } from './dataset.ts';

const columns: readonly Column[] = [
  standardised('Age', 48.05, 13.302, 'years'),
  standardised('Body mass index', 26.449, 4.4673, 'kg/m²'),
  standardised('Blood pressure', 94.95, 13.992, 'mmHg'),
  standardised('Cholesterol (s1)', 188.41, 35.511),
  standardised('LDL (s2)', 114.57, 30.931),
  standardised('HDL (s3)', 49.45, 12.59),
  standardised('Cholesterol / HDL (s4)', 4.068, 1.2913),
  standardised('Log of triglycerides (s5)', 4.6533, 0.53508),
  standardised('Blood sugar (s6)', 91.24, 11.717),
  indicator('Sex coded 1'),
  indicator('Sex coded 2'),
];

export const diabetes: DatasetInfo = {
  id: 'diabetes',
  title: 'Diabetes',
  description:
    'How far a disease went within a year: 442 people with diabetes by age, sex, body and blood. The score has no unit and is fed a hundredth as large; what its source calls sex is coded 1 and 2 without a key.',
  task: 'regression',
  fields: [
    { name: 'patient', label: 'Patient', role: 'input', semantics: 'table', dtype: 'float32', shape: [columns.length], columns },
    {
      name: 'progression',
      label: 'Progression',
      role: 'target',
      semantics: 'number',
      dtype: 'float32',
      shape: [],
      preprocessing: { scale: 1 / 100, offset: 0 },
    },
  ],
  splits: { train: 354, test: 88 },
  splitKey: 'drawn by the hash of the row, equal rows on one side',
  source: 'Debian package python3-sklearn 1.2.1',
  license: 'BSD 3-Clause',
  attribution: 'Diabetes by B. Efron, T. Hastie, I. Johnstone and R. Tibshirani (2004), Least Angle Regression; packaged by scikit-learn',
  preview: 'table',
};
