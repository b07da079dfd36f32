import { appendFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tensorOf } from '../graph/shape.ts';
import { projectSchema } from '../project/schema.ts';
import type { Checkpoint } from '../training/checkpoint.ts';
import type { EpochRecord, RunEvent } from '../training/events.ts';
import { readCheckpoint, requireCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { checkpointsFolder, readEpochs, readRun, readSteps, RunRecorder } from './run-directory.ts';

const project = projectSchema.parse({ format: 'netloom', version: 1, name: 'Test', nodes: [], wires: [] });

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'netloom-run-'));
});

afterEach(() => rmSync(directory, { recursive: true }));

const epoch = (number: number, loss = 1): EpochRecord => ({
  epoch: number,
  step: number * 2,
  learningRate: 0.1,
  train: { loss },
  seconds: 1,
  best: true,
});

const progress = { epoch: 1, epochs: 2, step: 2, stepsPerEpoch: 2, learningRate: 0.1, secondsElapsed: 1 };

function steps(firstStep: number, ...loss: number[]): RunEvent {
  return { type: 'progress', progress, steps: { firstStep, loss: Float32Array.from(loss), accuracy: Float32Array.from(loss, () => 0.5) } };
}

async function recorded(): Promise<void> {
  const recorder = await RunRecorder.open(directory, project, { epochs: 0, step: 0 });
  recorder.add([{ type: 'state', state: 'running' }, steps(1, 3, 2), { type: 'epoch', record: epoch(1) }]);
  recorder.add([steps(3, 1.5, 1), { type: 'epoch', record: epoch(2, Number.NaN) }, { type: 'state', state: 'stopped' }]);
  recorder.close();
}

describe('run directory', () => {
  it('holds what a run told', async () => {
    await recorded();
    expect(await readRun(directory)).toMatchObject({ state: 'stopped', project, progress });
    expect(await readEpochs(directory)).toEqual([epoch(1), epoch(2, Number.NaN)]);
    expect(await readSteps(directory)).toEqual({
      firstStep: 1,
      loss: new Float32Array([3, 2, 1.5, 1]),
      accuracy: new Float32Array(4).fill(0.5),
    });
  });

  it('is read up to where writing was cut off', async () => {
    await recorded();
    appendFileSync(join(directory, 'epochs.jsonl'), '{"epoch": 3, "st');
    appendFileSync(join(directory, 'steps.f32'), Buffer.from([1, 2, 3]));
    expect(await readEpochs(directory)).toHaveLength(2);
    expect((await readSteps(directory)).loss).toHaveLength(4);
  });

  it('forgets what lies beyond the checkpoint that a run goes on from', async () => {
    await recorded();
    const recorder = await RunRecorder.open(directory, project, { epochs: 1, step: 3 });
    recorder.add([steps(4, 9)]);
    recorder.close();
    expect(await readEpochs(directory)).toEqual([epoch(1)]);
    expect((await readSteps(directory)).loss).toEqual(new Float32Array([3, 2, 1.5, 9]));
  });

  it('marks steps as unknown that never reached the disk before the checkpoint did', async () => {
    await recorded();
    const recorder = await RunRecorder.open(directory, project, { epochs: 2, step: 6 });
    recorder.add([steps(7, 9)]);
    recorder.close();
    expect(await readSteps(directory)).toEqual({
      firstStep: 1,
      loss: new Float32Array([3, 2, 1.5, 1, Number.NaN, Number.NaN, 9]),
      accuracy: new Float32Array([0.5, 0.5, 0.5, 0.5, Number.NaN, Number.NaN, 0.5]),
    });
  });

  it('is empty before the first step', async () => {
    expect(await readEpochs(directory)).toEqual([]);
    expect((await readSteps(directory)).loss).toHaveLength(0);
    (await RunRecorder.open(directory, project, { epochs: 0, step: 0 })).close();
    expect((await readRun(directory)).state).toBe('preparing');
  });

  it.each([
    ['is cut off', '{"format": "netloom-training", "vers'],
    ['holds no project', '{"format": "netloom-training", "version": 1, "state": "finished", "project": null}'],
    ['is of another version', '{"format": "netloom-training", "version": 2, "state": "finished"}'],
  ])('is refused where its file %s', async (_, text) => {
    writeFileSync(join(directory, 'training.json'), text);
    await expect(readRun(directory)).rejects.toMatchObject({ code: 'bad-run' });
  });

  it('is refused where there is no run', async () => {
    await expect(readRun(directory)).rejects.toMatchObject({ code: 'bad-run' });
  });
});

describe('checkpoint', () => {
  const checkpoint: Checkpoint = {
    tensors: new Map([['dense.kernel', tensorOf('float32', [2], [0.1, -3e-38])]]),
    position: {
      seed: 1,
      batchSize: 8,
      epochs: 1,
      batches: 3,
      step: 9,
      learningRate: 0.1,
      seconds: 2.5,
      means: { samples: 24, sums: { loss: 1 / 3 } },
    },
  };

  it('comes back bit by bit', async () => {
    const folder = checkpointsFolder(directory);
    await writeCheckpoint(folder, 'last', checkpoint);
    expect(await readCheckpoint(folder, 'last')).toEqual(checkpoint);
    expect(await readCheckpoint(folder, 'best')).toBeUndefined();
    await expect(requireCheckpoint(folder, 'best')).rejects.toMatchObject({ code: 'checkpoint-missing' });
  });

  it('is refused when damaged', async () => {
    const folder = checkpointsFolder(directory);
    await writeCheckpoint(folder, 'last', checkpoint);
    truncateSync(join(folder, 'last.safetensors'), 100);
    await expect(readCheckpoint(folder, 'last')).rejects.toMatchObject({ code: 'bad-checkpoint' });
  });
});
