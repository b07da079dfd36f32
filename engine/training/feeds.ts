import type { DataInput } from '../compile/program.ts';
import type { Dataset, DatasetField, DatasetSplit } from '../data/dataset.ts';
import { gatherField } from '../data/gather.ts';
import { EngineError } from '../graph/errors.ts';
import type { TensorData } from '../graph/types.ts';
import type { Samples } from './batches.ts';
import type { ExecutorBackend } from './executor.ts';

/** The feed tensors of a program's data inputs, filled anew for each batch. */
export class DataFeeds {
  /** By graph input. */
  readonly tensors: ReadonlyMap<string, TensorData>;
  private readonly fields: readonly { readonly field: DatasetField; readonly tensor: TensorData }[];

  constructor(dataInputs: readonly DataInput[], dataset: Dataset, backend: ExecutorBackend) {
    const bound = dataInputs.map((input) => ({ input, field: fieldOf(input, dataset), tensor: backend.allocate(input.type) }));
    this.tensors = new Map(bound.map(({ input, tensor }) => [input.input, tensor]));
    this.fields = bound;
  }

  /** Gathers the samples, as many as the program's batch holds. */
  fill(split: DatasetSplit, samples: Samples): void {
    for (const { field, tensor } of this.fields) gatherField(split, field, samples, tensor.data);
  }
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
