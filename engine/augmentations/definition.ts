import type { ParameterSchema, ParametersOf } from '../layers/parameters.ts';

/** One training sample's field as it will be fed, row-major. */
export interface AugmentedSample {
  readonly values: Float32Array | Float64Array;
  /** Without the batch: [C, H, W], [C, T] or [F]; of class numbers for each place [H, W] or [T]. */
  readonly shape: readonly number[];
  /** There where the values are class numbers: they are taken from the nearest place, and `outside` is what comes in from outside. */
  readonly classes?: { readonly outside: number };
  /** Uniform numbers in [0, 1), fixed by seed, step, sample and augmentation. */
  readonly random: () => number;
}

interface AugmentationDescription<S extends ParameterSchema> {
  readonly type: string;
  readonly title: string;
  /** Other words that people search for. */
  readonly synonyms?: readonly string[];
  readonly explanation: string;
  /** Paper that it is from. */
  readonly source?: string;
  readonly parameters: S;
  /** Ranks of a sample's shape that it can work on: 3 is an image. */
  readonly ranks: readonly number[];
  /** Works on token numbers, of which 0 is padding and 1 the unknown one; on floating-point numbers where absent. */
  readonly tokens?: true;
  /** Moves values to other places: targets with the same places move with them. The numbers drawn don't depend on the shape. */
  readonly geometric: boolean;
  /** Parameters that leave each sample as it is. */
  readonly identity: Partial<ParametersOf<S>>;
  /** Cases for the conformance suite, besides the defaults. */
  readonly examples: readonly { readonly name: string; readonly parameters: Partial<ParametersOf<S>> }[];
}

/** Changes each sample on its own. */
export interface SampleAugmentation<S extends ParameterSchema = ParameterSchema> extends AugmentationDescription<S> {
  /** Changes the sample's values in place. */
  apply(parameters: ParametersOf<S>, sample: AugmentedSample): void;
}

/** Mixes each sample of a batch with another one, and the losses against the targets of both alike. */
export interface MixingAugmentation<S extends ParameterSchema = ParameterSchema> extends AugmentationDescription<S> {
  /** The share from 0 to 1 that the samples of a batch keep of themselves. */
  share(parameters: ParametersOf<S>, random: () => number): number;
}

export type AugmentationDefinition<S extends ParameterSchema = ParameterSchema> = SampleAugmentation<S> | MixingAugmentation<S>;

export function isMixing(definition: AugmentationDefinition): definition is MixingAugmentation {
  return 'share' in definition;
}

/** Keeps the parameter types inside the definition, and gives the registry one common type. */
export function defineAugmentation<const S extends ParameterSchema>(definition: SampleAugmentation<S>): SampleAugmentation {
  return definition;
}

/** As `defineAugmentation`, for one that mixes samples. */
export function defineMixing<const S extends ParameterSchema>(definition: MixingAugmentation<S>): MixingAugmentation {
  return definition;
}
