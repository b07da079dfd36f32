import type { DatasetField } from '../data/dataset.ts';
import type { TensorArray, Value } from '../graph/types.ts';
import type { ParameterSchema, ParametersOf, ParameterValues } from '../layers/parameters.ts';
import type { Emitter } from '../ops/emitter.ts';
import type { InverseOperation } from './inverse-operation.ts';

/** Values of some samples of one field, in the form that the steps so far gave them. */
export interface FieldBlock {
  readonly samples: number;
  /** Sample after sample; NaN is a missing number. */
  readonly values: TensorArray;
  /** There while samples have lengths of their own: sample i has the parts from offsets[i] up to offsets[i + 1]. */
  readonly offsets?: Uint32Array<ArrayBuffer>;
}

/** What a step learnt from the training samples; it stands in the run's folder and in the exported file as JSON. */
export type Fitted = Readonly<Record<string, number | string | readonly number[] | readonly string[]>>;

export interface PreprocessingProblem {
  readonly code: string;
  /** What is wrong, as a sentence that begins with what the step expects. */
  readonly message: string;
  /** Parameter at fault. */
  readonly parameter?: string;
  readonly expected?: string;
  readonly actual?: string;
}

/** Sees blocks of training samples, all of them once, in the form that the steps before give them. */
export interface Fitter {
  add(block: FieldBlock): void;
  /** Throws `EngineError('bad-preprocessing')` where nothing can be learnt: no value at all. */
  finish(): Fitted;
}

/**
 * A change of a field's values before they are fed. `form` is known without the data, so that shapes can be inferred while a network is
 * drawn; numbers that depend on the data are fitted on the training samples of a run and saved with it.
 */
export interface PreprocessingDefinition<S extends ParameterSchema = ParameterSchema> {
  readonly type: string;
  readonly title: string;
  /** Other words that people search for. */
  readonly synonyms?: readonly string[];
  /** TeX; absent where words say it better. */
  readonly formula?: string;
  readonly explanation: string;
  readonly parameters: S;
  /** The field as it is after the step (dtype, shape, columns, raggedness), or why the step doesn't fit it. */
  form(parameters: ParametersOf<S>, field: DatasetField): DatasetField | { readonly problem: PreprocessingProblem };
  /** Absent where nothing is learnt. */
  fit?(parameters: ParametersOf<S>, field: DatasetField): Fitter;
  /** The values after the step, in an array of their own. `field` is the form before it. */
  apply(context: StepContext<S>, block: FieldBlock): FieldBlock;
  /** Samples that the step leaves out of training and evaluation, as 1; absent where it leaves out none. */
  drops?(context: StepContext<S>, block: FieldBlock): Uint8Array;
  /** What gives numbers before the step from those after it; `undefined` where they can't be told. Absent where no step of the kind can. */
  inverse?(context: StepContext<S>): readonly InverseOperation[] | undefined;
  /** What `apply` does as operators, for an exported file that takes stored values; absent where ONNX has none for it. */
  lower?(context: StepContext<S>, e: Emitter, value: Value): Value;
  readonly examples: readonly PreprocessingExample[];
}

export interface StepContext<S extends ParameterSchema> {
  readonly parameters: ParametersOf<S>;
  /** The form before the step. */
  readonly field: DatasetField;
  readonly fitted: Fitted;
}

/** Samples to learn from, samples to change, and what becomes of them: the conformance suite runs these, the reference shows them. */
export interface PreprocessingExample {
  readonly name: string;
  readonly field: DatasetField;
  readonly parameters?: ParameterValues;
  readonly training: FieldBlock;
  readonly values: FieldBlock;
  readonly expected: readonly number[];
}

/** Keeps the parameter types inside the definition, and gives the registry one common type. */
export function definePreprocessing<const S extends ParameterSchema>(definition: PreprocessingDefinition<S>): PreprocessingDefinition {
  return definition;
}
