import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConversionPlan } from '../conversion/definition.ts';
import type { DatasetField } from '../data/dataset.ts';
import { raggedTexts } from '../data/ragged.ts';
import { readModel } from '../graph/onnx/read.ts';
import type { TensorArray } from '../graph/types.ts';
import { exampleTable } from '../preprocessing/examples.ts';
import { parsePreprocessing } from '../preprocessing/fitted.ts';
import { type Project, projectSchema } from '../project/schema.ts';
import { RandomStream } from '../random/stream.ts';
import { leftOutText } from '../training/left-out-text.ts';
import { writeDataset } from './dataset-writer.ts';
import { evaluateRun } from './evaluate-run.ts';
import { exportRun } from './export-run.ts';
import { predictRun } from './predict.ts';
import { readRun } from './run-directory.ts';
import { chain } from './testing/chain.ts';
import { startTraining } from './training-run.ts';
import { verifyRun } from './verify.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-preprocessed-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

const folders = () => ({ bundled: new URL('../../datasets', import.meta.url).pathname, own: join(folder, 'own') });
const label: DatasetField = {
  ...{ name: 'kind', label: 'Kind', role: 'target', semantics: 'category', dtype: 'int64', shape: [] },
  classes: ['light', 'heavy'],
};
const islands = ['Biscoe', 'Dream', '浪漫島'];
const row: DatasetField = { ...exampleTable({ mass: undefined, island: islands, year: undefined }), name: 'row', label: 'Row' };
const text: DatasetField = {
  ...{ name: 'text', label: 'Text', role: 'input', semantics: 'text', dtype: 'uint8', shape: [] },
  ragged: { mean: 4, max: 6, percentile95: 6 },
};

/** Heavy ones have a mass above 4000 and tell so in their text; a fifth of the masses is missing. Every fourth is for testing. */
async function writeTable(id: string, shift = 0, rows = 240): Promise<void> {
  const random = new RandomStream(4, 'samples', [0, 0, 0]);
  const kinds = Uint8Array.from({ length: rows }, () => (random.uniform() < 0.5 ? 0 : 1));
  const values = Array.from(kinds).flatMap((_, i) => {
    const mass = shift + 3000 + 2000 * kinds[i] + 800 * random.uniform();
    return [random.uniform() < 0.2 ? Number.NaN : mass, Math.floor(random.uniform() * 3.2), 2000 + Math.floor(random.uniform() * 9)];
  });
  const cells = Float32Array.from(values, (value, i) => (i % 3 === 1 && value === 3 ? Number.NaN : value));
  const texts = Array.from(kinds, (kind) => (kind === 1 ? 'schwer' : 'leicht').slice(0, 3 + Math.floor(random.uniform() * 3)));
  const isTest = Array.from(kinds, (_, i) => i % 4 === 3);
  const plan: ConversionPlan = {
    storage: { row: 'float32', kind: 'uint8', text: 'uint8' },
    async *samples() {
      yield {
        size: kinds.length,
        fields: new Map<string, TensorArray>([
          ['row', cells],
          ['kind', kinds],
        ]),
        ragged: new Map([['text', raggedTexts(texts)]]),
        isTest,
      };
    },
    describe: (splits) => ({
      ...{ id, title: 'Own', description: '', task: 'classification', splitKey: '', license: '', attribution: '' },
      ...{ fields: [row, text, label], splits, preview: 'table' },
    }),
    notes: () => [],
  };
  const place = join(folder, 'own', id);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  await writeDataset(place, plan, {});
}

function classifier(dataset: string, field: string, target: string, units: number, data: object = {}): Project {
  const project = chain(
    [
      { id: 'input', type: 'Input', parameters: { dataset, field } },
      { id: 'flatten', type: 'Flatten' },
      { id: 'hidden', type: 'Dense', parameters: { units: 8, activation: 'tanh' } },
      { id: 'logits', type: 'Dense', parameters: { units, activation: 'none' } },
      { id: 'output', type: 'Output', parameters: { target, loss: 'crossEntropy', metrics: ['accuracy'] } },
    ],
    { epochs: 8, batchSize: 16, learningRate: 0.05, seed: 3 },
  );
  return projectSchema.parse({ ...project, data });
}

async function trainIn(name: string, project: Project): Promise<string> {
  const runDirectory = join(folder, name);
  await startTraining({ runDirectory, project, datasets: folders(), threads: 1, resume: false }, () => undefined).done;
  return runDirectory;
}

const asked = (runDirectory: string) => ({ runDirectory, datasets: folders(), threads: 1, checkpoint: 'last' as const });
const saved = (runDirectory: string) => parsePreprocessing(readFileSync(join(runDirectory, 'preprocessing.json'), 'utf8'));

async function proofsOf(runDirectory: string) {
  const places = ['metadata', 'graph'] as const;
  const models = await Promise.all(places.map((preprocessing) => exportRun({ ...asked(runDirectory), opset: 17, preprocessing })));
  return {
    models: models.map(readModel),
    before: await verifyRun({ ...asked(runDirectory), model: models[0] }),
    inside: await verifyRun({ ...asked(runDirectory), model: models[1] }),
  };
}

describe('a raw table with categories and missing values', () => {
  let run: string;

  beforeAll(async () => {
    await writeTable('own-table');
    run = await trainIn('table', classifier('own-table', 'row', 'kind', 2));
  });

  it('is filled in, standardised and one-hot encoded, and learnt from', async () => {
    const report = await evaluateRun({ ...asked(run), split: 'test' });
    expect(report.metrics.accuracy).toBeGreaterThan(0.8);
    expect(saved(run).fields[0].steps.map(({ type }) => type)).toEqual(['Impute', 'Standardise', 'OneHot']);
  });

  it('is exported in both forms, which compute what the evaluation does', async () => {
    const { models, before, inside } = await proofsOf(run);
    expect(before.inputs).toMatchObject([{ shape: ['N', 5], takes: 'prepared' }]);
    expect(inside.inputs).toMatchObject([
      { shape: ['N', 3], takes: 'stored', steps: ['Fill in missing values', 'Standardise', 'One-hot'] },
    ]);
    for (const proof of [before, inside]) {
      expect(proof).toMatchObject({ samples: 60, equalPredictions: 60, float64: { agrees: true } });
      expect(proof.maxAbsDiff).toBeLessThanOrEqual(1e-5);
    }
    expect(JSON.parse(models[0].metadata.preprocessing)).toMatchObject({ row: { steps: [{ type: 'Impute' }, {}, { type: 'OneHot' }] } });
    expect(JSON.parse(models[1].metadata.preprocessing)).toMatchObject({ row: { inGraph: true } });
  });

  it('gives new rows the same preparation', async () => {
    const inputs = { row: [3200, 0, 2004, 5500, Number.NaN, 2001, Number.NaN, 2, 2008] };
    const { outputs } = await predictRun({ ...asked(run), samples: 3, inputs });
    const [light, heavy] = [outputs[0].values.slice(0, 2), outputs[0].values.slice(2, 4)];
    expect(light[0]).toBeGreaterThan(0.7);
    expect(heavy[1]).toBeGreaterThan(0.7);
    expect(outputs[0].values.every(Number.isFinite)).toBe(true);
  });

  it('predicts any number of rows, each as it would alone', async () => {
    const rows = Array.from({ length: 150 }, (_, i) => [3000 + 17 * i, i % 3, 2000 + (i % 9)]);
    const [together] = (await predictRun({ ...asked(run), samples: 150, inputs: { row: rows.flat() } })).outputs;
    expect(together.values).toHaveLength(300);
    for (const place of [0, 63, 64, 149]) {
      const [alone] = (await predictRun({ ...asked(run), samples: 1, inputs: { row: rows[place] } })).outputs;
      for (const i of [0, 1]) expect(together.values[2 * place + i]).toBeCloseTo(alone.values[i], 6);
    }
    const holes = rows.map((cells, i) => (i === 130 ? [Infinity, 0, 2000] : cells)).flat();
    await expect(predictRun({ ...asked(run), samples: 150, inputs: { row: holes } })).rejects.toThrow(/^Sample 130 lacks a value of Row/);
  });

  it('keeps its constants where the dataset is replaced', async () => {
    const before = saved(run);
    await writeTable('own-table', 10_000);
    const moved = await evaluateRun({ ...asked(run), split: 'test' });
    expect(moved.metrics.accuracy).toBeLessThan(0.7);
    await startTraining(
      {
        runDirectory: run,
        project: { ...classifier('own-table', 'row', 'kind', 2), training: longer },
        datasets: folders(),
        threads: 1,
        resume: true,
      },
      () => undefined,
    ).done;
    expect(saved(run)).toEqual(before);
    await writeTable('own-table');
  });

  it('neither goes on nor tells of training samples where the dataset has another number of them', async () => {
    await writeTable('own-table', 0, 200);
    const replaced = /expected 180 training samples, came 150/;
    const request = {
      runDirectory: run,
      project: classifier('own-table', 'row', 'kind', 2),
      datasets: folders(),
      threads: 1,
      resume: true,
    };
    await expect(startTraining(request, () => undefined).done).rejects.toThrow(replaced);
    await expect(evaluateRun({ ...asked(run), split: 'validation' })).rejects.toThrow(replaced);
    expect((await evaluateRun({ ...asked(run), split: 'test' })).samples).toBe(50);
    await writeTable('own-table');
  });

  it('is fitted again where the run has no constants', async () => {
    const before = saved(run);
    rmSync(join(run, 'preprocessing.json'));
    const report = await evaluateRun({ ...asked(run), split: 'test' });
    expect(report.samples).toBe(60);
    expect(existsSync(join(run, 'preprocessing.json'))).toBe(false);
    expect(before.leftOut).toEqual({ train: 0, test: 0 });
  });
});

const longer = classifier('own-table', 'row', 'kind', 2).training;

describe('samples with missing values that are left out', () => {
  const data = { preprocessing: [{ field: 'row', steps: [{ type: 'DropMissing' }, { type: 'Standardise' }, { type: 'OneHot' }] }] };

  it('are neither trained on nor evaluated, and counted', async () => {
    await writeTable('own-table');
    const run = await trainIn('dropped', classifier('own-table', 'row', 'kind', 2, data));
    const { leftOut } = saved(run);
    expect(leftOut.test).toBeGreaterThan(5);
    const report = await evaluateRun({ ...asked(run), split: 'test' });
    expect(report.samples).toBe(60 - leftOut.test);
    expect(report.metrics.accuracy).toBe(1);
    const parts = await Promise.all((['train', 'validation'] as const).map((split) => evaluateRun({ ...asked(run), split })));
    expect(parts[0].samples + parts[1].samples).toBe(180 - leftOut.train);
    const { summary } = await readRun(run);
    const told = summary?.leftOut ?? { train: 0, validation: 0, test: 0 };
    expect([told.train + told.validation, told.test]).toEqual([leftOut.train, leftOut.test]);
    expect(told.validation).toBe(Math.floor(180 * 0.125) - parts[1].samples);
    expect(leftOutText(told)).toBe(
      `${leftOut.train + leftOut.test} samples with missing values left out (${told.train} training, ${told.validation} validation, ${told.test} test)`,
    );
    const best = await evaluateRun({ ...asked(run), checkpoint: summary?.checkpoint ?? 'last', split: 'test' });
    expect(summary?.metrics.test.loss).toBeCloseTo(best.metrics.loss, 6);
    const { inside } = await proofsOf(run);
    expect(inside).toMatchObject({ samples: report.samples, equalPredictions: report.samples });
    const inputs = { row: [4000, 1, 2004, Number.NaN, 0, 2004] };
    await expect(predictRun({ ...asked(run), samples: 2, inputs })).rejects.toThrow(/Sample 1 has a missing value/);
  });
});

describe('texts', () => {
  it('are hashed before the file, which takes the counts and says so', async () => {
    await writeTable('own-table');
    const counted = { preprocessing: [{ field: 'text', steps: [{ type: 'Hashing', parameters: { unit: 'character', buckets: 16 } }] }] };
    const run = await trainIn('text', classifier('own-table', 'text', 'kind', 2, counted));
    const { models, before, inside } = await proofsOf(run);
    for (const proof of [before, inside]) {
      expect(proof.inputs).toMatchObject([{ shape: ['N', 16], takes: 'prepared', steps: ['Hashing'] }]);
      expect(proof.equalPredictions).toBe(60);
    }
    expect(JSON.parse(models[1].metadata.preprocessing)).not.toHaveProperty('text.inGraph');
    const [a, b] = ['schwer', 'leicht'].map((word) => [...new TextEncoder().encode(word)]);
    const { outputs } = await predictRun({
      ...asked(run),
      samples: 2,
      inputs: { text: [...a, ...b] },
      offsets: { text: [0, a.length, a.length + b.length] },
    });
    expect(outputs[0].values[1]).toBeGreaterThan(0.9);
    expect(outputs[0].values[2]).toBeGreaterThan(0.9);
  });
});

describe('bundled datasets', () => {
  it.each([
    ['digits', 'image', 'digit', 10, 'uint8', [1, 8, 8]],
    ['penguins', 'penguin', 'species', 3, 'float32', undefined],
  ] as const)('%s takes stored values where the file prepares them', async (dataset, field, target, units, type, shape) => {
    const run = await trainIn(dataset, classifier(dataset, field, target, units));
    const { before, inside } = await proofsOf(run);
    expect(before.inputs).toMatchObject([{ type: 'float32', takes: 'prepared' }]);
    expect(inside.inputs).toMatchObject([{ type, takes: 'stored', ...(shape && { shape: ['N', ...shape] }) }]);
    for (const proof of [before, inside]) {
      expect(proof.equalPredictions).toBe(proof.samples);
      expect(proof.maxAbsDiff).toBeLessThanOrEqual(1e-5);
    }
    const row = new Array<number>(before.inputs[0].shape.slice(1).reduce<number>((size, dim) => size * Number(dim), 1)).fill(1);
    const inputs = { [field]: [...row, ...row.with(2, Number.NaN)] };
    const refused = type === 'uint8' ? /^Sample 1 of Image has the value NaN; whole numbers from 0/ : /^Sample 1 lacks a value of/;
    await expect(predictRun({ ...asked(run), samples: 2, inputs })).rejects.toThrow(refused);
  });
});

describe('windows of texts with numbers of their text beside them', () => {
  it('are verified with the stored numbers of the text that each window is of', async () => {
    await writeTable('own-windows');
    const wire = (from: string, to: string) => ({ from: { node: from, port: 'out' }, to: { node: to, port: 'in' } });
    const project = projectSchema.parse({
      ...{ format: 'netloom', version: 1, name: 'windows' },
      nodes: [
        { id: 'letters', type: 'Input', parameters: { dataset: 'own-windows', field: 'text' } },
        { id: 'row', type: 'Input', parameters: { dataset: 'own-windows', field: 'row' } },
        { id: 'vectors', type: 'Embedding', parameters: { dim: 3 } },
        { id: 'flat', type: 'Flatten', parameters: {} },
        { id: 'both', type: 'Concat', parameters: {} },
        { id: 'logits', type: 'Dense', parameters: { units: 2, activation: 'none' } },
        { id: 'output', type: 'Output', parameters: { target: 'kind', loss: 'crossEntropy', metrics: ['accuracy'] } },
      ].map((node) => ({ ...node, position: { x: 0, y: 0 } })),
      wires: [
        wire('letters', 'vectors'),
        wire('vectors', 'flat'),
        wire('flat', 'both'),
        wire('row', 'both'),
        wire('both', 'logits'),
        wire('logits', 'output'),
      ],
      training: { epochs: 2, batchSize: 16, seed: 3 },
      data: {
        preprocessing: [{ field: 'text', steps: [{ type: 'Tokenise', parameters: { length: 2, vocabulary: 16 } }] }],
        continuation: { field: 'text', stride: 1 },
      },
    });
    const { before, inside } = await proofsOf(await trainIn('windows', project));
    expect(before.samples).toBeGreaterThan(60);
    expect(inside.inputs).toMatchObject([{ takes: 'prepared' }, { takes: 'stored' }]);
    for (const proof of [before, inside]) {
      expect(proof.maxAbsDiff).toBeLessThan(1e-5);
      expect(proof.equalPredictions).toBe(before.samples);
    }
  });
});
