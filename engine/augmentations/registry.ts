import { EngineError } from '../graph/errors.ts';
import { Cutout } from './cutout.ts';
import type { AugmentationDefinition } from './definition.ts';
import { GaussianNoise } from './gaussian-noise.ts';
import { HorizontalFlip } from './horizontal-flip.ts';
import { Rotation } from './rotation.ts';
import { Shift } from './shift.ts';
import { VerticalFlip } from './vertical-flip.ts';

export const augmentations: readonly AugmentationDefinition[] = [HorizontalFlip, VerticalFlip, Shift, Rotation, GaussianNoise, Cutout];

const byType = new Map(augmentations.map((augmentation) => [augmentation.type, augmentation]));

/** The augmentation of that type; an unknown one throws `EngineError('unknown-augmentation')`. */
export function augmentationOf(type: string): AugmentationDefinition {
  const augmentation = byType.get(type);
  if (augmentation !== undefined) return augmentation;
  throw new EngineError('unknown-augmentation', `Expected one of ${[...byType.keys()].join(', ')}, came ${type}.`);
}
