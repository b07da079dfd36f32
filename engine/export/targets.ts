import type { PredictionOutput } from '../compile/program.ts';
import type { OutputTold } from '../compile/outputs.ts';
import type { DatasetField } from '../data/dataset.ts';
import { readMetadata } from '../graph/onnx/read.ts';
import { lossOf } from '../losses/registry.ts';
import type { FieldPipeline } from '../preprocessing/fitted.ts';
import { lowerInverse } from '../preprocessing/inverse.ts';
import { type InverseOperation } from '../preprocessing/inverse-operation.ts';
import { inverseOf, readingOf } from '../preprocessing/reading.ts';

type Pipelines = ReadonlyMap<string, FieldPipeline>;

/** What brings predictions of a field back to its own unit; `undefined` where they are told as they come out of the network. */
function inverseFor(field: string, pipelines: Pipelines): readonly InverseOperation[] | undefined {
  const pipeline = pipelines.get(field);
  if (pipeline === undefined || readingOf(pipeline)?.restore === undefined) return undefined;
  return inverseOf(pipeline);
}

/** Brings predictions of numbers to their target's own unit inside the graph. */
export function toldInGraph(pipelines: Pipelines): OutputTold {
  return (e, field, value) => {
    const stored = pipelines.get(field)?.stored;
    const inverse = inverseFor(field, pipelines);
    return stored === undefined || inverse === undefined || inverse.length === 0 ? undefined : lowerInverse(stored, inverse, e, value);
  };
}

/** What a file's outputs of numbers mean: unit of the target, and what brings a number into it. */
export function describeTarget(
  { targetField, classes, loss, limits, told }: PredictionOutput,
  field: DatasetField | undefined,
  pipelines: Pipelines | undefined,
): object | undefined {
  if (field === undefined || classes !== undefined || limits?.kind === 'classes' || lossOf(loss).embeds === true) return undefined;
  const stored = pipelines?.get(targetField)?.stored ?? field;
  const inverse = pipelines && inverseFor(targetField, pipelines);
  return {
    field: targetField,
    label: stored.label,
    ...(stored.unit !== undefined && { unit: stored.unit }),
    ...(inverse !== undefined && inverse.length > 0 && { inverse, ...(told === true && { inGraph: true }) }),
    ...kept(pipelines?.get(targetField)),
  };
}

/** Steps that nothing undoes: the output is told after them. */
function kept(pipeline: FieldPipeline | undefined): { readonly kept?: readonly string[] } {
  const steps = (pipeline && readingOf(pipeline)?.kept) ?? [];
  return steps.length > 0 ? { kept: steps } : {};
}

/** Names of a file's outputs that are in their target's own unit by operators of its graph. */
export function toldOutputs(model: Uint8Array): ReadonlySet<string> {
  const { targets } = readMetadata(model);
  if (targets === undefined) return new Set();
  const described: unknown = JSON.parse(targets);
  if (typeof described !== 'object' || described === null) return new Set();
  return new Set(Object.entries(described).flatMap(([output, how]: [string, unknown]) => (isInGraph(how) ? [output] : [])));
}

export function isInGraph(how: unknown): boolean {
  return typeof how === 'object' && how !== null && 'inGraph' in how && how.inGraph === true;
}
