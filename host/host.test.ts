import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createEngineClient } from '../engine/runtime/engine-client.ts';
import { forkEngine, type EngineProcess } from '../engine/runtime/fork-engine.ts';
import { buildEngine } from '../engine/runtime/testing/build-engine.ts';
import type { RunEvent, RunState } from '../engine/training/events.ts';
import { createTemporaryHost, type TemporaryHost } from './testing/temporary-host.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let temporary: TemporaryHost;
let built: string;
const processes: EngineProcess[] = [];
const events: [string, RunEvent][] = [];

beforeAll(async () => {
  built = await buildEngine();
  const spawn = (entry: string): EngineProcess => {
    const started = forkEngine(entry, []);
    processes.push(started);
    return started;
  };
  const home = await mkdtemp(join(tmpdir(), 'netloom-host-'));
  temporary = await createTemporaryHost({
    home,
    threads: 1,
    startEngine: () => createEngineClient({ entry: join(built, 'engine-process.js'), spawn }),
  });
  temporary.host.on('run', (id, event) => events.push([id, event]));
});

afterAll(async () => {
  await temporary.remove();
  await rm(built, { recursive: true });
});

const api = () => temporary.host.api;
const stateOf = async (id: string): Promise<RunState> => (await api().runHistory(id)).info.state;
const reaches = (id: string, state: RunState) => vi.waitFor(async () => expect(await stateOf(id)).toBe(state), { timeout: 30_000 });

/** A run of XOR that would go on for hours. */
async function startEndless(): Promise<string> {
  const { info, project } = await api().createProject('mlp-xor');
  const { id } = await api().startRun(info.id, { ...project, training: { ...project.training, epochs: 1_000_000 } }, {});
  await vi.waitFor(async () => expect((await api().runHistory(id)).epochs.length).toBeGreaterThan(1), { timeout: 30_000 });
  return id;
}

describe('a run with the engine', () => {
  it('pauses, makes single steps, goes on, stops, and is continued to its end', async () => {
    const id = await startEndless();
    await api().controlRun(id, { type: 'pause' });
    await reaches(id, 'paused');
    const paused = (await api().runHistory(id)).steps.loss.length;
    await api().controlRun(id, { type: 'step' });
    await vi.waitFor(async () => expect((await api().runHistory(id)).steps.loss.length).toBe(paused + 1));
    await api().controlRun(id, { type: 'resume' });
    await reaches(id, 'running');
    await api().controlRun(id, { type: 'stop' });
    await reaches(id, 'stopped');
    const { epochs } = await api().runHistory(id);
    await api().resumeRun(id, epochs.length + 3);
    await reaches(id, 'finished');
    const { info, epochs: all, steps } = await api().runHistory(id);
    expect(all.map(({ epoch }) => epoch)).toEqual(all.map((_, index) => index + 1));
    expect(all).toHaveLength(epochs.length + 3);
    expect(steps.loss).toHaveLength(info.summary?.steps ?? -1);
    expect(steps.loss.some(Number.isNaN)).toBe(false);
    expect(info.summary?.metrics.test['accuracy']).toBeGreaterThan(0.9);
  });

  it('gives the same history to a program that is started later', async () => {
    const [run] = await api().listRuns('xor');
    const id = run?.id ?? '';
    const live = await api().runHistory(id);
    const { host } = await temporary.again();
    const stored = await host.api.runHistory(id);
    expect(stored.epochs).toEqual(live.epochs);
    expect(stored.steps).toEqual(live.steps);
    expect(stored.info).toEqual(live.info);
  });

  it('is exported with equal predictions', async () => {
    const [run] = await api().listRuns('xor');
    const { bytes, parity } = await api().exportRun(run?.id ?? '', { checkpoint: 'best' });
    expect(bytes.length).toBeGreaterThan(100);
    expect(parity.maxAbsDiff).toBeLessThanOrEqual(1e-4);
    expect(parity.equalPredictions).toBe(parity.samples);
    expect(parity.float64).toMatchObject({ samples: 8, agrees: true });
  });

  it('is evaluated while another one trains', async () => {
    const [done] = await api().listRuns('xor');
    const id = await startEndless();
    const report = await api().evaluateRun(done?.id ?? '', { split: 'test', checkpoint: 'last' });
    expect(report.metrics['accuracy']).toBeGreaterThan(0.9);
    expect(report.outputs).toMatchObject([{ kind: 'classification' }]);
    expect(await stateOf(id)).toBe('running');
    await api().controlRun(id, { type: 'stop' });
    await reaches(id, 'stopped');
  });

  it('fails with a reason when the engine is killed, and goes on in a new one', async () => {
    const id = await startEndless();
    await api().controlRun(id, { type: 'checkpoint' });
    processes.at(-1)?.kill();
    await reaches(id, 'failed');
    expect((await api().runHistory(id)).info.error).toMatchObject({ code: 'engine-crashed' });
    expect(events.filter(([run, event]) => run === id && event.type === 'state' && event.state === 'failed')).toHaveLength(1);
    const info = await api().resumeRun(id);
    expect(info.error).toBeUndefined();
    await reaches(id, 'running');
    await api().controlRun(id, { type: 'stop' });
    await reaches(id, 'stopped');
  });

  it('has written a checkpoint when the program closes', async () => {
    const id = await startEndless();
    await temporary.host.close();
    const { host } = await temporary.again();
    expect((await host.api.runHistory(id)).info).toMatchObject({ state: 'stopped', summary: { epochs: expect.any(Number) as number } });
  });
});
