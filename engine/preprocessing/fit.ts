import type { Dataset, DatasetInfo, DatasetSplit } from '../data/dataset.ts';
import { windowed } from '../data/windows.ts';
import { EngineError } from '../graph/errors.ts';
import type { DataSettings } from '../project/schema.ts';
import { indices } from '../random/distributions.ts';
import type { Fitted } from './definition.ts';
import type { FittedField, FittedPreprocessing, PipelineStep } from './fitted.ts';
import { eachBlock, storedBlock } from './pipeline.ts';
import { type PlannedField, type PlannedStep, preparedInfo } from './prepared-info.ts';

type Samples = Uint32Array<ArrayBuffer>;

/** The dataset with the project's windows; the same where it chose none. */
export function withWindows(dataset: Dataset, { window }: DataSettings): Dataset {
  return window === undefined ? dataset : windowed(dataset, window);
}

/**
 * Learns what the steps of the fields need to know, from the training samples alone. `dataset` holds stored values, in the project's
 * windows; `fields` are those that the network reads. Throws `EngineError('bad-preprocessing')` where a step doesn't fit or finds
 * nothing to learn, `no-samples` where no sample is left.
 */
export function fitPreprocessing(dataset: Dataset, training: Samples, data: DataSettings, fields: readonly string[]): FittedPreprocessing {
  const plan = preparedInfo(dataset.info, data);
  const problem = plan.problems.find(({ field, severity }) => severity === undefined && (field === undefined || fields.includes(field)));
  if (problem !== undefined) throw new EngineError('bad-preprocessing', problem.message);
  const { continuation } = plan.info;
  const planned = plan.fields.filter(({ stored }) => fields.includes(stored.name) || stored.name === continuation?.field);
  const dropping = planned.filter(({ steps }) => steps.some(leavesOut));
  const kept = dropping.length === 0 ? training : withoutDropped(dataset, training, dropping);
  const fitted = planned.map((field) => fitField(field, dataset.train, kept));
  const info: DatasetInfo = { ...dataset.info };
  const dropped = (split: DatasetSplit): number => leftOutOf(split, fitted, planned)?.reduce((sum, is) => sum + is, 0) ?? 0;
  return {
    format: 'netloom-preprocessing',
    version: 1,
    info,
    fields: fitted,
    ...(continuation && { continuation }),
    leftOut: { train: dropped(dataset.train), test: dropped(dataset.test) },
  };
}

const leavesOut = ({ definition }: PlannedStep): boolean => definition.drops !== undefined;

function withoutDropped({ info, train }: Dataset, training: Samples, dropping: readonly PlannedField[]): Samples {
  // Later steps are not asked: a sample that is left out may be none that they can learn from.
  const asked = dropping.map((field) => ({ ...field, steps: field.steps.slice(0, 1 + field.steps.findLastIndex(leavesOut)) }));
  const dropped = leftOutOf(
    train,
    asked.map((field) => fitField(field, train, training)),
    asked,
  );
  const kept = training.filter((sample) => dropped?.[sample] !== 1);
  if (kept.length > 0 || training.length === 0) return kept;
  throw new EngineError(
    'no-samples',
    `Each training sample of ${info.title} has a missing value: none is left. Fill missing values in instead of leaving their samples out.`,
  );
}

/** Samples of a split that a step leaves out, as 1; `undefined` where no step leaves any out. */
export function leftOutOf(
  split: DatasetSplit,
  fitted: readonly FittedField[],
  planned: readonly Pick<PlannedField, 'stored' | 'steps'>[],
): Uint8Array<ArrayBuffer> | undefined {
  let all: Uint8Array<ArrayBuffer> | undefined;
  planned.forEach(({ stored, steps }, f) => {
    const pipeline = steps.map((step, i): PipelineStep => pipelineStep(step, fitted[f].steps[i].fitted));
    pipeline.forEach(({ definition, context }, i) => {
      if (definition.drops === undefined) return;
      const dropped = (all ??= new Uint8Array(split.size));
      eachBlock(split, stored, indices(split.size), pipeline.slice(0, i), (block, samples) => {
        definition.drops?.(context, block).forEach((drop, place) => {
          if (drop === 1) dropped[samples[place]] = 1;
        });
      });
    });
  });
  return all;
}

function fitField({ stored, asDeclared, steps }: PlannedField, split: DatasetSplit, samples: Samples): FittedField {
  const done: PipelineStep[] = [];
  for (const step of steps) {
    const fitter = step.definition.fit?.(step.parameters, step.field);
    if (fitter !== undefined) eachBlock(split, stored, samples, done, (block) => fitter.add(block));
    done.push(pipelineStep(step, fitter?.finish() ?? {}));
  }
  return {
    field: stored.name,
    stored: storedTypeOf(split, stored),
    asDeclared,
    steps: done.map(({ definition, context }) => ({
      type: definition.type,
      parameters: { ...context.parameters },
      fitted: jsonOf(context.fitted),
    })),
  };
}

function pipelineStep({ definition, parameters, field }: PlannedStep, fitted: Fitted): PipelineStep {
  return { definition, context: { parameters, field, fitted } };
}

function jsonOf(fitted: Fitted): FittedField['steps'][number]['fitted'] {
  return Object.fromEntries(
    Object.entries(fitted).map(([name, value]) => [name, typeof value === 'object' ? ([...value] as number[] | string[]) : value]),
  );
}

function storedTypeOf(split: DatasetSplit, stored: PlannedField['stored']): FittedField['stored'] {
  const { values } = storedBlock(split, stored, indices(Math.min(1, split.size)));
  if (values instanceof Uint8Array) return 'uint8';
  if (values instanceof Int32Array) return 'int32';
  return values instanceof Float64Array ? 'float64' : 'float32';
}
