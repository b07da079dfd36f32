import type { DatasetInfo } from './dataset.ts';

export const fashionMnist: DatasetInfo = {
  id: 'fashion-mnist',
  title: 'Fashion-MNIST',
  description: 'Clothes and shoes from a shop, 28×28 grey, as large as MNIST and harder: 12,000 images of Fashion-MNIST.',
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
    {
      name: 'article',
      label: 'Article',
      role: 'target',
      semantics: 'category',
      dtype: 'int64',
      shape: [],
      classes: ['T-shirt', 'trousers', 'pullover', 'dress', 'coat', 'sandal', 'shirt', 'trainer', 'bag', 'ankle boot'],
    },
  ],
  splits: { train: 10_000, test: 2000 },
  splitKey: 'stratified by article, from the training and the test part of the original, equal images on one side',
  source: 'Debian package dataset-fashion-mnist 0.0~git20200523',
  license: 'MIT',
  attribution: 'Fashion-MNIST by Han Xiao, Kashif Rasul and Roland Vollgraf, Zalando SE',
  preview: 'images',
};
