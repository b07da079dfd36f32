import { field } from '../layers/parameters.ts';
import { defineAugmentation } from './definition.ts';
import { resample } from './resample.ts';

export const Rotation = defineAugmentation({
  type: 'Rotation',
  title: 'Rotation',
  synonyms: ['rotate', 'turn'],
  explanation:
    'Turns an image about its centre, each angle up to the largest equally likely either way; values between pixels are interpolated, what comes in from outside is 0. A volume turns about its axis of depth.',
  parameters: {
    degrees: field.float({ label: 'Degrees', help: 'Largest angle.', default: 10, min: 0, max: 180 }),
  },
  ranks: [3, 4],
  geometric: true,
  identity: { degrees: 0 },
  examples: [{ name: 'any angle', parameters: { degrees: 180 } }],
  /** Each pixel takes what lies at its place turned back: with y downwards, a positive angle turns clockwise. */
  apply({ degrees }, sample) {
    const angle = ((2 * sample.random() - 1) * degrees * Math.PI) / 180;
    if (angle === 0) return;
    const [rows, columns] = sample.shape.slice(-2);
    const [centreY, centreX] = [(rows - 1) / 2, (columns - 1) / 2];
    const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
    resample(sample, {
      y: [centreY + sine * centreX - cosine * centreY, cosine, -sine],
      x: [centreX - cosine * centreX - sine * centreY, sine, cosine],
      beyond: 'outside',
    });
  },
});
