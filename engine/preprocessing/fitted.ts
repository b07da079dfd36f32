import { z } from 'zod';
import { continuationSchema, type DatasetField, datasetInfoSchema, type DatasetInfo } from '../data/dataset.ts';
import { EngineError, invariant } from '../graph/errors.ts';
import { soundParameters } from '../layers/parameters.ts';
import { asStored } from './blocks.ts';
import type { PreprocessingDefinition, StepContext } from './definition.ts';
import type { ParameterSchema } from '../layers/parameters.ts';
import { preprocessingOf } from './registry.ts';

const fittedStep = z.strictObject({
  type: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  fitted: z.record(z.string(), z.union([z.number(), z.string(), z.array(z.number()), z.array(z.string())])),
});

const fittedField = z.strictObject({
  field: z.string(),
  /** Type of the stored values. */
  stored: z.enum(['uint8', 'float32', 'int32', 'float64']),
  /** True where nothing but the dataset's own scaling is done, which stands among the steps. */
  asDeclared: z.boolean(),
  steps: z.array(fittedStep),
});

/** Word vectors that a table began with: how many of the vocabulary's tokens have one. */
const givenVectors = z.strictObject({
  nodeId: z.string(),
  /** Declaration of the dataset of the vectors. */
  dataset: datasetInfoSchema,
  found: z.int().min(1),
  tokens: z.int().min(1),
});

/** What a run's data were prepared with: it stands in the run's folder, so that a dataset that is replaced changes nothing of it. */
export const fittedPreprocessingSchema = z.strictObject({
  format: z.literal('netloom-preprocessing'),
  version: z.literal(1),
  /** The dataset's declaration, with the windows that the run saw. */
  info: datasetInfoSchema,
  fields: z.array(fittedField),
  /** There where samples are windows of the tokens of texts. */
  continuation: continuationSchema.optional(),
  /** Number of samples that were left out for missing values. */
  leftOut: z.strictObject({ train: z.int().min(0), test: z.int().min(0) }),
  /** There where tables began with word vectors. */
  vectors: z.array(givenVectors).optional(),
});

export type FittedPreprocessing = z.infer<typeof fittedPreprocessingSchema>;
export type GivenVectors = z.infer<typeof givenVectors>;
export type FittedField = FittedPreprocessing['fields'][number];

/** A field with what each step learnt, ready for use. */
export interface FieldPipeline {
  readonly stored: DatasetField;
  readonly fed: DatasetField;
  readonly asDeclared: boolean;
  readonly storedType: FittedField['stored'];
  readonly steps: readonly PipelineStep[];
}

export interface PipelineStep {
  readonly definition: PreprocessingDefinition;
  readonly context: StepContext<ParameterSchema>;
}

/** Reads what stands in a run's folder; what isn't that throws `EngineError('bad-preprocessing')`. */
export function parsePreprocessing(text: string): FittedPreprocessing {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new EngineError('bad-preprocessing', 'The run’s preprocessing is not JSON. Train the run again.', { cause });
  }
  const parsed = fittedPreprocessingSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new EngineError(
    'bad-preprocessing',
    `The run’s preprocessing can't be read: ${z.prettifyError(parsed.error)}. Train the run again.`,
  );
}

/** Declarations of the datasets that a run's network names, as they were when it began. */
export function infosOf({ info, vectors = [] }: FittedPreprocessing): readonly DatasetInfo[] {
  return [info, ...vectors.map(({ dataset }) => dataset)];
}

/** The fields that were prepared, by name. A step that this program doesn't have throws `EngineError('bad-preprocessing')`. */
export function pipelinesOf({ info, fields }: FittedPreprocessing): ReadonlyMap<string, FieldPipeline> {
  return new Map(fields.map((fitted) => [fitted.field, pipelineOf(fitted, declared(info, fitted.field))]));
}

function declared({ fields }: DatasetInfo, name: string): DatasetField {
  const field = fields.find((candidate) => candidate.name === name);
  invariant(field !== undefined, `the declaration has the field ${name}`);
  return field;
}

function pipelineOf({ stored: storedType, asDeclared, steps: chosen }: FittedField, stored: DatasetField): FieldPipeline {
  let field = asStored(stored);
  const steps = chosen.map(({ type, parameters: given, fitted }): PipelineStep => {
    const definition = preprocessingOf(type);
    if (definition === undefined) throw unreadable(`this version has no preprocessing step “${type}”`);
    const parameters = soundParameters(definition.parameters, given);
    const step = { definition, context: { parameters, field, fitted } };
    const next = definition.form(parameters, field);
    if ('problem' in next) throw unreadable(`${definition.title} of ${stored.label}: ${next.problem.message}`);
    field = next;
    return step;
  });
  return { stored, fed: asDeclared ? stored : field, asDeclared, storedType, steps };
}

function unreadable(reason: string): EngineError {
  return new EngineError('bad-preprocessing', `The run’s preprocessing can't be used: ${reason}. Train the run again.`);
}
