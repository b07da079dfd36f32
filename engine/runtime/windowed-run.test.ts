import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storedValues } from '../data/gather.ts';
import type { Dataset } from '../data/dataset.ts';
import { readModel } from '../graph/onnx/read.ts';
import { type Project, projectSchema } from '../project/schema.ts';
import type { RunEvent } from '../training/events.ts';
import { openDataset } from './datasets.ts';
import { evaluateRun } from './evaluate-run.ts';
import { exportRun } from './export-run.ts';
import { predictRun } from './predict.ts';
import { readPreprocessing } from './preprocessing-file.ts';
import { chain } from './testing/chain.ts';
import { startTraining } from './training-run.ts';
import { verifyRun } from './verify.ts';

const LENGTH = 14;
const window = { length: LENGTH, horizon: 1, stride: 1 };
/** Days of the births' series. */
const DAYS = { train: 4749, test: 730 };
const WINDOWS = { train: DAYS.train - LENGTH, test: DAYS.test - LENGTH };

let folder: string;
let run: string;
let days: { readonly train: readonly number[]; readonly test: readonly number[] };
const events: RunEvent[] = [];

const folders = () => ({ bundled: new URL('../../datasets', import.meta.url).pathname, own: join(folder, 'own') });
const asked = () => ({ runDirectory: run, datasets: folders(), threads: 1, checkpoint: 'last' as const });

/** Births of the day after 14 others, a tenth held back. */
function forecast(): Project {
  const project = chain(
    [
      { id: 'input', type: 'Input', parameters: { dataset: 'births', field: 'days' } },
      { id: 'flatten', type: 'Flatten' },
      { id: 'value', type: 'Dense', parameters: { units: 1, activation: 'none' } },
      { id: 'output', type: 'Output', parameters: { target: 'births', loss: 'meanAbsoluteError', metrics: ['meanAbsoluteError'] } },
    ],
    { epochs: 2, batchSize: 64, learningRate: 0.02, seed: 5, validationFraction: 0.1 },
  );
  return projectSchema.parse({ ...project, data: { window } });
}

/** The series' days, each told by the window that forecasts it; those before the first forecast by the first window's input. */
function daysOf({ series, info }: Dataset, split: 'train' | 'test'): readonly number[] {
  const target = info.fields.find(({ role }) => role === 'target');
  if (series === undefined || target === undefined) throw new Error('births is a series');
  return Array.from(
    storedValues(
      series[split],
      target,
      Uint32Array.from({ length: DAYS[split] }, (_, i) => i),
    ),
    Number,
  );
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-windowed-'));
  run = join(folder, 'run');
  const dataset = await openDataset('births', folders());
  days = { train: daysOf(dataset, 'train'), test: daysOf(dataset, 'test') };
  const request = { runDirectory: run, project: forecast(), datasets: folders(), threads: 1, resume: false };
  await startTraining(request, (burst) => events.push(...burst)).done;
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('a run on windows that the project chose', () => {
  const validation = Math.floor(WINDOWS.train * 0.1);
  /** Windows that would share a day with those held back. */
  const between = LENGTH + 1 - 1;
  const training = WINDOWS.train - validation - between;

  it('trains on the windows that fit into the series, in as many steps', () => {
    const progress = events.flatMap((event) => (event.type === 'progress' ? [event.progress.stepsPerEpoch] : []));
    expect(new Set(progress)).toEqual(new Set([Math.ceil(training / 64)]));
  });

  it('keeps the windows with the run', async () => {
    const info = (await readPreprocessing(run))?.info;
    expect(info).toMatchObject({ splits: WINDOWS, window: { ...window, step: 'day' } });
    expect(info?.fields[0].shape).toEqual([1, LENGTH]);
  });

  it('holds the end of the series back, and evaluates the days of each part', async () => {
    const parts = await Promise.all((['train', 'validation', 'test'] as const).map((split) => evaluateRun({ ...asked(), split })));
    expect(parts.map(({ samples }) => samples)).toEqual([training, validation, WINDOWS.test]);
    const [trained, held, test] = parts.map(({ outputs: [output] }) => (output.kind === 'regression' ? [...output.worst] : []));
    expect(Math.max(...trained.map(({ sample }) => sample))).toBeLessThan(training);
    expect(Math.min(...held.map(({ sample }) => sample))).toBeGreaterThanOrEqual(WINDOWS.train - validation);
    for (const { sample, target } of [...trained, ...held]) expect(target).toBeCloseTo(days.train[sample + LENGTH], 2);
    for (const { sample, target } of test) expect(target).toBeCloseTo(days.test[sample + LENGTH], 2);
    expect(trained.length + held.length + test.length).toBe(3 * 48);
  });

  it('is exported with inputs of that length, which compute what the evaluation does', async () => {
    for (const preprocessing of ['metadata', 'graph'] as const) {
      const model = await exportRun({ ...asked(), opset: 17, preprocessing });
      const proof = await verifyRun({ ...asked(), model });
      expect(proof).toMatchObject({ samples: WINDOWS.test, equalPredictions: WINDOWS.test, float64: { agrees: true } });
      expect(proof.inputs).toMatchObject([{ shape: ['N', 1, LENGTH], takes: preprocessing === 'graph' ? 'stored' : 'prepared' }]);
      expect(readModel(model).metadata.dataset).toBe('births');
    }
  });

  it('predicts from windows of that length alone', async () => {
    const { outputs } = await evaluateRun({ ...asked(), split: 'test' });
    const [{ sample, prediction }] = outputs[0].kind === 'regression' ? outputs[0].worst : [];
    const told = await predictRun({ ...asked(), samples: 1, inputs: { days: inputOf(sample, LENGTH) } });
    expect(told.outputs[0].values[0]).toBeCloseTo(prediction ?? Number.NaN, 1);
    await expect(predictRun({ ...asked(), samples: 1, inputs: { days: inputOf(sample, 28) } })).rejects.toThrow(/Expected 14 numbers/);
  });
});

function inputOf(sample: number, length: number): readonly number[] {
  return days.test.slice(sample, sample + length);
}
