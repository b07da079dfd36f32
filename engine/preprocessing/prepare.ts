import type {
  Continuation,
  Dataset,
  DatasetField,
  DatasetInfo,
  DatasetSplit,
  FieldReading,
  RaggedReader,
  RaggedValues,
  SampleReader,
} from '../data/dataset.ts';
import { prefetchField } from '../data/gather.ts';
import { EngineError } from '../graph/errors.ts';
import { formatShape, sizeOf } from '../graph/shape.ts';
import type { TensorArray } from '../graph/types.ts';
import { indices } from '../random/distributions.ts';
import { type FieldPipeline, type FittedPreprocessing, pipelinesOf } from './fitted.ts';
import { continuedInfo } from './continuation.ts';
import { continuedSplit } from './continued-texts.ts';
import { tokenNames } from './token-names.ts';
import { languageModelOf } from './language-model.ts';
import { leftOutOf } from './fit.ts';
import { eachBlock, runSteps, storedBlock } from './pipeline.ts';
import { readingOf } from './reading.ts';

/** Fields of at most so many values are prepared once, larger ones batch by batch. */
const HELD_VALUES = 1 << 22;

/**
 * The dataset as the network is fed: `info` and `fields` are those after the steps. A field that is scaled as its dataset declares stays
 * as it is stored, and is scaled where a batch is gathered. Throws `EngineError('dataset-changed')` where the dataset is no longer of
 * the form that the steps were fitted to.
 */
export function prepareDataset(dataset: Dataset, fitted: FittedPreprocessing): Dataset {
  checkForm(dataset, fitted);
  const byField = pipelinesOf(fitted);
  const pipelines = [...byField.values()];
  const { continuation } = fitted;
  const continued = continuation && byField.get(continuation.field);
  const changed = pipelines.filter((pipeline) => !pipeline.asDeclared && pipeline !== continued);
  const fed = new Map(pipelines.map(({ fed: field }) => [field.name, field]));
  const info = { ...dataset.info, fields: dataset.info.fields.map((field) => fed.get(field.name) ?? field) };
  const readings = new Map([...readingsOf(pipelines), ...tokenReading(fitted)]);
  const told = { ...dataset, info, ...(readings.size > 0 && { readings }) };
  if (changed.length === 0 && continued === undefined) return told;
  const planned = changed.map(({ stored, steps }) => ({
    stored,
    steps: steps.map(({ definition, context: { parameters, field } }) => ({ definition, parameters, field })),
  }));
  const own = changed.map(({ stored }) => fitted.fields.filter(({ field }) => field === stored.name)).flat();
  const prepared = (split: DatasetSplit, windows = continuation): DatasetSplit => {
    const leftOut = leftOutOf(split, own, planned);
    const fields = { ...split, ...preparedFields(split, changed), ...(leftOut && { leftOut }) };
    return continued === undefined || windows === undefined ? fields : continuedSplit(fields, continued, windows);
  };
  // Each token of the test texts is told once, however far apart training windows are.
  const apart = continuation && { ...continuation, stride: continued?.fed.shape[0] ?? continuation.stride };
  const [train, test] = [prepared(dataset.train), prepared(dataset.test, apart)];
  return { ...told, info: countedInfo(info, continuation, train.size, test.size), train, test };
}

/** Samples are counted anew where they are windows of texts. */
function countedInfo(info: DatasetInfo, continuation: Continuation | undefined, train: number, test: number): DatasetInfo {
  const continued = continuation && continuedInfo(info, continuation);
  return continued === undefined ? info : { ...continued, splits: { train, test } };
}

/** What the tokens of a continuation's target are. */
function tokenReading(fitted: FittedPreprocessing): readonly (readonly [string, FieldReading])[] {
  const model = languageModelOf(fitted);
  if (model === undefined) return [];
  const { characters } = model.tokeniser;
  return [[model.target, { kept: [], names: tokenNames(model.tokeniser), ...(characters && { characters }) }]];
}

function readingsOf(pipelines: readonly FieldPipeline[]): ReadonlyMap<string, FieldReading> {
  return new Map(
    pipelines.flatMap((pipeline) => {
      const reading = readingOf(pipeline);
      return reading === undefined ? [] : [[pipeline.stored.name, reading] as const];
    }),
  );
}

function preparedFields(split: DatasetSplit, changed: readonly FieldPipeline[]): Pick<DatasetSplit, 'fields' | 'ragged'> {
  const fields = new Map(split.fields);
  const ragged = new Map(split.ragged);
  for (const pipeline of changed) {
    const { name } = pipeline.stored;
    fields.delete(name);
    ragged.delete(name);
    if (pipeline.fed.ragged === undefined) fields.set(name, preparedValues(split, pipeline));
    else ragged.set(name, new PreparedRagged(split, pipeline));
  }
  return { fields, ...(ragged.size > 0 && { ragged }) };
}

function preparedValues(split: DatasetSplit, pipeline: FieldPipeline): TensorArray | SampleReader {
  const size = sizeOf(pipeline.fed.shape);
  if (split.size * size > HELD_VALUES) return new PreparedReader(split, pipeline);
  const held = pipeline.fed.dtype === 'int64' ? new Int32Array(split.size * size) : new Float32Array(split.size * size);
  eachBlock(split, pipeline.stored, indices(split.size), pipeline.steps, ({ values }, samples) => {
    for (let i = 0; i < values.length; i += 1) held[samples[0] * size + i] = Number(values[i]);
  });
  return held;
}

/** Prepares the samples of each batch anew. */
class PreparedReader implements SampleReader {
  private readonly split: DatasetSplit;
  private readonly pipeline: FieldPipeline;

  constructor(split: DatasetSplit, pipeline: FieldPipeline) {
    this.split = split;
    this.pipeline = pipeline;
  }

  async prefetch(samples: ArrayLike<number>): Promise<void> {
    await prefetchField(this.split, this.pipeline.stored, samples);
  }

  gather(samples: ArrayLike<number>): TensorArray {
    return runSteps(this.pipeline.steps, storedBlock(this.split, this.pipeline.stored, samples)).values;
  }
}

class PreparedRagged implements RaggedReader {
  private readonly split: DatasetSplit;
  private readonly pipeline: FieldPipeline;

  constructor(split: DatasetSplit, pipeline: FieldPipeline) {
    this.split = split;
    this.pipeline = pipeline;
  }

  gatherRagged(samples: ArrayLike<number>): RaggedValues {
    const { values, offsets = new Uint32Array(1) } = runSteps(this.pipeline.steps, storedBlock(this.split, this.pipeline.stored, samples));
    return { values, offsets };
  }

  lengthOf(sample: number): number {
    return this.split.ragged?.get(this.pipeline.stored.name)?.lengthOf(sample) ?? 0;
  }
}

function checkForm({ info }: Dataset, fitted: FittedPreprocessing): void {
  for (const { field: name } of fitted.fields) {
    const now = info.fields.find((field) => field.name === name);
    const then = fitted.info.fields.find((field) => field.name === name);
    if (now !== undefined && then !== undefined && formOf(now) === formOf(then)) continue;
    throw new EngineError(
      'dataset-changed',
      `${info.title} was replaced since the run was trained: expected ${then === undefined ? name : formOf(then)}, came ${now === undefined ? `no field ${name}` : formOf(now)}. Train the project again.`,
    );
  }
}

/** What the steps of a run rely on, in words. */
function formOf({ name, dtype, shape, ragged, columns, semantics }: DatasetField): string {
  const parts = columns?.map(({ name: column, values }) => (values === undefined ? column : `${column} (${values.join(', ')})`));
  const form = `${name}: ${semantics} ${formatShape(shape)} ${dtype}${ragged === undefined ? '' : ', ragged'}`;
  return parts === undefined ? form : `${form} of ${parts.join(', ')}`;
}
