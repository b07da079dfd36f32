import { field } from '../layers/parameters.ts';
import { defineAugmentation } from './definition.ts';
import { planesOf } from './planes.ts';

export const HorizontalFlip = defineAugmentation({
  type: 'HorizontalFlip',
  title: 'Horizontal flip',
  synonyms: ['mirror'],
  explanation: 'Mirrors an image left to right. Not for data in which left and right mean something, such as digits or letters.',
  parameters: {
    probability: field.float({ label: 'Probability', help: 'Share of the samples that are mirrored.', default: 0.5, min: 0, max: 1 }),
  },
  ranks: [3, 4],
  geometric: true,
  identity: { probability: 0 },
  examples: [{ name: 'always', parameters: { probability: 1 } }],
  apply({ probability }, sample) {
    if (sample.random() >= probability) return;
    for (const { values, rows, columns } of planesOf(sample)) {
      for (let row = 0; row < rows; row += 1) values.subarray(row * columns, (row + 1) * columns).reverse();
    }
  },
});
