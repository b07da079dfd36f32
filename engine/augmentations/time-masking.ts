import { field } from '../layers/parameters.ts';
import { defineAugmentation } from './definition.ts';
import { channelsOf } from './planes.ts';

export const TimeMasking = defineAugmentation({
  type: 'TimeMasking',
  title: 'Time masking',
  synonyms: ['cutout', 'gap', 'drop-out of a sensor', 'SpecAugment'],
  explanation: 'Sets one random stretch of a signal to 0 in all channels; each length up to the longest is equally likely.',
  source: 'Park et al., "SpecAugment: a simple data augmentation method for automatic speech recognition", 2019',
  parameters: {
    longest: field.int({ label: 'Longest', help: 'Steps of the stretch at most.', default: 8, min: 0, max: 1_000_000 }),
  },
  ranks: [2],
  geometric: false,
  identity: { longest: 0 },
  examples: [{ name: 'longer than the signal', parameters: { longest: 100 } }],
  apply({ longest }, sample) {
    const total = sample.shape[sample.shape.length - 1];
    const length = Math.floor(sample.random() * (Math.min(longest, total) + 1));
    const start = Math.floor(sample.random() * (total - length + 1));
    for (const values of channelsOf(sample)) values.fill(0, start, start + length);
  },
});
