import { type AugmentationDefinition, isMixing, type MixingAugmentation, type SampleAugmentation } from '../augmentations/definition.ts';
import { type AugmentedField, augmentationProblem, fits, movesAlong } from '../augmentations/fit.ts';
import { augmentationOf } from '../augmentations/registry.ts';
import { partnerOf } from '../compile/mixing.ts';
import type { DataInput, Mixing, PredictionOutput, TrainingProgram } from '../compile/program.ts';
import { EngineError, invariant } from '../graph/errors.ts';
import { sizeOf, staticShape } from '../graph/shape.ts';
import type { TensorArray, TensorData } from '../graph/types.ts';
import { type ParameterValues, soundParameters } from '../layers/parameters.ts';
import type { TrainingSettings } from '../project/schema.ts';
import { indices, permutation } from '../random/distributions.ts';
import { augmentationStream } from '../random/stream.ts';
import type { Samples } from './batches.ts';

/** A field of a batch, by the tensor that holds it. */
export interface BatchField extends AugmentedField {
  readonly input: string;
  /** There where the values are class numbers: what comes in from outside. */
  readonly classes?: { readonly outside: number };
}

export interface BatchFields {
  readonly inputs: readonly BatchField[];
  readonly targets: readonly BatchField[];
  /** There where samples are mixed. */
  readonly mixing?: Mixing;
}

/** How a batch was mixed: the share that each sample keeps, and the place in the batch of the sample that is mixed into each. */
export interface BatchMix {
  readonly share: number;
  readonly partners: Uint32Array<ArrayBuffer>;
}

interface Chosen<Definition extends AugmentationDefinition = AugmentationDefinition> {
  readonly definition: Definition;
  readonly parameters: ParameterValues;
}

interface Batch {
  readonly tensors: ReadonlyMap<string, TensorData>;
  readonly samples: Samples;
  readonly seed: number;
  readonly step: number;
}

/** Room for this many augmentations of one input in the place that names their random numbers. */
const PLACES = 1024;

/** Stands for the sample where random numbers are drawn for a whole batch; no split is that large. */
const WHOLE_BATCH = 2 ** 32 - 1;

/**
 * Changes the samples of training batches at random, each by its position in the split, so that the same step of the same seed gets the
 * same numbers. What moves values about moves all inputs of a sample alike, and targets that have a value for each place; noise is drawn
 * for each input.
 */
export class Augmenter {
  private readonly chosen: readonly Chosen[];
  private readonly fields: BatchFields;

  private constructor(chosen: readonly Chosen[], fields: BatchFields) {
    this.chosen = chosen;
    this.fields = fields;
  }

  /** For a program's inputs; `undefined` where nothing is to be changed. Throws as `of`. */
  static create(settings: TrainingSettings['augmentation'], program: TrainingProgram): Augmenter | undefined {
    return settings.length === 0 ? undefined : Augmenter.of(settings, fieldsOf(program));
  }

  /**
   * For the fields of a batch. An unknown augmentation throws `EngineError('unknown-augmentation')`, one that doesn't fit inputs or
   * targets `augmentation-input` or `augmentation-target`.
   */
  static of(settings: TrainingSettings['augmentation'], fields: BatchFields): Augmenter {
    const chosen = settings.map(({ type, parameters }) => {
      const definition = augmentationOf(type);
      const problem = augmentationProblem(definition, fields.inputs, fields.targets);
      if (problem !== undefined) throw new EngineError(problem.code, problem.message);
      return { definition, parameters: soundParameters(definition.parameters, parameters) };
    });
    return new Augmenter(chosen, fields);
  }

  /**
   * Changes a batch in place, by graph input, and fills what mixing feeds. `step` counts from 1. Gives back how samples were mixed, where
   * they were.
   */
  apply(tensors: ReadonlyMap<string, TensorData>, samples: Samples, seed: number, step: number): BatchMix | undefined {
    const batch = { tensors, samples, seed, step };
    let mix: BatchMix | undefined;
    this.chosen.forEach(({ definition, parameters }, place) => {
      if (isMixing(definition)) mix = this.mix({ definition, parameters }, batch, place);
      else this.change({ definition, parameters }, batch, place, mix !== undefined);
    });
    return mix;
  }

  private change(chosen: Chosen<SampleAugmentation>, batch: Batch, place: number, mixed: boolean): void {
    const { inputs, targets, mixing } = this.fields;
    const { definition } = chosen;
    inputs.forEach((field, index) => {
      if (fits(definition, field)) changeField(chosen, batch, field, place + (definition.geometric ? 0 : index * PLACES));
    });
    for (const target of targets) {
      if (!movesAlong(definition, inputs, target)) continue;
      changeField(chosen, batch, target, place);
      if (mixed && mixing !== undefined) changeField(chosen, batch, { ...target, input: partnerOf(mixing, target.input) }, place);
    }
  }

  private mix({ definition, parameters }: Chosen<MixingAugmentation>, batch: Batch, place: number): BatchMix {
    const { inputs, mixing } = this.fields;
    const { tensors, samples, seed, step } = batch;
    invariant(mixing !== undefined, 'a program whose samples are mixed has inputs for it');
    const stream = augmentationStream(seed, step, WHOLE_BATCH, place);
    const share = Math.fround(definition.share(parameters, () => stream.uniform()));
    const partners = permutation(stream, indices(samples.length));
    for (const { input, shape } of inputs) mixSamples(floatsOf(tensorOf(tensors, input)), sizeOf(shape), share, partners);
    for (const { target, partner } of mixing.partners) takeSamples(tensorOf(tensors, target), tensorOf(tensors, partner), partners);
    tensorOf(tensors, mixing.share)[0] = share;
    return { share, partners };
  }
}

function fieldsOf({ dataInputs, predictions, mixing }: TrainingProgram): BatchFields {
  return {
    inputs: dataInputs.filter(({ role }) => role === 'input').map(fieldOf),
    targets: dataInputs.flatMap((data) => {
      const readers = predictions.filter(({ target }) => target === data.input);
      return readers.length === 0 ? [] : [{ ...fieldOf(data), ...classesOf(data, readers) }];
    }),
    ...(mixing !== undefined && { mixing }),
  };
}

function fieldOf({ input, field, type }: DataInput): BatchField {
  return { input, name: field, shape: staticShape(type.shape.slice(1)), dtype: type.dtype };
}

/** What a loss leaves out comes in from outside where there is such a class, else the first class. */
function classesOf({ type }: DataInput, readers: readonly PredictionOutput[]): Pick<BatchField, 'classes'> {
  const limits = readers.flatMap(({ limits: own }) => (own === undefined ? [] : [own]));
  const numbered = limits.some(({ kind }) => kind === 'classes' || kind === 'labels');
  if (!numbered && (type.dtype === 'float32' || type.dtype === 'float64')) return {};
  const leftOut = limits.map((own) => (own.kind === 'classes' ? own.ignored : undefined));
  const agreed = leftOut.every((label) => label === leftOut[0]) ? leftOut[0] : undefined;
  return { classes: { outside: agreed ?? 0 } };
}

function changeField({ definition, parameters }: Chosen<SampleAugmentation>, batch: Batch, field: BatchField, place: number): void {
  const { shape, classes } = field;
  const { samples, seed, step } = batch;
  const data = tensorOf(batch.tensors, field.input);
  const size = sizeOf(shape);
  const change = (values: Float32Array | Float64Array, sample: number) => {
    const stream = augmentationStream(seed, step, sample, place);
    definition.apply(parameters, { values, shape, random: () => stream.uniform(), ...(classes !== undefined && { classes }) });
  };
  if (data instanceof Float32Array || data instanceof Float64Array)
    samples.forEach((sample, n) => change(data.subarray(n * size, (n + 1) * size), sample));
  else changeIntegers(integersOf(data), size, samples, change);
}

/** Whole numbers of a tensor that can be read and written as numbers. */
interface Integers {
  get(at: number): number;
  set(at: number, value: number): void;
}

/** Numbers of classes and tokens fit 32 bits: of int64 they are the low words, which lie first, and converting them is cheap. */
function integersOf(data: Exclude<TensorArray, Float32Array | Float64Array>): Integers {
  if (!(data instanceof BigInt64Array)) return { get: (at) => data[at], set: (at, value) => void (data[at] = value) };
  const words = new Int32Array(data.buffer, data.byteOffset, 2 * data.length);
  const set = (at: number, value: number) => {
    words[2 * at] = value;
    words[2 * at + 1] = value < 0 ? -1 : 0;
  };
  return { get: (at) => words[2 * at], set };
}

function changeIntegers(data: Integers, size: number, samples: Samples, change: (values: Float64Array, sample: number) => void): void {
  const values = new Float64Array(size);
  samples.forEach((sample, n) => {
    for (let i = 0; i < size; i += 1) values[i] = data.get(n * size + i);
    change(values, sample);
    for (let i = 0; i < size; i += 1) data.set(n * size + i, values[i]);
  });
}

function mixSamples(data: Float32Array | Float64Array, size: number, share: number, partners: Uint32Array): void {
  const source = data.slice();
  partners.forEach((partner, n) => {
    for (let i = 0; i < size; i += 1) data[n * size + i] = share * source[n * size + i] + (1 - share) * source[partner * size + i];
  });
}

function takeSamples(from: TensorArray, to: TensorArray, partners: Uint32Array): void {
  const [source, target] = [bytesOf(from), bytesOf(to)];
  const size = source.length / partners.length;
  partners.forEach((partner, n) => target.set(source.subarray(partner * size, (partner + 1) * size), n * size));
}

function bytesOf({ buffer, byteOffset, byteLength }: TensorArray): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function tensorOf(tensors: ReadonlyMap<string, TensorData>, input: string): TensorArray {
  const tensor = tensors.get(input);
  invariant(tensor !== undefined, `the batch has ${input}`);
  return tensor.data;
}

function floatsOf(data: TensorArray): Float32Array | Float64Array {
  invariant(data instanceof Float32Array || data instanceof Float64Array, 'what is mixed and interpolated are floating-point numbers');
  return data;
}
