import { inferenceProgram } from '../compile/evaluation-program.ts';
import type { DataInput, PredictionOutput } from '../compile/program.ts';
import type { DatasetField, DatasetInfo, DatasetSplit } from '../data/dataset.ts';
import { gatherField, sampleSize } from '../data/gather.ts';
import { EngineError, invariant } from '../graph/errors.ts';
import { sizeOf } from '../graph/shape.ts';
import type { TensorData } from '../graph/types.ts';
import { classScores } from '../losses/link.ts';
import { lossOf } from '../losses/registry.ts';
import { indices } from '../random/distributions.ts';
import { catalogFor } from './datasets.ts';
import type { PredictRequest, PredictResult } from './engine-api.ts';
import { exportTrained, trainedDataset } from './export-run.ts';
import { OnnxSession } from './onnx-session.ts';
import { onnxruntimeBackend } from './onnxruntime-backend.ts';
import { readTrained } from './run-state.ts';

/** What a run's checkpoint makes of samples that are given as stored values. */
export async function predictRun(request: PredictRequest): Promise<PredictResult> {
  const trained = await readTrained(request.runDirectory, request.checkpoint);
  const catalog = await catalogFor(trained.project, request.datasets);
  const program = inferenceProgram(trained.project, catalog.shapesOf);
  const dataset = trainedDataset(program, catalog);
  const session = await OnnxSession.load(exportTrained({ ...trained, catalog }), request.threads);
  try {
    const feeds = new Map(program.dataInputs.map((input) => [input.input, feedOf(input, dataset, request)]));
    const results = await session.infer(feeds);
    const outputs = program.predictions.map((prediction) => {
      const values = results.get(prediction.activated);
      invariant(values !== undefined, `the model gives ${prediction.activated}`);
      return describePrediction(prediction, dataset, values, request.samples);
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
): PredictResult['outputs'][number] {
  const width = values.length / samples;
  if (classes === undefined) return { nodeId, shape: [width], values };
  const { link } = lossOf(loss);
  const rows = Array.from({ length: samples }, (_, n) => classScores(link, values.subarray(n * width, (n + 1) * width)));
  const names = fields.find(({ name }) => name === targetField)?.classes ?? [];
  return {
    nodeId,
    shape: [classes],
    values: Float32Array.from(rows.flat()),
    classes: names,
    ...(link === 'identity' && { margins: true }),
  };
}

/** Preprocesses the given values as the dataset's are. */
function feedOf(input: DataInput, dataset: DatasetInfo, { samples, inputs }: PredictRequest): TensorData {
  const field = dataset.fields.find(({ name }) => name === input.field);
  invariant(field !== undefined, `field ${input.field} was checked`);
  const feed = onnxruntimeBackend.allocate({ dtype: input.type.dtype, shape: [samples, ...field.shape] });
  gatherField(splitOf(field, samples, inputs[input.field]), field, indices(samples), feed.data);
  return feed;
}

function splitOf(field: DatasetField, size: number, values: ArrayLike<number> | undefined): DatasetSplit {
  const expected = size * sampleSize(field);
  if (values?.length !== expected || size === 0) {
    throw new EngineError(
      'bad-input',
      `Expected ${expected} numbers for ${field.label} (${size} samples of ${sizeOf(field.shape)}), came ${values?.length ?? 'none'}.`,
    );
  }
  return { size, fields: new Map([[field.name, Float64Array.from(values)]]) };
}
