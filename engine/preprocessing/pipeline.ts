import type { DatasetField, DatasetSplit } from '../data/dataset.ts';
import { storedValues } from '../data/gather.ts';
import { invariant } from '../graph/errors.ts';
import { sizeOf } from '../graph/shape.ts';
import type { FieldBlock } from './definition.ts';
import type { PipelineStep } from './fitted.ts';

/** Values that are prepared at once. */
const BLOCK_VALUES = 1 << 18;

/** Stored values of some samples, in memory of their own. */
export function storedBlock(split: DatasetSplit, field: DatasetField, samples: ArrayLike<number>): FieldBlock {
  if (field.ragged === undefined) return { samples: samples.length, values: storedValues(split, field, samples) };
  const reader = split.ragged?.get(field.name);
  invariant(reader !== undefined, `the split has the ragged field ${field.name}`);
  const { values, offsets } = reader.gatherRagged(samples);
  return { samples: samples.length, values: values.slice(), offsets: offsets.slice() };
}

/** The values after all of the steps. */
export function runSteps(steps: readonly PipelineStep[], stored: FieldBlock): FieldBlock {
  return steps.reduce((block, { definition, context }) => definition.apply(context, block), stored);
}

/** Calls `visit` with blocks of the samples, in order, as they are after the steps. */
export function eachBlock(
  split: DatasetSplit,
  field: DatasetField,
  samples: Uint32Array<ArrayBuffer>,
  steps: readonly PipelineStep[],
  visit: (block: FieldBlock, samples: Uint32Array<ArrayBuffer>) => void,
): void {
  const size = sizeOf(field.shape) * Math.max(1, Math.ceil(field.ragged?.mean ?? 1));
  const count = Math.max(1, Math.floor(BLOCK_VALUES / size));
  for (let start = 0; start < samples.length; start += count) {
    const part = samples.subarray(start, start + count);
    visit(runSteps(steps, storedBlock(split, field, part)), part);
  }
}
