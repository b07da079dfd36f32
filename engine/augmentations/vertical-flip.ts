import { field } from '../layers/parameters.ts';
import { defineAugmentation } from './definition.ts';
import { planesOf } from './planes.ts';

export const VerticalFlip = defineAugmentation({
  type: 'VerticalFlip',
  title: 'Vertical flip',
  synonyms: ['mirror'],
  explanation: 'Mirrors an image top to bottom. For data without an up and down: pictures from above or through a microscope.',
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
      const source = values.slice();
      for (let row = 0; row < rows; row += 1)
        values.set(source.subarray((rows - 1 - row) * columns, (rows - row) * columns), row * columns);
    }
  },
});
