import { standardised } from './column.ts';
import type { Column, DatasetInfo, SeriesWindow } from './dataset.ts';

const window: SeriesWindow = { length: 22, horizon: 1, stride: 1, step: 'year' };

const channels: readonly Column[] = [standardised('Sunspot number', 44.46, 34.39)];

export const sunspots: DatasetInfo = {
  id: 'sunspots',
  title: 'Sunspots',
  description:
    'How many spots will the sun show next year, from the 22 years before, two of its cycles? To repeat this year’s number errs by 25 on average (root mean square 33), that of eleven years ago by 28 (38). The sun was more active in the test years than before.',
  task: 'regression',
  fields: [
    {
      name: 'years',
      label: 'Years',
      role: 'input',
      semantics: 'signal',
      dtype: 'float32',
      shape: [channels.length, window.length],
      columns: channels,
    },
    {
      name: 'number',
      label: 'Sunspot number of the next year',
      role: 'target',
      semantics: 'number',
      dtype: 'float32',
      shape: [],
      preprocessing: { scale: 1 / 100, offset: 0 },
    },
  ],
  splits: { train: 208, test: 57 },
  window,
  steps: { train: 230, test: 79 },
  splitKey: 'split in time: 1700 to 1929 for training, 1930 to 2008 for testing, no year in both',
  source: 'Debian package python3-statsmodels 0.13.5',
  license: 'Public domain',
  attribution: 'National Geophysical Data Center, NOAA; packaged by the statsmodels developers',
  preview: 'signals',
};
