import type { InputSource } from '../compile/forward.ts';
import { readMetadata } from '../graph/onnx/read.ts';
import type { FieldPipeline } from '../preprocessing/fitted.ts';
import { canLower, lowerSteps, storedInput } from '../preprocessing/lower-field.ts';
import { isInGraph } from './targets.ts';

/** Whether a file's graph prepares stored values by itself, or its metadata tell how it is done before. */
export type PreprocessingPlace = 'metadata' | 'graph';

/** Names of the fields whose steps can stand in an exported graph; a field without any needs none. */
export function loweredFields(pipelines: ReadonlyMap<string, FieldPipeline>): ReadonlySet<string> {
  return new Set([...pipelines].flatMap(([name, pipeline]) => (isLowered(pipeline) ? [name] : [])));
}

/** Parts of graphs of their own enter as they are fed. */
function isLowered(pipeline: FieldPipeline): boolean {
  return pipeline.steps.length > 0 && pipeline.fed.ragged === undefined && canLower(pipeline);
}

/** Takes stored values of these fields and prepares them. */
export function storedSource(pipelines: ReadonlyMap<string, FieldPipeline>, fields: ReadonlySet<string>): InputSource {
  return (e, field) => {
    const pipeline = pipelines.get(field);
    if (pipeline === undefined || !fields.has(field)) return undefined;
    const input = e.builder.input(field, { dtype: storedInput(pipeline), shape: ['N', ...pipeline.stored.shape] });
    return { input, fed: lowerSteps(pipeline, e, input) };
  };
}

/** Names of a file's inputs that take stored values. */
export function storedInputs(model: Uint8Array): ReadonlySet<string> {
  const { preprocessing } = readMetadata(model);
  if (preprocessing === undefined) return new Set();
  const described: unknown = JSON.parse(preprocessing);
  if (typeof described !== 'object' || described === null) return new Set();
  return new Set(Object.entries(described).flatMap(([input, how]: [string, unknown]) => (isInGraph(how) ? [input] : [])));
}
