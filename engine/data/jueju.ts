import type { DatasetInfo } from './dataset.ts';

export const jueju: DatasetInfo = {
  id: 'jueju',
  title: '七言绝句',
  description:
    'Chinese quatrains of the Tang dynasty, four lines of seven characters each, in traditional characters: learn to write on. To know how often each character occurs costs 9.4 bits a character, to know the one before as well 8.1.',
  task: 'language-modelling',
  fields: [
    {
      name: 'poem',
      label: 'Poem',
      role: 'input',
      semantics: 'text',
      dtype: 'uint8',
      shape: [],
      ragged: { mean: 33, max: 37, percentile95: 33 },
    },
  ],
  splits: { train: 9607, test: 1074 },
  splitKey: 'drawn by the hash of the lines, poems that share a line on one side, equal poems left out',
  source: 'npm package chinese-poetry 2.0.1',
  license: 'MIT; texts in the public domain',
  attribution: 'Complete Tang Poems (全唐詩, 1705), digitised by JackeyGao and other contributors of chinese-poetry',
  preview: 'texts',
};
