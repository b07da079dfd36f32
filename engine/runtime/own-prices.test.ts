import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { DatasetInfo } from '../data/dataset.ts';
import { readModel } from '../graph/onnx/read.ts';
import { defaultSteps } from '../preprocessing/default-steps.ts';
import { RandomStream } from '../random/stream.ts';
import { evaluateRun } from './evaluate-run.ts';
import { exportRun } from './export-run.ts';
import { importData } from './import-data.ts';
import { readNewSamples } from './new-samples.ts';
import { OnnxSession } from './onnx-session.ts';
import { predictRun } from './predict.ts';
import { chain } from './testing/chain.ts';
import { startTraining } from './training-run.ts';
import { verifyRun } from './verify.ts';

let folder: string;
let info: DatasetInfo;

const folders = () => ({ bundled: '/nowhere', own: join(folder, 'own') });
const asked = () => ({ runDirectory: join(folder, 'run'), datasets: folders(), threads: 1, checkpoint: 'last' as const });
const districts = ['harbour', '老城', 'hill'];

/** Prices of about 500,000 that follow from size and district; some sizes and districts are not known. */
function houses(count: number): readonly (readonly string[])[] {
  const random = new RandomStream(5, 'samples', [0, 0, 0]);
  return Array.from({ length: count }, () => {
    const [size, district] = [40 + Math.round(160 * random.uniform()), Math.floor(3 * random.uniform())];
    const price = 200_000 + 2500 * size + 60_000 * district;
    const known = [random.uniform() > 0.05, random.uniform() > 0.05];
    return [known[0] ? String(size) : '', known[1] ? districts[district] : '', String(price)];
  });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-prices-'));
  const path = join(folder, 'houses.csv');
  writeFileSync(path, [['size', 'district', 'price'], ...houses(400)].map((cells) => cells.join(',')).join('\n'));
  ({ info } = await importData({ paths: [path], folder: folders().own, options: { id: 'houses', target: 'price' } }));
  const layers = [
    { id: 'input', type: 'Input', parameters: { dataset: 'houses', field: 'features' } },
    { id: 'hidden', type: 'Dense', parameters: { units: 8, activation: 'tanh' } },
    { id: 'value', type: 'Dense', parameters: { units: 1, activation: 'none' } },
    {
      id: 'output',
      type: 'Output',
      parameters: { target: 'target', loss: 'meanSquaredError', metrics: ['rootMeanSquaredError', 'meanAbsolutePercentageError', 'r2'] },
    },
  ];
  const project = chain(layers, { epochs: 20, batchSize: 16, learningRate: 0.02, seed: 2 });
  await startTraining({ ...asked(), project, resume: false }, () => undefined).done;
});

afterAll(() => rmSync(folder, { recursive: true }));

const newRows = [
  ['100', 'hill'],
  ['', '老城'],
  ['150', ''],
] as const;

async function newHouses() {
  const path = join(folder, 'new.csv');
  writeFileSync(
    path,
    [['district', 'size'], ...newRows.map(([size, district]) => [district, size])].map((row) => row.join(',')).join('\n'),
  );
  const read = await readNewSamples({ paths: [path] }, [info.fields[0]]);
  return { samples: read?.samples ?? 0, inputs: read?.inputs ?? {} };
}

async function outputsOf(model: Uint8Array, data: Float32Array<ArrayBuffer>, rows: number): Promise<readonly number[]> {
  const session = await OnnxSession.load(model, 1);
  try {
    const [input] = session.inputNames;
    return Array.from(
      [...(await session.infer(new Map([[input, { dtype: 'float32', dims: [rows, data.length / rows], data }]]))).values()][0],
    );
  } finally {
    await session.dispose();
  }
}

describe('prices of a table of one’s own', () => {
  it('are standardised where the project says nothing', () => {
    const target = info.fields.find(({ role }) => role === 'target');
    expect(target && defaultSteps(target)).toEqual([{ type: 'Standardise', parameters: {} }]);
  });

  it('are learnt, and evaluated as they are written in the table', async () => {
    const { outputs } = await evaluateRun({ ...asked(), split: 'test' });
    const [output] = outputs;
    expect(output.kind).toBe('regression');
    if (output.kind !== 'regression') return;
    expect(output.scores.rootMeanSquaredError).toBeGreaterThan(1000);
    expect(output.scores.rootMeanSquaredError).toBeLessThan(80_000);
    expect(output.scores.meanAbsolutePercentageError).toBeLessThan(10);
    expect(output.worst[0].target).toBeGreaterThan(200_000);
    expect(output.worst[0].prediction).toBeGreaterThan(200_000);
    expect(output.worst[0].error).toBeCloseTo(Math.abs((output.worst[0].target ?? 0) - (output.worst[0].prediction ?? 0)), 0);
  });

  it('are predicted of new rows as the exported file does, whose graph prepares and restores', async () => {
    const given = await newHouses();
    const [predicted] = (await predictRun({ ...asked(), ...given })).outputs;
    const model = await exportRun({ ...asked(), opset: 17, preprocessing: 'graph' });
    const told = await outputsOf(model, Float32Array.from(given.inputs.features, Number), newRows.length);
    told.forEach((value, i) => expect(Math.abs(value / predicted.values[i] - 1)).toBeLessThan(1e-5));
    expect(Math.min(...told)).toBeGreaterThan(300_000);
    expect(await verifyRun({ ...asked(), model })).toMatchObject({
      isRounding: true,
      equalPredictions: info.splits.test,
      float64: { agrees: true },
    });
  });

  it('are told by the metadata alone of a file that takes prepared values', async () => {
    const model = await exportRun({ ...asked(), opset: 17, preprocessing: 'metadata' });
    const { metadata } = readModel(model);
    const { columns, preprocessing, targets } = metadata;
    const cells = newRows.map(([size, district]) => ({ size, district }));
    const rows = cells.map((row) => preparedRow(row, columns, preprocessing));
    const fed = await outputsOf(model, Float32Array.from(rows.flat()), rows.length);
    const given = await newHouses();
    const [predicted] = (await predictRun({ ...asked(), ...given })).outputs;
    fed.forEach((value, i) => expect(Math.abs(restored(value, targets) / predicted.values[i] - 1)).toBeLessThan(1e-5));
  });
});

const columnsMetadata = z.object({
  features: z.object({ stored: z.array(z.object({ name: z.string(), values: z.array(z.string()).optional() })), fed: z.array(z.string()) }),
});
const stepsMetadata = z.object({
  features: z.object({ steps: z.array(z.object({ type: z.string(), fitted: z.record(z.string(), z.array(z.number())) })) }),
});
const targetsMetadata = z.object({
  'output.prediction': z.object({ inverse: z.array(z.object({ operation: z.string(), values: z.array(z.number()) })) }),
});

/** What a program in another language would do with a row of cells, from the file's metadata. */
function preparedRow(row: Readonly<Record<string, string>>, columns: string, preprocessing: string): readonly number[] {
  const { stored, fed } = columnsMetadata.parse(JSON.parse(columns)).features;
  const { steps } = stepsMetadata.parse(JSON.parse(preprocessing)).features;
  let values = stored.map(({ name, values: named }) => {
    if (named === undefined) return row[name] === '' ? NaN : Number(row[name]);
    return named.includes(row[name]) ? named.indexOf(row[name]) : NaN;
  });
  for (const { type, fitted } of steps) {
    if (type === 'Impute') values = values.map((value, i) => (Number.isNaN(value) ? fitted.values[i] : value));
    if (type === 'Standardise') values = values.map((value, i) => (value - fitted.mean[i]) / fitted.deviation[i]);
    if (type === 'OneHot') values = values.flatMap((value, i) => stored[i].values?.map((_, code) => Number(code === value)) ?? [value]);
  }
  expect(values).toHaveLength(fed.length);
  return values;
}

function restored(value: number, targets: string): number {
  const { inverse } = targetsMetadata.parse(JSON.parse(targets))['output.prediction'];
  return inverse.reduce((told, { operation, values: [number] }) => {
    const operations: Readonly<Record<string, number>> = {
      add: told + number,
      subtract: told - number,
      multiply: told * number,
      divide: told / number,
    };
    return operations[operation];
  }, value);
}
