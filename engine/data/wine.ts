import { standardised } from './column.ts';
import type { Column, DatasetInfo } from './dataset.ts';

const columns: readonly Column[] = [
  standardised('Alcohol', 13.0289, 0.80402, '% vol'),
  standardised('Malic acid', 2.337, 1.1097),
  standardised('Ash', 2.3726, 0.28182),
  standardised('Alkalinity of ash', 19.58, 3.4491),
  standardised('Magnesium', 100.55, 14.412),
  standardised('Phenols', 2.2916, 0.6295),
  standardised('Flavonoids', 2.0243, 0.99502),
  standardised('Other phenols', 0.3601, 0.12155),
  standardised('Proanthocyanins', 1.599, 0.57296),
  standardised('Colour intensity', 4.997, 2.3259),
  standardised('Hue', 0.9496, 0.21765),
  standardised('Dilution, OD280/OD315', 2.6072, 0.68921),
  standardised('Proline', 747.6, 314.32),
];

export const wine: DatasetInfo = {
  id: 'wine',
  title: 'Wine',
  description: 'Which of three growers in one region of Italy made a wine? 178 wines by what chemists found in them.',
  task: 'classification',
  fields: [
    { name: 'wine', label: 'Wine', role: 'input', semantics: 'table', dtype: 'float32', shape: [columns.length], columns },
    {
      name: 'grower',
      label: 'Grower',
      role: 'target',
      semantics: 'category',
      dtype: 'int64',
      shape: [],
      classes: ['first', 'second', 'third'],
    },
  ],
  splits: { train: 142, test: 36 },
  splitKey: 'stratified by grower, equal rows on one side',
  source: 'Debian package python3-sklearn 1.2.1',
  license: 'CC BY 4.0',
  attribution: 'Wine by S. Aeberhard and M. Forina, UCI Machine Learning Repository; packaged by scikit-learn',
  preview: 'table',
};
