import { indicator, standardised } from './column.ts';
import type { Column, DatasetInfo } from './dataset.ts';

const columns: readonly Column[] = [
  standardised('Cylinders', 5.48, 1.71),
  standardised('Displacement', 195.7, 104.5, 'cu in'),
  standardised('Power', 105.2, 38.5, 'hp'),
  standardised('Weight', 2991, 849, 'lb'),
  standardised('0 to 60 mph', 15.47, 2.72, 's'),
  standardised('Model year', 1976, 3.79),
  indicator('From the USA'),
  indicator('From Europe'),
  indicator('From Japan'),
];

export const autoMpg: DatasetInfo = {
  id: 'auto-mpg',
  title: 'Auto MPG',
  description: 'How far 392 cars of 1970 to 1982 went on a gallon of petrol, and what was known of their engines and bodies.',
  task: 'regression',
  fields: [
    { name: 'car', label: 'Car', role: 'input', semantics: 'table', dtype: 'float32', shape: [columns.length], columns },
    { name: 'consumption', label: 'Miles per gallon', role: 'target', semantics: 'number', dtype: 'float32', shape: [], unit: 'mpg' },
  ],
  splits: { train: 314, test: 78 },
  splitKey: 'drawn by the hash of the row, equal rows on one side',
  source: 'npm package vega-datasets 3.2.1',
  license: 'CC BY 4.0',
  attribution: 'Auto MPG by R. Quinlan, UCI Machine Learning Repository, after the StatLib library of Carnegie Mellon University',
  preview: 'table',
};
