import type { DatasetInfo } from './dataset.ts';

export const digitClasses = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

export const digits: DatasetInfo = {
  id: 'digits',
  title: 'Digits 8×8',
  description: 'Handwritten digits as 8×8 grey images: each pixel counts the inked pixels, 0 to 16, in a 4×4 block of the scan.',
  task: 'classification',
  fields: [
    {
      name: 'image',
      label: 'Image',
      role: 'input',
      semantics: 'image',
      dtype: 'float32',
      shape: [1, 8, 8],
      preprocessing: { scale: 1 / 16, offset: 0 },
    },
    { name: 'digit', label: 'Digit', role: 'target', semantics: 'category', dtype: 'int64', shape: [], classes: digitClasses },
  ],
  splits: { train: 1438, test: 359 },
  splitKey: 'stratified by digit, equal images on one side',
  source: 'Debian package python3-sklearn 1.2.1',
  license: 'CC BY 4.0',
  attribution:
    'Optical Recognition of Handwritten Digits by E. Alpaydin and C. Kaynak, UCI Machine Learning Repository; packaged by scikit-learn',
  preview: 'images',
};
