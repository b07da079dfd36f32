import type { DatasetInfo } from './dataset.ts';

/** Headwords of the thesaurus. */
const HEADWORDS = 1022;

export const roget: DatasetInfo = {
  id: 'roget',
  title: 'Roget’s thesaurus',
  description:
    'In which of its six classes does Roget’s thesaurus of 1879 put a headword? All that is known of the 1,022 headwords is to which others each refers. To spread the labels of a fifth along the references is right for 68 % of the others, the largest class has 22 %.',
  task: 'classification',
  fields: [
    { name: 'node', label: 'Headword’s number', role: 'input', semantics: 'vector', dtype: 'float32', shape: [HEADWORDS] },
    {
      name: 'headword',
      label: 'Headword',
      role: 'input',
      semantics: 'text',
      dtype: 'uint8',
      shape: [],
      ragged: { mean: 8.9, max: 23, percentile95: 14 },
    },
    {
      name: 'class',
      label: 'Class',
      role: 'target',
      semantics: 'category',
      dtype: 'int64',
      shape: [],
      classes: ['abstract relations', 'space', 'matter', 'intellect', 'volition', 'affections'],
    },
  ],
  splits: { train: 204, test: 818 },
  splitKey: 'stratified by class, drawn by the hash of the headword’s number',
  graph: { edges: 5075, directed: true, weighted: false },
  source: 'Debian package python3-networkx 2.8.8',
  license: 'Free to copy; BSD 3-Clause, LGPL',
  attribution:
    'Peter Mark Roget’s Thesaurus (1879), cross-references from the Stanford GraphBase by Donald E. Knuth; packaged by the NetworkX developers',
  preview: 'graph',
};
