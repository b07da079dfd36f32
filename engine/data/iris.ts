import { standardised } from './column.ts';
import type { Column, DatasetInfo } from './dataset.ts';

const columns: readonly Column[] = [
  standardised('Sepal length', 5.8742, 0.83272, 'cm'),
  standardised('Sepal width', 3.0683, 0.44083, 'cm'),
  standardised('Petal length', 3.78, 1.7765, 'cm'),
  standardised('Petal width', 1.2075, 0.75765, 'cm'),
];

export const iris: DatasetInfo = {
  id: 'iris',
  title: 'Iris',
  description:
    'Three species of iris by the length and width of their sepals and petals: the 150 flowers of Fisher’s paper of 1936. One species stands apart, the other two touch.',
  task: 'classification',
  fields: [
    { name: 'flower', label: 'Flower', role: 'input', semantics: 'table', dtype: 'float32', shape: [columns.length], columns },
    {
      name: 'species',
      label: 'Species',
      role: 'target',
      semantics: 'category',
      dtype: 'int64',
      shape: [],
      classes: ['setosa', 'versicolor', 'virginica'],
    },
  ],
  splits: { train: 120, test: 30 },
  splitKey: 'stratified by species, equal rows on one side',
  source: 'Debian package python3-sklearn 1.2.1',
  license: 'CC BY 4.0',
  attribution: 'Iris by R. A. Fisher, after E. Anderson, UCI Machine Learning Repository; packaged by scikit-learn',
  preview: 'table',
};
