import { field } from '../layers/parameters.ts';
import { clip } from './clip.ts';
import { defineAugmentation } from './definition.ts';

export const Brightness = defineAugmentation({
  type: 'Brightness',
  title: 'Brightness',
  synonyms: ['light', 'exposure', 'colour jitter', 'color jitter'],
  explanation: 'Adds one random number to all values of an image, each up to the largest equally likely either way: brighter or darker.',
  parameters: {
    most: field.float({
      label: 'Largest change',
      help: 'In the units of the values as they are fed: 0.2 of images fed from 0 to 1.',
      default: 0.2,
      min: 0,
      max: 2,
    }),
    clip: clip.field,
  },
  ranks: [3, 4],
  geometric: false,
  identity: { most: 0 },
  examples: [{ name: 'clipped', parameters: { most: 0.5, clip: true } }],
  apply({ most, clip: clipped }, { values, random }) {
    const change = (2 * random() - 1) * most;
    if (change === 0) return;
    for (let i = 0; i < values.length; i += 1) values[i] += change;
    if (clipped) clip.apply(values);
  },
});
