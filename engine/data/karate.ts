import type { DatasetInfo } from './dataset.ts';

/** Members of the club. */
const MEMBERS = 34;

export const karate: DatasetInfo = {
  id: 'karate',
  title: 'Karate club',
  description:
    'A club fell out over its instructor and split in two: whom did each of its 34 members follow? The two who led the sides are known, for the others there are only the friendships. To spread the two known labels along the friendships is right for 31 of the other 32.',
  task: 'classification',
  fields: [
    { name: 'member', label: 'Member', role: 'input', semantics: 'vector', dtype: 'float32', shape: [MEMBERS] },
    {
      name: 'name',
      label: 'Name',
      role: 'input',
      semantics: 'text',
      dtype: 'uint8',
      shape: [],
      ragged: { mean: 6.5, max: 7, percentile95: 7 },
    },
    {
      name: 'club',
      label: 'Club',
      role: 'target',
      semantics: 'category',
      dtype: 'int64',
      shape: [],
      classes: ['Mr. Hi’s', 'the officers’'],
    },
  ],
  splits: { train: 2, test: 32 },
  splitKey: 'the instructor and the administrator for training, all other members for testing',
  graph: { edges: 78, directed: false, weighted: false },
  source: 'npm package graphology-generators 0.11.2',
  license: 'MIT',
  attribution: 'W. W. Zachary (1977), An information flow model for conflict and fission in small groups; packaged by Guillaume Plique',
  preview: 'graph',
};
