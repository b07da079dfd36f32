import { indicator, standardised } from './column.ts';
import type { Column, DatasetInfo } from './dataset.ts';

const columns: readonly Column[] = [
  standardised('Beak length', 43.932, 5.359, 'mm'),
  standardised('Beak depth', 17.163, 1.9471, 'mm'),
  standardised('Flipper length', 200.96, 14.178, 'mm'),
  standardised('Body mass', 4210.6, 803.72, 'g'),
  indicator('On Biscoe'),
  indicator('On Dream'),
  indicator('On Torgersen'),
  indicator('Female'),
  indicator('Male'),
];

export const penguins: DatasetInfo = {
  id: 'penguins',
  title: 'Palmer penguins',
  description:
    'Adélie, chinstrap or gentoo? 342 penguins of three islands in the Antarctic, by their beak, flipper, mass and sex. Two of the 344 were never measured and are left out; nine whose sex is not known have 0 in both of its columns.',
  task: 'classification',
  fields: [
    { name: 'penguin', label: 'Penguin', role: 'input', semantics: 'table', dtype: 'float32', shape: [columns.length], columns },
    {
      name: 'species',
      label: 'Species',
      role: 'target',
      semantics: 'category',
      dtype: 'int64',
      shape: [],
      classes: ['Adélie', 'chinstrap', 'gentoo'],
    },
  ],
  splits: { train: 273, test: 69 },
  splitKey: 'stratified by species, equal rows on one side',
  source: 'npm package vega-datasets 3.2.1',
  license: 'CC0 1.0',
  attribution:
    'Palmer penguins by K. B. Gorman, T. D. Williams and W. R. Fraser, Palmer Station LTER; packaged by A. Horst, A. Hill and K. Gorman',
  preview: 'table',
};
