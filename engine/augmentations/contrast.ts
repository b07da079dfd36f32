import { field } from '../layers/parameters.ts';
import { clip } from './clip.ts';
import { defineAugmentation } from './definition.ts';

export const Contrast = defineAugmentation({
  type: 'Contrast',
  title: 'Contrast',
  synonyms: ['colour jitter', 'color jitter', 'saturation'],
  explanation:
    'Multiplies what the values of each channel of an image deviate from their mean by one random factor; the mean stays. Above 1 the image gets harsher, below 1 paler.',
  parameters: {
    strength: field.float({
      label: 'Strength',
      help: 'Factors from 1 − strength to 1 + strength are equally likely.',
      default: 0.3,
      min: 0,
      max: 1,
    }),
    clip: clip.field,
  },
  ranks: [3, 4],
  geometric: false,
  identity: { strength: 0 },
  examples: [{ name: 'clipped', parameters: { strength: 1, clip: true } }],
  apply({ strength, clip: clipped }, { values, shape: [channels], random }) {
    const factor = 1 + (2 * random() - 1) * strength;
    if (factor === 1) return;
    const size = values.length / channels;
    for (let channel = 0; channel < channels; channel += 1) spread(values.subarray(channel * size, (channel + 1) * size), factor);
    if (clipped) clip.apply(values);
  },
});

function spread(values: Float32Array | Float64Array, factor: number): void {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  for (let i = 0; i < values.length; i += 1) values[i] = mean + factor * (values[i] - mean);
}
