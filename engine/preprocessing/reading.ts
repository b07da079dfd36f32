import type { DatasetField, FieldReading } from '../data/dataset.ts';
import { isNumeric, mapValues } from './blocks.ts';
import type { FieldBlock } from './definition.ts';
import type { FieldPipeline } from './fitted.ts';
import { sizeOf } from '../graph/shape.ts';

/**
 * How numbers of a field that a project prepares by its own steps are told: the steps undone, then scaled as the dataset declares, which
 * is what its unit is of. `undefined` where they are told as they are fed: fields that are scaled as declared, and those of no numbers.
 */
export function readingOf({ stored, asDeclared, steps }: FieldPipeline): FieldReading | undefined {
  if (asDeclared || !isNumeric(stored) || stored.ragged !== undefined) return undefined;
  const undone = steps.map(({ definition, context }) => ({ title: definition.title, undo: definition.undo?.(context) }));
  const kept = undone.filter(({ undo }) => undo === undefined).map(({ title }) => title);
  if (kept.length > 0) return { kept };
  const size = sizeOf(stored.shape);
  const restore = (fed: ArrayLike<number | bigint>): Float64Array<ArrayBuffer> => {
    const block: FieldBlock = { samples: fed.length / size, values: Float64Array.from(fed, Number) };
    const before = undone.reduceRight((after, { undo }) => undo?.(after) ?? after, block);
    return scaledAsDeclared(stored, before);
  };
  return { restore, kept, ...(stored.unit !== undefined && { unit: stored.unit }) };
}

function scaledAsDeclared(field: DatasetField, block: FieldBlock): Float64Array<ArrayBuffer> {
  const { columns, preprocessing } = field;
  return mapValues(field, block, (value, group) => {
    const { scale, offset } = columns?.[group] ?? preprocessing ?? { scale: 1, offset: 0 };
    return value * scale + offset;
  }).values;
}
