import { field } from '../layers/parameters.ts';
import { defineAugmentation } from './definition.ts';
import { resample } from './resample.ts';

export const Zoom = defineAugmentation({
  type: 'Zoom',
  title: 'Zoom',
  synonyms: ['scale', 'magnify', 'resize'],
  explanation:
    'Makes an image larger or smaller about its centre, each factor between the two equally likely; values between pixels are interpolated, what comes in from outside is 0. It stays as large as it was: what grows beyond the border is cut off.',
  parameters: {
    smallest: field.float({ label: 'Smallest', help: 'Factor; below 1 makes smaller.', default: 0.8, min: 0.1, max: 4 }),
    largest: field.float({ label: 'Largest', help: 'Factor; above 1 makes larger.', default: 1.2, min: 0.1, max: 4 }),
  },
  ranks: [3],
  geometric: true,
  identity: { smallest: 1, largest: 1 },
  examples: [
    { name: 'larger alone', parameters: { smallest: 1, largest: 3 } },
    { name: 'smaller alone', parameters: { smallest: 0.25, largest: 1 } },
  ],
  apply({ smallest, largest }, sample) {
    const factor = smallest + (largest - smallest) * sample.random();
    if (factor === 1) return;
    const [rows, columns] = sample.shape.slice(-2);
    const centre = (length: number): number => ((length - 1) / 2) * (1 - 1 / factor);
    resample(sample, { y: [centre(rows), 1 / factor, 0], x: [centre(columns), 0, 1 / factor], beyond: 'outside' });
  },
});
