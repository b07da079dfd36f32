import type { Dataset } from '../data/dataset.ts';
import { EngineError } from '../graph/errors.ts';
import type { TrainingSettings } from '../project/schema.ts';

export interface AugmentedSamplesOptions {
  /** Training samples, from the first. */
  readonly count: number;
  /** How often each is changed. */
  readonly draws: number;
  /** Of the random numbers: another one gives other draws. */
  readonly seed: number;
}

/** Some training samples before and after they were changed, as they are stored: bytes for images, class numbers for masks. */
export interface AugmentedSamples {
  /** Samples that there are; at most as many as asked for. */
  readonly count: number;
  readonly draws: number;
  /** The field that was asked for, and targets that move with it, by name. */
  readonly fields: Readonly<Record<string, AugmentedValues>>;
  /** Where samples are mixed, for each draw the share that a sample keeps of itself, and the sample that is mixed into each. */
  readonly mixed?: readonly { readonly share: number; readonly partners: readonly number[] }[];
}

export interface AugmentedValues {
  /** Of one sample. */
  readonly shape: readonly number[];
  /** `count` samples, one after another. */
  readonly originals: Uint8Array | Float32Array | Int32Array;
  /** `draws` × `count` samples: all samples of the first draw, then all of the second. */
  readonly augmented: Uint8Array | Float32Array | Int32Array;
}

/**
 * What a list of augmentations makes of a field's first training samples; pure but for reading them. An unknown augmentation throws
 * `EngineError('unknown-augmentation')`, one that doesn't fit the field `augmentation-input` or `augmentation-target`, a field that
 * cannot be shown `augmentation-preview`.
 */
export function augmentedSamples(
  dataset: Dataset,
  field: string,
  augmentation: TrainingSettings['augmentation'],
  options: AugmentedSamplesOptions,
): AugmentedSamples {
  const known = dataset.info.fields.some(({ name }) => name === field);
  const message = `${dataset.info.title} has no field “${field}” that can be shown with ${augmentation.length} augmentations, ${options.draws} times each.`;
  throw new EngineError(known ? 'augmentation-preview' : 'unknown-field', message);
}
