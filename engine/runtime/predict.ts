import { inferenceProgram } from '../compile/evaluation-program.ts';
import type { InferenceProgram, PredictionOutput } from '../compile/program.ts';
import type { DatasetInfo, FieldReading } from '../data/dataset.ts';
import { catalogOf } from '../data/registry.ts';
import { EngineError, invariant } from '../graph/errors.ts';
import { classScores } from '../losses/link.ts';
import { lossOf } from '../losses/registry.ts';
import { type FieldPipeline, infosOf, pipelinesOf } from '../preprocessing/fitted.ts';
import { readingOf } from '../preprocessing/reading.ts';
import type { PredictRequest, PredictResult } from './engine-api.ts';
import { exportTrained, trainedDataset } from './export-run.ts';
import { GivenSamples } from './given-samples.ts';
import { OnnxSession } from './onnx-session.ts';
import { runPreprocessing } from './project-data.ts';
import { readTrained } from './run-state.ts';

/** Samples that are computed together at least. */
const LEAST_BATCH = 64;

/** What a run's checkpoint makes of samples that are given as stored values. */
export async function predictRun(request: PredictRequest): Promise<PredictResult> {
  const trained = await readTrained(request.runDirectory, request.checkpoint);
  const preprocessing = await runPreprocessing(request.runDirectory, trained.project, request.datasets);
  const catalog = catalogOf(infosOf(preprocessing));
  const program = inferenceProgram(trained.project, catalog.shapesOf);
  const dataset = trainedDataset(program, catalog);
  refuseGraphs(program, dataset);
  const session = await OnnxSession.load(exportTrained({ ...trained, catalog, preprocessing }), request.threads);
  try {
    const pipelines = pipelinesOf(preprocessing);
    const given = new GivenSamples(request, program.dataInputs, pipelines);
    const parts: ReadonlyMap<string, Float32Array>[] = [];
    const batchSize = Math.max(trained.project.training.batchSize, LEAST_BATCH);
    for (let from = 0; from < request.samples; from += batchSize)
      parts.push(await session.infer(given.feeds(from, Math.min(from + batchSize, request.samples))));
    const outputs = program.predictions.map((prediction) => {
      const values = joined(parts, prediction.activated);
      return describePrediction(prediction, dataset, values, request.samples, readingFor(prediction, pipelines));
    });
    return { outputs };
  } finally {
    await session.dispose();
  }
}

/** Graphs have no form in which samples are given. */
function refuseGraphs({ dataInputs }: InferenceProgram, { title }: DatasetInfo): void {
  if (dataInputs.every(({ part }) => part === undefined)) return;
  throw new EngineError(
    'graph-input',
    `A network over graphs can't be given new samples here: expected values sample by sample, came nodes and edges of ${title}. Look at its predictions in the evaluation, or export it: the file takes any graph.`,
  );
}

/** An output's values of all parts, one after another. */
function joined(parts: readonly ReadonlyMap<string, Float32Array>[], output: string): Float32Array {
  const each = parts.map((part) => {
    const values = part.get(output);
    invariant(values !== undefined, `the model gives ${output}`);
    return values;
  });
  const all = new Float32Array(each.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const values of each) {
    all.set(values, at);
    at += values.length;
  }
  return all;
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
