import { EngineError } from '../graph/errors.ts';
import { Brightness } from './brightness.ts';
import { ChannelDropout } from './channel-dropout.ts';
import { Contrast } from './contrast.ts';
import { Cutout } from './cutout.ts';
import { type AugmentationDefinition, isMixing } from './definition.ts';
import { GaussianNoise } from './gaussian-noise.ts';
import { HorizontalFlip } from './horizontal-flip.ts';
import { Mixup } from './mixup.ts';
import { RandomResizedCrop } from './random-resized-crop.ts';
import { Rotation } from './rotation.ts';
import { Shift } from './shift.ts';
import { TimeMasking } from './time-masking.ts';
import { TimeShift } from './time-shift.ts';
import { TimeWarp } from './time-warp.ts';
import { TokenDropout } from './token-dropout.ts';
import { VerticalFlip } from './vertical-flip.ts';
import { Zoom } from './zoom.ts';

/** In the order in which they are offered: of images, of all kinds of values, of signals, of texts. */
export const augmentations: readonly AugmentationDefinition[] = [
  HorizontalFlip,
  VerticalFlip,
  Shift,
  Rotation,
  Zoom,
  RandomResizedCrop,
  Brightness,
  Contrast,
  Cutout,
  GaussianNoise,
  Mixup,
  TimeWarp,
  TimeShift,
  TimeMasking,
  ChannelDropout,
  TokenDropout,
];

const byType = new Map(augmentations.map((augmentation) => [augmentation.type, augmentation]));

/** The augmentation of that type; an unknown one throws `EngineError('unknown-augmentation')`. */
export function augmentationOf(type: string): AugmentationDefinition {
  const augmentation = byType.get(type);
  if (augmentation !== undefined) return augmentation;
  throw new EngineError('unknown-augmentation', `Expected one of ${[...byType.keys()].join(', ')}, came ${type}.`);
}

/** Whether one of the chosen augmentations mixes samples; an unknown one doesn't. */
export function mixesSamples(chosen: readonly { readonly type: string }[]): boolean {
  return chosen.some(({ type }) => {
    const definition = byType.get(type);
    return definition !== undefined && isMixing(definition);
  });
}
