import { field } from '../layers/parameters.ts';
import { defineAugmentation } from './definition.ts';
import { planesOf } from './planes.ts';

export const Cutout = defineAugmentation({
  type: 'Cutout',
  title: 'Cutout',
  synonyms: ['random erasing', 'mask'],
  explanation:
    'Sets a square around a random pixel to 0 in all channels, cut off at the border: the network learns not to rely on one part of the image.',
  source: 'DeVries & Taylor, "Improved regularization of convolutional neural networks with cutout", 2017',
  parameters: {
    size: field.int({ label: 'Size', help: 'Side of the square, in pixels.', default: 8, min: 0, max: 4096 }),
  },
  ranks: [3],
  geometric: false,
  identity: { size: 0 },
  examples: [
    { name: 'one pixel', parameters: { size: 1 } },
    { name: 'larger than the image', parameters: { size: 50 } },
  ],
  apply({ size }, sample) {
    const [, rows, columns] = sample.shape;
    const top = Math.floor(sample.random() * rows) - Math.floor(size / 2);
    const left = Math.floor(sample.random() * columns) - Math.floor(size / 2);
    for (const { values } of planesOf(sample)) {
      for (let row = Math.max(top, 0); row < Math.min(top + size, rows); row += 1)
        values.fill(0, row * columns + Math.max(left, 0), row * columns + Math.min(left + size, columns));
    }
  },
});
