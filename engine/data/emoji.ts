import type { DatasetInfo } from './dataset.ts';

export const emoji: DatasetInfo = {
  id: 'emoji',
  title: 'Emoji-32',
  description:
    'Emoji as 32×32 colour images, each in three art styles; the class is the group that Unicode puts it in. Faces are easy; an object may look like anything.',
  task: 'classification',
  fields: [
    {
      name: 'image',
      label: 'Image',
      role: 'input',
      semantics: 'image',
      dtype: 'float32',
      shape: [3, 32, 32],
      preprocessing: { scale: 1 / 255, offset: 0 },
    },
    {
      name: 'group',
      label: 'Group',
      role: 'target',
      semantics: 'category',
      dtype: 'int64',
      shape: [],
      classes: ['faces', 'people', 'nature', 'food', 'travel', 'activities', 'objects', 'symbols'],
    },
  ],
  splits: { train: 3840, test: 957 },
  splitKey: 'stratified by group, all drawings of an emoji on one side, equal images left out',
  source:
    'npm packages @iconify-json/twemoji 1.2.5, @iconify-json/noto 1.2.9, @iconify-json/fluent-emoji-flat 1.2.6 and unicode-emoji-json 0.9.0',
  license: 'CC BY 4.0, Apache 2.0, MIT',
  attribution:
    'Twemoji by Twitter and other contributors, Noto Emoji by Google, Fluent Emoji by Microsoft; groups by Mu-An Chiou after Unicode',
  preview: 'images',
};
