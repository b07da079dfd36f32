import type { DataInput } from '../compile/program.ts';
import type { DatasetField } from '../data/dataset.ts';
import { gatherField, sampleSize } from '../data/gather.ts';
import { EngineError, invariant } from '../graph/errors.ts';
import type { TensorData } from '../graph/types.ts';
import type { FieldBlock } from '../preprocessing/definition.ts';
import type { FieldPipeline } from '../preprocessing/fitted.ts';
import { runSteps } from '../preprocessing/pipeline.ts';
import { indices } from '../random/distributions.ts';
import type { PredictRequest } from './engine-api.ts';
import { onnxruntimeBackend } from './onnxruntime-backend.ts';

interface GivenField {
  readonly input: DataInput;
  readonly pipeline: FieldPipeline;
  readonly values: PredictRequest['inputs'][string];
  readonly offsets?: Uint32Array<ArrayBuffer>;
}

/** Samples that are to be predicted, as they are stored; they become feeds part by part, so that memory is that of a part. */
export class GivenSamples {
  private readonly fields: readonly GivenField[];

  /** Throws `bad-input` where the request has other than so many values of a field. */
  constructor(request: PredictRequest, dataInputs: readonly DataInput[], pipelines: ReadonlyMap<string, FieldPipeline>) {
    this.fields = dataInputs.map((input) => {
      const pipeline = pipelines.get(input.field);
      invariant(pipeline !== undefined, `what ${input.input} takes was prepared in the run`);
      return { input, pipeline, ...givenValues(pipeline.stored, request) };
    });
  }

  /** The samples from `from` up to `to` as the network is fed, by graph input. Throws `bad-input` naming the sample at fault. */
  feeds(from: number, to: number): ReadonlyMap<string, TensorData> {
    return new Map(this.fields.map((field) => [field.input.input, feedOf(field, from, to)]));
  }
}

function givenValues(
  field: DatasetField,
  { samples, inputs, offsets: allOffsets }: PredictRequest,
): Pick<GivenField, 'values' | 'offsets'> {
  const values = inputs[field.name];
  const offsets = field.ragged === undefined ? undefined : Uint32Array.from(allOffsets?.[field.name] ?? []);
  if (
    offsets !== undefined &&
    (offsets.length !== samples + 1 || offsets[0] !== 0 || offsets.some((end, i) => i > 0 && end < offsets[i - 1]))
  )
    throw new EngineError('bad-input', `Expected where each of ${samples} samples of ${field.label} ends, came ${offsets.length} offsets.`);
  const expected = (offsets?.[samples] ?? samples) * sampleSize(field);
  if (values?.length !== expected || samples === 0) {
    throw new EngineError(
      'bad-input',
      `Expected ${expected} numbers for ${field.label} (${samples} samples of ${sampleSize(field)}), came ${values?.length ?? 'none'}.`,
    );
  }
  return { values, ...(offsets !== undefined && { offsets }) };
}

function feedOf(given: GivenField, from: number, to: number): TensorData {
  const { input, pipeline } = given;
  const { fed, asDeclared, steps } = pipeline;
  const samples = to - from;
  const feed = onnxruntimeBackend.allocate({ dtype: input.type.dtype, shape: [samples, ...fed.shape] });
  const block = storedBlock(given, from, to);
  checkBytes(pipeline, block, from);
  if (!asDeclared) checkComplete(pipeline, block, from);
  const { values } = asDeclared ? block : runSteps(steps, block);
  gatherField({ size: samples, fields: new Map([[fed.name, values]]) }, fed, indices(samples), feed.data);
  checkNumbers(pipeline, feed, from);
  return feed;
}

function storedBlock({ pipeline: { stored }, values, offsets }: GivenField, from: number, to: number): FieldBlock {
  const size = sampleSize(stored);
  const [start, end] = [offsets?.[from] ?? from, offsets?.[to] ?? to];
  const part = values.slice(start * size, end * size);
  return {
    samples: to - from,
    values: stored.semantics === 'text' ? Uint8Array.from(part) : Float64Array.from(part),
    ...(offsets && { offsets: offsets.slice(from, to + 1).map((offset) => offset - start) }),
  };
}

/** Pictures that were scaled already would be scaled once more. */
function checkBytes({ stored, storedType }: FieldPipeline, { values }: FieldBlock, from: number): void {
  const { semantics, label } = stored;
  if (storedType !== 'uint8' || (semantics !== 'image' && semantics !== 'voxels')) return;
  const place = values.findIndex((value: number | bigint) => !(Number.isInteger(Number(value)) && value >= 0 && value <= 255));
  if (place < 0) return;
  throw new EngineError(
    'bad-input',
    `Sample ${from + Math.floor(place / sampleSize(stored))} of ${label} has the value ${values[place]}; whole numbers from 0 to 255 were expected, as the dataset keeps them before any scaling.`,
  );
}

/** A network that was trained without samples that lack a value can say nothing of one. */
function checkComplete({ stored, steps }: FieldPipeline, block: FieldBlock, from: number): void {
  steps.forEach(({ definition, context }, i) => {
    const place = definition.drops?.(context, runSteps(steps.slice(0, i), block)).indexOf(1) ?? -1;
    if (place < 0) return;
    const reason = 'the run left such samples out of its training';
    throw new EngineError(
      'bad-input',
      `Sample ${from + place} has a missing value of ${stored.label}: ${reason}. Give the value, or train with missing values filled in.`,
    );
  });
}

/** What no step filled in would make each prediction of its sample meaningless. */
function checkNumbers({ stored, fed }: FieldPipeline, { data }: TensorData, from: number): void {
  if (data instanceof BigInt64Array) return;
  const place = data.findIndex((value) => !Number.isFinite(value));
  if (place < 0) return;
  throw new EngineError(
    'bad-input',
    `Sample ${from + Math.floor(place / sampleSize(fed))} lacks a value of ${stored.label}, and the run's preparation fills in none. Give a number, or train with missing values filled in.`,
  );
}
