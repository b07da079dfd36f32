import { inferenceProgram } from '../compile/evaluation-program.ts';
import type { DataInput, PredictionOutput } from '../compile/program.ts';
import type { DatasetField, DatasetInfo, FieldReading } from '../data/dataset.ts';
import { gatherField, sampleSize } from '../data/gather.ts';
import { catalogOf } from '../data/registry.ts';
import { EngineError, invariant } from '../graph/errors.ts';
import { sizeOf } from '../graph/shape.ts';
import type { TensorData } from '../graph/types.ts';
import { classScores } from '../losses/link.ts';
import { lossOf } from '../losses/registry.ts';
import type { FieldBlock } from '../preprocessing/definition.ts';
import { type FieldPipeline, pipelinesOf } from '../preprocessing/fitted.ts';
import { runSteps } from '../preprocessing/pipeline.ts';
import { readingOf } from '../preprocessing/reading.ts';
import { indices } from '../random/distributions.ts';
import type { PredictRequest, PredictResult } from './engine-api.ts';
import { exportTrained, trainedDataset } from './export-run.ts';
import { OnnxSession } from './onnx-session.ts';
import { onnxruntimeBackend } from './onnxruntime-backend.ts';
import { runPreprocessing } from './project-data.ts';
import { readTrained } from './run-state.ts';

/** What a run's checkpoint makes of samples that are given as stored values. */
export async function predictRun(request: PredictRequest): Promise<PredictResult> {
  const trained = await readTrained(request.runDirectory, request.checkpoint);
  const preprocessing = await runPreprocessing(request.runDirectory, trained.project, request.datasets);
  const catalog = catalogOf([preprocessing.info]);
  const program = inferenceProgram(trained.project, catalog.shapesOf);
  const dataset = trainedDataset(program, catalog);
  const session = await OnnxSession.load(exportTrained({ ...trained, catalog, preprocessing }), request.threads);
  try {
    const pipelines = pipelinesOf(preprocessing);
    const feeds = new Map(program.dataInputs.map((input) => [input.input, feedOf(input, pipelines.get(input.field), request)]));
    const results = await session.infer(feeds);
    const outputs = program.predictions.map((prediction) => {
      const values = results.get(prediction.activated);
      invariant(values !== undefined, `the model gives ${prediction.activated}`);
      return describePrediction(prediction, dataset, values, request.samples, readingFor(prediction, pipelines));
    });
    return { outputs };
  } finally {
    await session.dispose();
  }
}

/** What an output gives for the samples; one score for each class where it tells classes. */
function describePrediction(
  { nodeId, classes, targetField, loss }: PredictionOutput,
  { fields }: DatasetInfo,
  values: Float32Array,
  samples: number,
  reading: FieldReading | undefined,
): PredictResult['outputs'][number] {
  const width = values.length / samples;
  const target = fields.find(({ name }) => name === targetField);
  if (classes === undefined) {
    const { restore, unit, kept } = reading ?? { unit: target?.unit, kept: [] };
    const told = restore === undefined ? values : Float32Array.from(restore(values));
    return { nodeId, shape: [width], values: told, ...(unit !== undefined && { unit }), ...(kept.length > 0 && { kept }) };
  }
  const { link } = lossOf(loss);
  const rows = Array.from({ length: samples }, (_, n) => classScores(link, values.subarray(n * width, (n + 1) * width)));
  const names = target?.classes ?? [];
  return {
    nodeId,
    shape: [classes],
    values: Float32Array.from(rows.flat()),
    classes: names,
    ...(link === 'identity' && { margins: true }),
  };
}

/** How an output's numbers are told, where its target was prepared. */
function readingFor({ targetField }: PredictionOutput, pipelines: ReadonlyMap<string, FieldPipeline>): FieldReading | undefined {
  const pipeline = pipelines.get(targetField);
  return pipeline && readingOf(pipeline);
}

/** The given values as the network is fed. */
function feedOf({ input, type }: DataInput, pipeline: FieldPipeline | undefined, request: PredictRequest): TensorData {
  invariant(pipeline !== undefined, `what ${input} takes was prepared in the run`);
  const { samples } = request;
  const { stored, fed, asDeclared, steps } = pipeline;
  const feed = onnxruntimeBackend.allocate({ dtype: type.dtype, shape: [samples, ...fed.shape] });
  const block = givenBlock(stored, request);
  checkBytes(pipeline, block);
  if (!asDeclared) checkComplete(pipeline, block);
  const { values } = asDeclared ? block : runSteps(steps, block);
  gatherField({ size: samples, fields: new Map([[fed.name, values]]) }, fed, indices(samples), feed.data);
  checkNumbers(stored, feed, samples);
  return feed;
}

/** Pictures that were scaled already would be scaled once more. */
function checkBytes({ stored: { semantics, label, shape }, storedType }: FieldPipeline, { values }: FieldBlock): void {
  if (storedType !== 'uint8' || (semantics !== 'image' && semantics !== 'voxels')) return;
  const place = values.findIndex((value: number | bigint) => !(Number.isInteger(Number(value)) && value >= 0 && value <= 255));
  if (place < 0) return;
  throw new EngineError(
    'bad-input',
    `Sample ${Math.floor(place / sizeOf(shape))} of ${label} has the value ${values[place]}; whole numbers from 0 to 255 were expected, as the dataset keeps them before any scaling.`,
  );
}

/** What no step filled in would make each prediction of its sample meaningless. */
function checkNumbers({ label }: DatasetField, { data }: TensorData, samples: number): void {
  if (data instanceof BigInt64Array) return;
  const place = data.findIndex((value) => !Number.isFinite(value));
  if (place < 0) return;
  const sample = Math.floor((place * samples) / data.length);
  throw new EngineError(
    'bad-input',
    `Sample ${sample} lacks a value of ${label}, and the run's preparation fills in none. Give a number, or train with missing values filled in.`,
  );
}

/** The request's values of a field, sample after sample. */
function givenBlock(field: DatasetField, { samples, inputs, offsets: allOffsets }: PredictRequest): FieldBlock {
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
      `Expected ${expected} numbers for ${field.label} (${samples} samples of ${sizeOf(field.shape)}), came ${values?.length ?? 'none'}.`,
    );
  }
  const stored = field.semantics === 'text' ? Uint8Array.from(values) : Float64Array.from(values);
  return { samples, values: stored, ...(offsets !== undefined && { offsets }) };
}

/** A network that was trained without samples that lack a value can say nothing of one. */
function checkComplete({ stored, steps }: FieldPipeline, block: FieldBlock): void {
  steps.forEach(({ definition, context }, i) => {
    const place = definition.drops?.(context, runSteps(steps.slice(0, i), block)).indexOf(1) ?? -1;
    if (place < 0) return;
    const reason = 'the run left such samples out of its training';
    throw new EngineError(
      'bad-input',
      `Sample ${place} has a missing value of ${stored.label}: ${reason}. Give the value, or train with missing values filled in.`,
    );
  });
}
