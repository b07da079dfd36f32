import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineError } from '../engine/graph/errors.ts';
import type { Project } from '../engine/project/schema.ts';
import type { EpochRecord, RunCommand, RunEvent } from '../engine/training/events.ts';
import { RunRecorder } from '../engine/runtime/run-directory.ts';
import type { Checkpoint } from './api.ts';
import { placeOf, readRecord, writeRecord } from './run-record.ts';
import { createTemporaryHost, type TemporaryHost } from './testing/temporary-host.ts';
import { openWorkspace } from './workspace.ts';

let temporary: TemporaryHost;
let project: Project;
beforeEach(async () => {
  temporary = await createTemporaryHost();
  ({ project } = await temporary.host.api.createProject('mlp-xor'));
});
afterEach(() => temporary.remove());

const api = () => temporary.host.api;
const failure = (code: string, message: RegExp = /./): unknown =>
  expect.objectContaining({ code, message: expect.stringMatching(message) });
const epoch = (number: number): EpochRecord => ({
  epoch: number,
  step: number * 2,
  learningRate: 0.1,
  train: { loss: 1 },
  seconds: 1,
  best: number === 1,
});

async function ended(runId: string): Promise<void> {
  await vi.waitFor(async () => expect(['finished', 'stopped', 'failed']).toContain((await api().runHistory(runId)).info.state));
}

describe('the queue', () => {
  it('trains one run at a time, in order', async () => {
    const first = await api().startRun('xor', project, {});
    const second = await api().startRun('xor', project, { threads: 1 });
    expect([first, second].map(({ id, number }) => [id, number])).toEqual([
      ['xor/run-1', 1],
      ['xor/run-2', 2],
    ]);
    expect(temporary.engine.trainings).toHaveLength(1);
    temporary.engine.trainings[0]?.end('finished');
    await ended(first.id);
    await vi.waitFor(() => expect(temporary.engine.trainings).toHaveLength(2));
    expect(temporary.engine.trainings[1]?.request).toMatchObject({
      threads: 1,
      resume: false,
      project,
      runDirectory: join(temporary.home, 'runs', 'xor', 'run-2'),
    });
  });

  it('goes on after a run that failed, and says why it failed', async () => {
    const events: RunEvent[] = [];
    temporary.host.on('run', (_, event) => events.push(event));
    await api().startRun('xor', project, {});
    await api().startRun('xor', project, {});
    temporary.engine.trainings[0]?.fail(new EngineError('not-finite', 'The loss became NaN.', { nodeId: 'hidden' }));
    await vi.waitFor(() => expect(temporary.engine.trainings).toHaveLength(2));
    expect((await api().listRuns('xor'))[1]).toMatchObject({ state: 'failed', error: { code: 'not-finite', nodeId: 'hidden' } });
    expect(events).toContainEqual({
      type: 'state',
      state: 'failed',
      error: { code: 'not-finite', message: 'The loss became NaN.', nodeId: 'hidden' },
    });
  });

  it('drops a waiting run that is stopped', async () => {
    await api().startRun('xor', project, {});
    const waiting = await api().startRun('xor', project, {});
    await expect(api().controlRun(waiting.id, { type: 'pause' })).rejects.toEqual(failure('run-queued'));
    await api().controlRun(waiting.id, { type: 'stop' });
    expect((await api().runHistory(waiting.id)).info.state).toBe('stopped');
  });
});

it('passes commands on to the run that trains', async () => {
  const { id } = await api().startRun('xor', project, {});
  await api().controlRun(id, { type: 'pause' });
  await api().controlRun(id, { type: 'set-learning-rate', learningRate: 0.5 });
  expect(temporary.engine.trainings[0]?.commands).toEqual([{ type: 'pause' }, { type: 'set-learning-rate', learningRate: 0.5 }]);
});

it.each([
  { type: 'set-learning-rate', learningRate: Number.NaN },
  { type: 'set-learning-rate', learningRate: 0 },
  { type: 'explode' },
  undefined,
])('lets no senseless command reach a run: %j', async (command) => {
  const { id } = await api().startRun('xor', project, {});
  await expect(api().controlRun(id, command as RunCommand)).rejects.toEqual(failure('bad-request'));
  expect(temporary.engine.trainings[0]?.commands).toEqual([]);
});

it('takes no path for a checkpoint', async () => {
  const { id } = await api().startRun('xor', project, {});
  const checkpoint = '../../other/last' as Checkpoint;
  await expect(api().exportRun(id, { checkpoint })).rejects.toEqual(failure('bad-request', /checkpoint/));
  await expect(api().evaluateRun(id, { split: 'test', checkpoint })).rejects.toEqual(failure('bad-request', /checkpoint/));
});

it('refuses a project that cannot be trained, naming the problem, and makes no directory', async () => {
  const cut = { ...project, wires: project.wires.slice(1) };
  await expect(api().startRun('xor', cut, {})).rejects.toEqual(failure('project-problems'));
  await expect(access(join(temporary.home, 'runs', 'xor'))).rejects.toThrow();
});

it('refuses to start a run of a project that has no id', async () => {
  await expect(api().startRun('../xor', project, {})).rejects.toEqual(failure('unknown-project'));
});

it('gives the curves as they came in, and replaces steps that are repeated', async () => {
  const { id } = await api().startRun('xor', project, {});
  const tell = temporary.engine.trainings[0]?.tell;
  const progress = { epoch: 1, epochs: 2, step: 2, stepsPerEpoch: 2, learningRate: 0.1, secondsElapsed: 1 };
  tell?.({ type: 'progress', progress, steps: { firstStep: 1, loss: new Float32Array([4, 3, 2]) } });
  tell?.({ type: 'epoch', record: epoch(1) });
  tell?.({ type: 'progress', progress, steps: { firstStep: 3, loss: new Float32Array([2.5, 1]) } });
  tell?.({ type: 'epoch', record: epoch(2) });
  const history = await api().runHistory(id);
  expect(history.steps).toEqual({ firstStep: 1, loss: new Float32Array([4, 3, 2.5, 1]) });
  expect(history.epochs).toEqual([epoch(1), epoch(2)]);
  expect(history.info).toMatchObject({ lastEpoch: { epoch: 2 }, best: { epoch: 1 }, progress });
});

describe('after a restart', () => {
  async function recordedRun(owner: number): Promise<string> {
    const { id } = await api().startRun('xor', project, {});
    const place = placeOf(await openWorkspace(temporary.home), id);
    const recorder = await RunRecorder.open(place.directory, project, { epochs: 0, step: 0 });
    const progress = { epoch: 1, epochs: 2, step: 2, stepsPerEpoch: 2, learningRate: 0.1, secondsElapsed: 1 };
    recorder.add([
      { type: 'progress', progress, steps: { firstStep: 1, loss: new Float32Array([4, 3]) } },
      { type: 'state', state: 'running' },
    ]);
    recorder.add([{ type: 'epoch', record: epoch(1) }]);
    recorder.close();
    await writeRecord(place, { ...(await readRecord(place)), owner });
    return id;
  }

  it('a run whose program died has failed with a reason and keeps its curves', async () => {
    const id = await recordedRun(2 ** 22 + 1);
    const { host } = await temporary.again();
    const { info, epochs, steps } = await host.api.runHistory(id);
    expect(info).toMatchObject({ state: 'failed', error: { code: 'interrupted' } });
    expect(epochs).toEqual([epoch(1)]);
    expect(steps.loss).toEqual(new Float32Array([4, 3]));
    expect((await host.api.listProjects())[0]?.lastRun?.id).toBe(id);
  });

  it('a run of another program that lives is shown as it stands and cannot be controlled', async () => {
    const id = await recordedRun(process.ppid);
    const { host } = await temporary.again();
    expect((await host.api.listRuns('xor'))[0]).toMatchObject({ state: 'running' });
    await expect(host.api.controlRun(id, { type: 'stop' })).rejects.toEqual(failure('run-not-active'));
    await expect(host.api.resumeRun(id)).rejects.toEqual(failure('run-active'));
  });

  it('a run that another program has queued again is not taken from it', async () => {
    const id = await recordedRun(process.ppid);
    const place = placeOf(await openWorkspace(temporary.home), id);
    const recorder = await RunRecorder.open(place.directory, project, { epochs: 1, step: 2 });
    recorder.add([{ type: 'state', state: 'stopped' }]);
    recorder.close();
    const { host } = await temporary.again();
    expect((await host.api.listRuns('xor'))[0]).toMatchObject({ state: 'queued' });
    await expect(host.api.resumeRun(id)).rejects.toEqual(failure('run-active'));
    await expect(host.api.deleteRun(id)).rejects.toEqual(failure('run-active'));
  });

  it('a run is resumed or deleted, never both', async () => {
    const id = await recordedRun(2 ** 22 + 1);
    const { host, engine } = await temporary.again();
    const [resumed, deleted] = await Promise.allSettled([host.api.resumeRun(id), host.api.deleteRun(id)]);
    expect([resumed.status, deleted]).toMatchObject(['fulfilled', { status: 'rejected', reason: { code: 'run-active' } }]);
    await access(engine.trainings[0]?.request.runDirectory ?? '');
  });

  it('a run goes on from its checkpoint, for more epochs', async () => {
    const id = await recordedRun(2 ** 22 + 1);
    const { host, engine } = await temporary.again();
    const [first, second] = await Promise.allSettled([host.api.resumeRun(id, 50), host.api.resumeRun(id, 50)]);
    expect(first).toMatchObject({ status: 'fulfilled', value: { id, number: 1 } });
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'run-active' } });
    expect(engine.trainings[0]?.request).toMatchObject({ resume: true, project: { training: { epochs: 50 } } });
    expect((await host.api.runHistory(id)).steps.loss).toEqual(new Float32Array([4, 3]));
    await expect(host.api.resumeRun(id, 50)).rejects.toEqual(failure('run-active'));
    expect(engine.trainings).toHaveLength(1);
  });
});

describe('deleting', () => {
  it('moves a run to the trash, but not one that trains', async () => {
    const { id } = await api().startRun('xor', project, {});
    await expect(api().deleteRun(id)).rejects.toEqual(failure('run-active'));
    await expect(api().deleteProject('xor')).rejects.toEqual(failure('run-active'));
    await api().controlRun(id, { type: 'stop' });
    await api().deleteRun(id);
    expect(await api().listRuns('xor')).toEqual([]);
    expect(await readdir(join(temporary.home, 'trash'))).toHaveLength(1);
  });

  it('of a project takes its runs along, so that a new one of the name has none', async () => {
    const { id } = await api().startRun('xor', project, {});
    temporary.engine.trainings[0]?.end('finished');
    await ended(id);
    await api().deleteProject('xor');
    await api().createProject('mlp-xor');
    expect(await api().listRuns('xor')).toEqual([]);
  });
});

it('exports with the parity report', async () => {
  const { id } = await api().startRun('xor', project, {});
  expect(await api().exportRun(id, { checkpoint: 'best' })).toMatchObject({
    fileName: 'xor.onnx',
    opset: 21,
    parity: { samples: 10, maxAbsDiff: 0, float64: { samples: 8, agrees: true } },
  });
});

it('exports PyTorch code with the weights that it loads', async () => {
  const { id } = await api().startRun('xor', project, {});
  const { network, files } = await api().exportCode(id, { checkpoint: 'best' });
  expect(network).toBe('Xor');
  expect(files.map(({ name }) => name)).toEqual(['xor.py', 'xor.safetensors']);
  expect(new TextDecoder().decode(files[0].bytes)).toMatch(/^class Xor/);
  await expect(api().exportCode(id, { checkpoint: '../last' as Checkpoint })).rejects.toEqual(failure('bad-request', /checkpoint/));
});

it('stops every run when the program closes', async () => {
  expect(temporary.host.isTraining()).toBe(false);
  const first = await api().startRun('xor', project, {});
  const second = await api().startRun('xor', project, {});
  expect(temporary.host.isTraining()).toBe(true);
  await temporary.host.close();
  expect(temporary.host.isTraining()).toBe(false);
  expect(temporary.engine.trainings).toHaveLength(1);
  expect(temporary.engine.disposed).toBe(true);
  for (const { id } of [first, second]) expect((await api().runHistory(id)).info.state).toBe('stopped');
});

it.each(['xor', 'xor/run-0', '../xor/run-1', 'xor/run-1/..', '..\\x/run-1', './run-1', '../run-1'])('takes %j for no run', async (id) => {
  await expect(api().runHistory(id)).rejects.toEqual(failure('unknown-run'));
  await expect(api().deleteRun(id)).rejects.toEqual(failure('unknown-run'));
});

it.each(['..', '../..', '', 'a/b', '..\\x'])('lists no runs of %j', async (projectId) => {
  await expect(api().listRuns(projectId)).rejects.toEqual(failure('unknown-run'));
});
