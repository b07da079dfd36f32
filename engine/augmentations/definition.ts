import type { ParameterSchema, ParametersOf } from '../layers/parameters.ts';

/** One training sample's input field as it will be fed, row-major. */
export interface AugmentedSample {
  readonly values: Float32Array | Float64Array;
  /** Without the batch: [C, H, W], [C, T] or [F]. */
  readonly shape: readonly number[];
  /** Uniform numbers in [0, 1), fixed by seed, step, sample and augmentation. */
  random(): number;
}

export interface AugmentationDefinition<S extends ParameterSchema = ParameterSchema> {
  readonly type: string;
  readonly title: string;
  /** Other words that people search for. */
  readonly synonyms?: readonly string[];
  readonly explanation: string;
  readonly parameters: S;
  /** Ranks of a sample's shape that it can work on: 3 is an image. */
  readonly ranks: readonly number[];
  /** Moves values to other places: a target with axes of its own would have to move with them. */
  readonly geometric: boolean;
  /** Changes the sample's values in place. */
  apply(parameters: ParametersOf<S>, sample: AugmentedSample): void;
}

/** Keeps the parameter types inside the definition, and gives the registry one common type. */
export function defineAugmentation<const S extends ParameterSchema>(definition: AugmentationDefinition<S>): AugmentationDefinition {
  return definition;
}
