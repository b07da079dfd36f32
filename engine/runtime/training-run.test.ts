import { mkdirSync, mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RunEvent } from '../training/events.ts';
import { readRun } from './run-directory.ts';
import { smallDenseNet } from './testing/chain.ts';
import { startTraining } from './training-run.ts';

let runDirectory: string;

beforeEach(() => {
  runDirectory = mkdtempSync(join(tmpdir(), 'netloom-training-'));
});

afterEach(() => rmSync(runDirectory, { recursive: true }));

const project = smallDenseNet({ epochs: 2, batchSize: 64, seed: 2 });
const request = (resume = false) => ({ runDirectory, project, datasetsDirectory: '/nowhere', threads: 1, resume });

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
