import { field } from '../layers/parameters.ts';
import { defineAugmentation } from './definition.ts';
import { resample } from './resample.ts';

export const RandomResizedCrop = defineAugmentation({
  type: 'RandomResizedCrop',
  title: 'Random crop',
  synonyms: ['random resized crop', 'crop', 'zoom in'],
  explanation:
    'Cuts a random rectangle out of an image and enlarges it to the whole size, values between pixels being interpolated: the network sees parts of things at several sizes. Nothing comes in from outside; to move an image by a few pixels, use Shift.',
  source: 'Szegedy et al., "Going deeper with convolutions", 2015',
  parameters: {
    area: field.float({
      label: 'Smallest area',
      help: 'Share of the image; each share from it to 1 is equally likely.',
      default: 0.5,
      min: 0.01,
      max: 1,
    }),
    ratio: field.float({
      label: 'Stretching',
      help: 'At most so many times wider than high, or higher than wide, as compared with the image.',
      default: 1.33,
      min: 1,
      max: 4,
    }),
  },
  ranks: [3],
  geometric: true,
  identity: { area: 1, ratio: 1 },
  examples: [
    { name: 'without stretching', parameters: { ratio: 1 } },
    { name: 'small parts', parameters: { area: 0.05, ratio: 2 } },
  ],
  /** A rectangle that would be longer than the image is cut to it. */
  apply({ area, ratio }, sample) {
    const share = area + (1 - area) * sample.random();
    const stretched = ratio ** (2 * sample.random() - 1);
    const height = Math.min(1, Math.sqrt(share / stretched));
    const width = Math.min(1, Math.sqrt(share * stretched));
    const [rows, columns] = sample.shape.slice(-2);
    const top = rows * (1 - height) * sample.random();
    const left = columns * (1 - width) * sample.random();
    if (height === 1 && width === 1) return;
    // A pixel covers the square around its point: the rectangle's border becomes the image's.
    resample(sample, {
      y: [top + height / 2 - 0.5, height, 0],
      x: [left + width / 2 - 0.5, 0, width],
      beyond: 'border',
    });
  },
});
