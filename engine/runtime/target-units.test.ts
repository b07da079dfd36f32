import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storedValues } from '../data/gather.ts';
import type { Dataset } from '../data/dataset.ts';
import { parsePreprocessing } from '../preprocessing/fitted.ts';
import { type Project, projectSchema } from '../project/schema.ts';
import { indices } from '../random/distributions.ts';
import { splitTraining } from '../training/batches.ts';
import type { RunSummary } from '../training/events.ts';
import { openDataset } from './datasets.ts';
import { evaluateRun } from './evaluate-run.ts';
import { exportRun } from './export-run.ts';
import { readModel } from '../graph/onnx/read.ts';
import { OnnxSession } from './onnx-session.ts';
import { predictRun } from './predict.ts';
import { chain } from './testing/chain.ts';
import { startTraining } from './training-run.ts';
import { verifyRun } from './verify.ts';

let folder: string;
let dataset: Dataset;

const folders = () => ({ bundled: new URL('../../datasets', import.meta.url).pathname, own: join(folder, 'own') });
const asked = (runDirectory: string) => ({ runDirectory, datasets: folders(), threads: 1, checkpoint: 'last' as const });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-units-'));
  dataset = await openDataset('diabetes', folders());
});

afterAll(() => rmSync(folder, { recursive: true }));

/** How far a disease went, which its dataset scales by 1/100, after the given steps. */
function regression(...steps: readonly string[]): Project {
  const project = chain(
    [
      { id: 'input', type: 'Input', parameters: { dataset: 'diabetes', field: 'patient' } },
      { id: 'hidden', type: 'Dense', parameters: { units: 4, activation: 'tanh' } },
      { id: 'value', type: 'Dense', parameters: { units: 1, activation: 'none' } },
      {
        id: 'output',
        type: 'Output',
        parameters: { target: 'progression', loss: 'meanSquaredError', metrics: ['rootMeanSquaredError', 'meanAbsoluteError'] },
      },
    ],
    { epochs: 4, batchSize: 16, learningRate: 0.02, seed: 2, validationFraction: 0.2 },
  );
  return projectSchema.parse({ ...project, data: { preprocessing: [{ field: 'progression', steps: steps.map((type) => ({ type })) }] } });
}

async function trained(...steps: readonly string[]): Promise<{ readonly run: string; readonly summary: RunSummary }> {
  const run = join(folder, `run-${steps.join('-')}`);
  const request = { runDirectory: run, project: regression(...steps), datasets: folders(), threads: 1, resume: false };
  return { run, summary: await startTraining(request, () => undefined).done };
}

/** What the exported file gives for the test samples: as it was trained to, prepared, or in the target's own unit by its graph. */
async function fileOutputs(run: string, preprocessing: 'metadata' | 'graph' = 'metadata'): Promise<readonly number[]> {
  const session = await OnnxSession.load(await exportRun({ ...asked(run), opset: 17, preprocessing }), 1);
  try {
    const { size } = dataset.test;
    const { columns = [] } = field('patient');
    const scaled = (value: number, i: number): number => value * columns[i % columns.length].scale + columns[i % columns.length].offset;
    const data = Float32Array.from(preprocessing === 'graph' ? storedInputs() : storedInputs().map(scaled));
    const [input] = session.inputNames;
    const results = await session.infer(new Map([[input, { dtype: 'float32', dims: [size, data.length / size], data }]]));
    return Array.from([...results.values()][0]);
  } finally {
    await session.dispose();
  }
}

const field = (name: string) => dataset.info.fields.filter((candidate) => candidate.name === name)[0];
const storedInputs = () => Array.from(storedValues(dataset.test, field('patient'), indices(dataset.test.size)), Number);
const scores = (split: 'train' | 'test', samples = indices(dataset[split].size)): number[] =>
  Array.from(storedValues(dataset[split], field('progression'), samples), Number);

function errorsOf(predicted: readonly number[], truth: readonly number[]): { readonly rmse: number; readonly mae: number } {
  const distances = predicted.map((value, i) => Math.abs(value - truth[i]));
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  return { rmse: Math.sqrt(mean(distances.map((distance) => distance ** 2))), mae: mean(distances) };
}

describe('a target that is standardised', () => {
  let run: string;
  let summary: RunSummary;
  let byHand: readonly number[];

  beforeAll(async () => {
    ({ run, summary } = await trained('Standardise'));
    const { training } = splitTraining(2, dataset.train.size, 0.2);
    const values = scores('train', training);
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    byHand = (await fileOutputs(run)).map((output) => output * deviation + mean);
  });

  it('is told by the evaluation in its own unit', async () => {
    const report = await evaluateRun({ ...asked(run), split: 'test' });
    const { rmse, mae } = errorsOf(byHand, scores('test'));
    const [output] = report.outputs;
    expect(output).toMatchObject({ kind: 'regression' });
    expect(output).not.toHaveProperty('kept');
    expect(output.scores.rootMeanSquaredError).toBeCloseTo(rmse, 3);
    expect(output.scores.meanAbsoluteError).toBeCloseTo(mae, 3);
    expect(report.metrics.rootMeanSquaredError).toBeCloseTo(rmse, 3);
    expect(rmse).toBeGreaterThan(0.3);
    if (output.kind !== 'regression') return;
    const truth = scores('test');
    output.points.target.forEach((value, i) => expect(value).toBeCloseTo(truth[i], 3));
    output.points.prediction.forEach((value, i) => expect(value).toBeCloseTo(byHand[i], 3));
    expect(output.worst[0].error).toBeCloseTo(Math.max(...byHand.map((value, i) => Math.abs(value - truth[i]))), 3);
  });

  it('is told by the training in its own unit, its loss as it is lowered', async () => {
    const { rmse } = errorsOf(byHand, scores('test'));
    expect(summary.checkpoint).toBe('best');
    const best = await evaluateRun({ ...asked(run), checkpoint: 'best', split: 'test' });
    expect(summary.metrics.test.rootMeanSquaredError).toBeCloseTo(best.metrics.rootMeanSquaredError, 6);
    expect(summary.metrics.validation?.rootMeanSquaredError).toBeGreaterThan(0.3);
    const { loss, rootMeanSquaredError } = (await evaluateRun({ ...asked(run), split: 'test' })).metrics;
    const [step] = parsePreprocessing(readFileSync(join(run, 'preprocessing.json'), 'utf8')).fields.flatMap(({ field: name, steps }) =>
      name === 'progression' ? steps : [],
    );
    const [deviation] = [step.fitted.deviation].flat().map(Number);
    expect(Math.sqrt(loss) * deviation).toBeCloseTo(rootMeanSquaredError, 3);
    expect(rootMeanSquaredError).toBeCloseTo(rmse, 3);
  });

  it('comes in its own unit out of a file that prepares its inputs', async () => {
    (await fileOutputs(run, 'graph')).forEach((value, i) => expect(value).toBeCloseTo(byHand[i], 3));
    const model = await exportRun({ ...asked(run), opset: 17, preprocessing: 'graph' });
    const { targets } = readModel(model).metadata;
    expect(JSON.parse(targets)).toMatchObject({
      'output.prediction': { field: 'progression', inGraph: true, inverse: [{ operation: 'divide' }, { operation: 'add' }] },
    });
    const proof = await verifyRun({ ...asked(run), model });
    expect(proof).toMatchObject({ isRounding: true, equalPredictions: dataset.test.size, float64: { agrees: true } });
    expect(proof.outputs[0].largest).toBeCloseTo(Math.max(...byHand), 1);
  });

  it('is predicted in its own unit', async () => {
    const { outputs } = await predictRun({ ...asked(run), samples: dataset.test.size, inputs: { patient: storedInputs() } });
    expect(outputs[0]).toMatchObject({ shape: [1] });
    outputs[0].values.forEach((value, i) => expect(value).toBeCloseTo(byHand[i], 3));
  });
});

describe('other steps on a target', () => {
  it('undoes a logarithm after a range', async () => {
    const { run } = await trained('Log', 'MinMax');
    const { training } = splitTraining(2, dataset.train.size, 0.2);
    const logs = scores('train', training).map((value) => Math.log(value));
    const [low, high] = [Math.min(...logs), Math.max(...logs)];
    const byHand = (await fileOutputs(run)).map((output) => Math.exp(low + output * (high - low)));
    const { outputs } = await evaluateRun({ ...asked(run), split: 'test' });
    expect(outputs[0].scores.rootMeanSquaredError).toBeCloseTo(errorsOf(byHand, scores('test')).rmse, 4);
  });

  it('scales a target whose steps were taken away as its dataset does', async () => {
    const { run } = await trained();
    const report = await evaluateRun({ ...asked(run), split: 'test' });
    const { outputs } = await predictRun({ ...asked(run), samples: dataset.test.size, inputs: { patient: storedInputs() } });
    expect(outputs[0]).not.toHaveProperty('kept');
    expect(report.outputs[0].scores.rootMeanSquaredError).toBeCloseTo(errorsOf([...outputs[0].values], scores('test')).rmse, 4);
  });
});
