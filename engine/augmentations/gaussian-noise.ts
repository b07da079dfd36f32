import { field } from '../layers/parameters.ts';
import { defineAugmentation } from './definition.ts';

export const GaussianNoise = defineAugmentation({
  type: 'GaussianNoise',
  title: 'Gaussian noise',
  synonyms: ['jitter'],
  explanation:
    'Adds normal noise to every value: an image, a signal or a vector. With the input as target too, the network learns to take noise away.',
  parameters: {
    deviation: field.float({
      label: 'Standard deviation',
      help: 'In the units of the values as they are fed, after preprocessing.',
      default: 0.1,
      min: 0,
      max: 1000,
    }),
  },
  ranks: [1, 2, 3, 4],
  geometric: false,
  /** Two numbers per pair of uniform ones. Source: Box & Muller 1958. */
  apply({ deviation }, sample) {
    const { values } = sample;
    for (let i = 0; i < values.length; i += 2) {
      const radius = deviation * Math.sqrt(-2 * Math.log(1 - sample.random()));
      const angle = 2 * Math.PI * sample.random();
      values[i] += radius * Math.cos(angle);
      if (i + 1 < values.length) values[i + 1] += radius * Math.sin(angle);
    }
  },
});
