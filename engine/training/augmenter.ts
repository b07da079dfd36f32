import type { AugmentationDefinition } from '../augmentations/definition.ts';
import { type AugmentedField, augmentationProblem, fits } from '../augmentations/fit.ts';
import { augmentationOf } from '../augmentations/registry.ts';
import type { DataInput, TrainingProgram } from '../compile/program.ts';
import { EngineError } from '../graph/errors.ts';
import { sizeOf, staticShape } from '../graph/shape.ts';
import type { TensorData } from '../graph/types.ts';
import { type ParameterValues, soundParameters } from '../layers/parameters.ts';
import type { TrainingSettings } from '../project/schema.ts';
import { augmentationStream } from '../random/stream.ts';
import type { Samples } from './batches.ts';

interface ChosenAugmentation {
  readonly definition: AugmentationDefinition;
  readonly parameters: ParameterValues;
}

interface AugmentedInput {
  readonly input: string;
  /** Of one sample. */
  readonly shape: readonly number[];
  readonly size: number;
}

/** Room for this many augmentations of one input in the place that names their random numbers. */
const PLACES = 1024;

/**
 * Changes the samples of training batches at random, each by its position in the split, so that the same step of the same seed gets the
 * same numbers. What moves values about moves all inputs of a sample alike; noise is drawn for each input.
 */
export class Augmenter {
  private readonly chosen: readonly ChosenAugmentation[];
  private readonly inputs: readonly AugmentedInput[];

  private constructor(chosen: readonly ChosenAugmentation[], inputs: readonly AugmentedInput[]) {
    this.chosen = chosen;
    this.inputs = inputs;
  }

  /**
   * For a program's inputs; `undefined` where nothing is to be changed. An unknown augmentation throws
   * `EngineError('unknown-augmentation')`, one that doesn't fit inputs or targets `augmentation-input` or `augmentation-target`.
   */
  static create(settings: TrainingSettings['augmentation'], { dataInputs, predictions }: TrainingProgram): Augmenter | undefined {
    if (settings.length === 0) return undefined;
    const isTarget = ({ input }: DataInput): boolean => predictions.some(({ target }) => target === input);
    const inputs = dataInputs.filter(({ role, type }) => role === 'input' && type.dtype === 'float32');
    const chosen = settings.map(({ type, parameters }) => {
      const definition = augmentationOf(type);
      const problem = augmentationProblem(definition, inputs.map(fieldOf), dataInputs.filter(isTarget).map(fieldOf));
      if (problem !== undefined) throw new EngineError(problem.code, problem.message);
      return { definition, parameters: soundParameters(definition.parameters, parameters) };
    });
    return new Augmenter(
      chosen,
      inputs.map(({ input, type }) => ({ input, shape: sampleShape(type.shape), size: sizeOf(sampleShape(type.shape)) })),
    );
  }

  /** Changes a batch in place, by graph input. `step` counts from 1. */
  apply(tensors: ReadonlyMap<string, TensorData>, samples: Samples, seed: number, step: number): void {
    this.inputs.forEach(({ input, shape, size }, field) => {
      const data = tensors.get(input)?.data;
      if (!(data instanceof Float32Array || data instanceof Float64Array)) return;
      this.chosen.forEach(({ definition, parameters }, index) => {
        if (!fits(definition, shape)) return;
        const place = index + (definition.geometric ? 0 : field * PLACES);
        samples.forEach((sample, n) => {
          const stream = augmentationStream(seed, step, sample, place);
          const values = data.subarray(n * size, (n + 1) * size);
          definition.apply(parameters, { values, shape, random: () => stream.uniform() });
        });
      });
    });
  }
}

function fieldOf({ field, type }: DataInput): AugmentedField {
  return { name: field, shape: sampleShape(type.shape) };
}

function sampleShape(shape: DataInput['type']['shape']): readonly number[] {
  return staticShape(shape.slice(1));
}
