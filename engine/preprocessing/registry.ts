import { ChannelOrder } from './channel-order.ts';
import type { PreprocessingDefinition } from './definition.ts';
import { DropMissing } from './drop-missing.ts';
import { Hashing } from './hashing.ts';
import { Impute } from './impute.ts';
import { Log } from './log.ts';
import { MinMax } from './min-max.ts';
import { OneHot } from './one-hot.ts';
import { ResizeImage } from './resize-image.ts';
import { Scale } from './scale.ts';
import { Standardise } from './standardise.ts';
import { Tokenise } from './tokenise.ts';

/** All steps, in the order in which they are offered. */
export const preprocessings: readonly PreprocessingDefinition[] = [
  ...[Standardise, MinMax, Log, Scale],
  ...[Impute, DropMissing],
  ...[OneHot, Hashing],
  ...[ResizeImage, ChannelOrder],
  Tokenise,
];

const byType = new Map(preprocessings.map((definition) => [definition.type, definition]));

/** The step of that type; `undefined` where there is none. */
export function preprocessingOf(type: string): PreprocessingDefinition | undefined {
  return byType.get(type);
}
