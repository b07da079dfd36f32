import type { DataInput, PredictionOutput } from '../compile/program.ts';
import type { Dataset, DatasetField, DatasetSplit } from '../data/dataset.ts';
import { gatherField, prefetchField, sampleSize } from '../data/gather.ts';
import { checkTargets, type TargetLimits } from '../data/target-limits.ts';
import { EngineError } from '../graph/errors.ts';
import type { TensorData } from '../graph/types.ts';
import type { Samples } from './batches.ts';
import type { ExecutorBackend } from './executor.ts';
import { GraphFeeds } from './graph-feeds.ts';

/** The feed tensors of a program's data inputs, filled anew for each batch. */
export class DataFeeds {
  /** By graph input. */
  readonly tensors: ReadonlyMap<string, TensorData>;
  private readonly fields: readonly BoundField[];
  private readonly graph: GraphFeeds;

  /** `predictions` are the outputs whose targets are among the inputs. */
  constructor(dataInputs: readonly DataInput[], dataset: Dataset, backend: ExecutorBackend, predictions: readonly PredictionOutput[] = []) {
    const parts = dataInputs.filter(({ part }) => part !== undefined).map((input) => ({ input, tensor: backend.allocate(input.type) }));
    const values = dataInputs.filter(({ part }) => part === undefined);
    const bound = values.map((input) => ({
      input,
      field: fieldOf(input, dataset),
      tensor: backend.allocate(input.type),
      checks: predictions.flatMap(({ nodeId, target, limits }) => (target === input.input && limits ? [{ nodeId, limits }] : [])),
    }));
    this.tensors = new Map([...bound, ...parts].map(({ input, tensor }) => [input.input, tensor]));
    this.fields = bound;
    this.graph = new GraphFeeds(parts, dataset);
  }

  /** Reads samples in the background, where they lie in a file. */
  async prefetch(split: DatasetSplit, samples: Samples): Promise<void> {
    const fields = new Map(this.fields.map(({ field }) => [field.name, field]));
    await Promise.all([...fields.values()].map((field) => prefetchField(split, field, samples)));
  }

  /** Gathers the samples, as many as the program's batch holds. A target that its loss can't take throws `bad-target`. */
  fill(split: DatasetSplit, samples: Samples): void {
    this.graph.fill(split, samples);
    for (const { field, tensor, checks } of this.fields) {
      if (isShortened(field, tensor)) gatherShortened(split, field, samples, tensor);
      else gatherField(split, field, samples, tensor.data);
      for (const { limits, nodeId } of checks) checkTargets(limits, field, samples, tensor.data, nodeId);
    }
  }
}

/** A program for short texts takes fewer tokens than the field has; the others are padding. */
function isShortened({ shape, tokens }: DatasetField, { dims }: TensorData): boolean {
  return tokens !== undefined && shape.length === 1 && dims[1] < shape[0];
}

function gatherShortened(split: DatasetSplit, field: DatasetField, samples: Samples, { dims, data }: TensorData): void {
  const [length, whole] = [dims[1], sampleSize(field)];
  const all = data instanceof BigInt64Array ? new BigInt64Array(samples.length * whole) : new Float64Array(samples.length * whole);
  gatherField(split, field, samples, all);
  for (let place = 0; place < data.length; place += 1) data[place] = all[Math.floor(place / length) * whole + (place % length)];
}

interface BoundField {
  readonly field: DatasetField;
  readonly tensor: TensorData;
  /** What the losses that read it can take. */
  readonly checks: readonly { readonly nodeId: string; readonly limits: TargetLimits }[];
}

function fieldOf(input: DataInput, dataset: Dataset): DatasetField {
  if (input.dataset !== dataset.info.id) {
    throw new EngineError(
      'several-datasets',
      `A run reads one dataset: expected ${dataset.info.id}, came ${input.dataset}. Choose one for all inputs.`,
    );
  }
  const field = dataset.info.fields.find(({ name }) => name === input.field);
  if (field === undefined) {
    const known = dataset.info.fields.map(({ name }) => name).join(', ');
    throw new EngineError('unknown-field', `${dataset.info.title} has the fields ${known}; came ${input.field}.`);
  }
  return field;
}
