import { mkdirSync, mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RunEvent } from '../training/events.ts';
import { checkpointsFolder, readEpochs, readRun } from './run-directory.ts';
import { readCheckpoint } from './checkpoint.ts';
import { defaultCheckpoint } from './run-state.ts';
import { smallDenseNet } from './testing/chain.ts';
import { startTraining } from './training-run.ts';

let runDirectory: string;

beforeEach(() => {
  runDirectory = mkdtempSync(join(tmpdir(), 'netloom-training-'));
});

afterEach(() => rmSync(runDirectory, { recursive: true }));

const project = smallDenseNet({ epochs: 2, batchSize: 64, seed: 2 });
const request = (resume = false) => ({ runDirectory, project, datasets: { bundled: '/nowhere', own: '/nowhere' }, threads: 1, resume });

it('tells a failure also where it cannot be recorded', async () => {
  const told: RunEvent[] = [];
  const record = join(runDirectory, 'training.json');
  const run = startTraining(request(), (events) => {
    told.push(...events);
    if (!events.some((event) => event.type === 'epoch')) return;
    rmSync(record, { recursive: true });
    mkdirSync(record);
  });
  const failure: unknown = await run.done.catch((error: unknown) => error);
  expect(failure).toMatchObject({ message: expect.stringContaining('training.json') });
  expect(told.at(-1)).toMatchObject({ type: 'state', state: 'failed', error: { message: expect.stringContaining('training.json') } });
});

it('refuses to go on from a damaged checkpoint, and leaves the run as it was', async () => {
  await startTraining(request(), () => undefined).done;
  truncateSync(join(runDirectory, 'checkpoints', 'last.safetensors'), 200);
  await expect(startTraining(request(true), () => undefined).done).rejects.toMatchObject({ code: 'bad-checkpoint' });
  expect((await readRun(runDirectory)).state).toBe('finished');
});

it('obeys what it is told before it has begun', async () => {
  const run = startTraining(request(), () => undefined);
  run.control({ type: 'stop' });
  expect(await run.done).toMatchObject({ epochs: 0, steps: 0 });
});

it('prunes, schedules and augments with the same bits after a stop, and keeps zeros in its checkpoints', async () => {
  const pruned = smallDenseNet({
    epochs: 4,
    batchSize: 64,
    seed: 2,
    schedule: { type: 'Cosine', parameters: {} },
    pruning: { scope: 'global', sparsity: 0.75, n: 2, m: 4, startEpoch: 1, interval: 5 },
    augmentation: [{ type: 'GaussianNoise', parameters: {} }],
  });
  const inFolder = (name: string, resume = false) => ({ ...request(resume), project: pruned, runDirectory: join(runDirectory, name) });
  const whole = await startTraining(inFolder('whole'), () => undefined).done;
  const stopped = startTraining(inFolder('parted'), (events) => {
    if (events.some((event) => event.type === 'epoch')) stopped.control({ type: 'stop' });
  });
  expect((await stopped.done).epochs).toBeLessThan(4);
  expect(await defaultCheckpoint(join(runDirectory, 'parted'))).toBe('last');
  const resumed = await startTraining(inFolder('parted', true), () => undefined).done;
  expect(resumed.metrics).toEqual(whole.metrics);
  expect(resumed.sparsity).toEqual(whole.sparsity);
  const { zeros = 0, weights = 0 } = whole.sparsity ?? {};
  expect(zeros).toBe(Math.round(0.75 * weights));
  const states = ['whole', 'parted'].map((name) => readCheckpoint(checkpointsFolder(join(runDirectory, name)), 'last'));
  const [one, other] = await Promise.all(states);
  expect(other?.tensors).toEqual(one?.tensors);
  expect([...(one?.tensors.keys() ?? [])].filter((name) => name.endsWith(':mask'))).toHaveLength(whole.sparsity?.kernels.length ?? 0);
  const epochs = (await readEpochs(join(runDirectory, 'parted'))).map(({ best, sparsity }) => [best, sparsity]);
  expect(epochs[0]).toEqual([false, expect.any(Number)]);
  expect(epochs[3][1]).toBe(zeros / weights);
});
