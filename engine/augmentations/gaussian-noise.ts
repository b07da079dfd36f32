import { field } from '../layers/parameters.ts';
import { clip } from './clip.ts';
import { defineAugmentation } from './definition.ts';

export const GaussianNoise = defineAugmentation({
  type: 'GaussianNoise',
  title: 'Gaussian noise',
  synonyms: ['jitter', 'signal noise'],
  explanation:
    'Adds normal noise to every value: an image, a signal or a vector. With the input as target too, the network learns to take noise away.',
  parameters: {
    deviation: field.float({
      label: 'Standard deviation',
      help: 'In the units of the values as they are fed, after preprocessing; with “relative”, as a multiple of what the values deviate themselves.',
      default: 0.1,
      min: 0,
      max: 1000,
    }),
    relative: field.bool({
      label: 'Relative',
      help: 'Measures the noise by the standard deviation of the sample, each channel by its own: loud signals get more of it.',
      default: false,
    }),
    clip: clip.field,
  },
  ranks: [1, 2, 3, 4],
  geometric: false,
  identity: { deviation: 0 },
  examples: [
    { name: 'relative', parameters: { deviation: 0.2, relative: true } },
    { name: 'clipped', parameters: { deviation: 0.2, clip: true } },
  ],
  apply({ deviation, relative, clip: clipped }, sample) {
    const { values, shape, random } = sample;
    if (deviation === 0) return;
    const channels = relative && shape.length > 1 ? shape[0] : 1;
    const size = values.length / channels;
    for (let channel = 0; channel < channels; channel += 1) {
      const part = values.subarray(channel * size, (channel + 1) * size);
      addNormal(part, relative ? deviation * deviationOf(part) : deviation, random);
    }
    if (clipped) clip.apply(values);
  },
});

/** Two numbers per pair of uniform ones. Source: Box & Muller 1958. */
function addNormal(values: Float32Array | Float64Array, deviation: number, random: () => number): void {
  for (let i = 0; i < values.length; i += 2) {
    const radius = deviation * Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    values[i] += radius * Math.cos(angle);
    if (i + 1 < values.length) values[i + 1] += radius * Math.sin(angle);
  }
}

function deviationOf(values: Float32Array | Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return Math.sqrt(squares / values.length);
}
