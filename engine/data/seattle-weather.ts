import { standardised } from './column.ts';
import type { Column, DatasetInfo, SeriesWindow } from './dataset.ts';

const window: SeriesWindow = { length: 28, horizon: 3, stride: 1, step: 'day' };

const channels: readonly Column[] = [
  standardised('Warmest', 16.325, 7.2907, '°C'),
  standardised('Coldest', 8.171, 5.0419, '°C'),
  standardised('Rain and snow', 2.962, 6.3092, 'mm'),
  standardised('Wind', 3.259, 1.4679, 'm/s'),
];

export const seattleWeather: DatasetInfo = {
  id: 'seattle-weather',
  title: 'Seattle weather',
  description:
    'How warm will the next three days be, from the four weeks before? To expect today’s warmth for all three errs by 2.95 °C on average (root mean square 3.83).',
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
      name: 'warmest',
      label: 'Warmest of the next three days',
      role: 'target',
      semantics: 'vector',
      dtype: 'float32',
      shape: [window.horizon],
      unit: '°C',
    },
  ],
  splits: { train: 1066, test: 335 },
  window,
  steps: { train: 1096, test: 365 },
  splitKey: 'split in time: 2012 to 2014 for training, 2015 for testing, no day in both',
  source: 'npm package vega-datasets 3.2.1',
  license: 'Public domain',
  attribution:
    'National Oceanic and Atmospheric Administration, National Climatic Data Center, USA; packaged by the UW Interactive Data Lab',
  preview: 'signals',
};
