import type { DatasetField, FieldReading } from '../data/dataset.ts';
import { isNumeric } from './blocks.ts';
import type { FieldPipeline } from './fitted.ts';
import { applyInverse, withoutIdle } from './inverse.ts';
import { type InverseOperation } from './inverse-operation.ts';

/**
 * How numbers of a field are told that are fed after some steps: with the steps undone, in the unit of the stored values. `undefined`
 * where they are told as they are fed: fields of no numbers, inputs that are scaled as their dataset declares, and those without steps.
 */
export function readingOf(pipeline: FieldPipeline): FieldReading | undefined {
  const { stored, steps } = pipeline;
  if (!isTold(pipeline)) return undefined;
  const operations = inverseOf(pipeline);
  if (operations === undefined) {
    const kept = steps.filter(({ definition, context }) => definition.inverse?.(context) === undefined);
    return { kept: kept.map(({ definition }) => definition.title) };
  }
  return {
    restore: (fed) => applyInverse(stored, operations, fed),
    kept: [],
    ...(stored.unit !== undefined && { unit: stored.unit }),
  };
}

/** What gives stored values back from prepared ones, in order; `undefined` where a step can't be undone, or nothing is there to undo. */
export function inverseOf({ steps }: FieldPipeline): readonly InverseOperation[] | undefined {
  const inverses = steps.map(({ definition, context }) => definition.inverse?.(context));
  const known = inverses.filter((inverse) => inverse !== undefined);
  return known.length < inverses.length ? undefined : withoutIdle(known.toReversed().flat());
}

/** What pictures and inputs are rebuilt from is compared as it is fed, unless the project prepares it by steps of its own. */
function isTold({ stored, asDeclared, steps }: FieldPipeline): boolean {
  if (!isNumeric(stored) || stored.ragged !== undefined) return false;
  return asDeclared ? steps.length > 0 && isOwnTarget(stored) : true;
}

function isOwnTarget({ role, semantics }: DatasetField): boolean {
  return role === 'target' && semantics !== 'image' && semantics !== 'voxels';
}
