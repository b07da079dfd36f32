import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunEvent, RunState, RunSummary } from '../training/events.ts';
import { createEngineClient } from './engine-client.ts';
import type { EngineClient, TrainRequest } from './engine-api.ts';
import { type EngineProcess, forkEngine } from './fork-engine.ts';
import { readEpochs, readRun, readSteps } from './run-directory.ts';
import { buildEngine } from './testing/build-engine.ts';
import { smallConvNet, smallDenseNet } from './testing/chain.ts';
import type { Project } from '../project/schema.ts';

const datasets = { bundled: new URL('../../datasets', import.meta.url).pathname, own: '/nowhere' };
const processes: EngineProcess[] = [];

let built: string;
let engine: EngineClient;

beforeAll(async () => {
  built = await buildEngine();
  engine = createEngineClient({
    entry: join(built, 'engine-process.js'),
    spawn: (entry) => {
      const started = forkEngine(entry, []);
      processes.push(started);
      return started;
    },
  });
}, 60_000);

afterAll(async () => {
  await engine.dispose();
  rmSync(built, { recursive: true });
});

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'netloom-engine-'));
});

afterEach(() => rmSync(directory, { recursive: true }));

const request = (project: Project, name = 'run', resume = false): TrainRequest => ({
  runDirectory: join(directory, name),
  project,
  datasets,
  threads: 1,
  resume,
});

const dense = (epochs: number): Project => smallDenseNet({ epochs, batchSize: 16, learningRate: 0.02, seed: 2 });

/** Starts a training; `when` resolves at the first event that fits. */
function train(trainRequest: TrainRequest) {
  const events: RunEvent[] = [];
  const waiting: { fits: (event: RunEvent) => boolean; resolve: () => void }[] = [];
  const handle = engine.train(trainRequest, (event) => {
    events.push(event);
    for (const waiter of waiting) if (waiter.fits(event)) waiter.resolve();
  });
  const when = (fits: (event: RunEvent) => boolean): Promise<void> =>
    events.some(fits) ? Promise.resolve() : new Promise((resolve) => waiting.push({ fits, resolve }));
  return { handle, events, when, whenState: (state: RunState) => when((event) => event.type === 'state' && event.state === state) };
}

const withoutTimes = ({ metrics, epochs, steps, bestEpoch }: RunSummary) => ({ metrics, epochs, steps, bestEpoch });

describe('engine process', { timeout: 60_000 }, () => {
  it('trains, records, evaluates, exports, proves and predicts', async () => {
    const { handle, events } = train(request(smallConvNet({ epochs: 2, batchSize: 64, learningRate: 0.01, seed: 1 })));
    const summary = await handle.done;
    const runDirectory = join(directory, 'run');
    expect(events.at(-1)).toEqual({ type: 'state', state: 'finished' });
    expect(await readRun(runDirectory)).toMatchObject({ state: 'finished', summary });
    expect(await readEpochs(runDirectory)).toEqual(events.flatMap((event) => (event.type === 'epoch' ? [event.record] : [])));
    expect((await readSteps(runDirectory)).loss).toHaveLength(summary.steps);
    const common = { runDirectory, datasets, threads: 1, checkpoint: 'best' } as const;
    const test = await engine.evaluate({ ...common, split: 'test' });
    expect(test.metrics).toEqual(summary.metrics.test);
    expect(test).toMatchObject({ epoch: summary.bestEpoch, outputs: [{ kind: 'classification', nodeId: 'output' }] });
    expect((await engine.evaluate({ ...common, split: 'validation' })).metrics).toEqual(summary.metrics.validation);
    const model = await engine.exportModel({ runDirectory, datasets, checkpoint: 'best', opset: 17 });
    const proof = await engine.verify({ ...common, model });
    expect(proof.samples).toBe(359);
    expect(proof.equalPredictions).toBe(359);
    expect(proof.maxAbsDiff).toBeLessThan(1e-5);
    const { outputs } = await engine.predict({ ...common, samples: 2, inputs: { image: new Uint8Array(2 * 64).fill(3) } });
    expect(outputs[0].values.slice(0, 10)).toEqual(outputs[0].values.slice(10));
    expect(outputs[0].values.slice(0, 10).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
    await expect(engine.predict({ ...common, samples: 1, inputs: { image: [1, 2] } })).rejects.toMatchObject({ code: 'bad-input' });
    await expect(engine.verify({ ...common, model: new Uint8Array([1, 2, 3]) })).rejects.toMatchObject({ code: 'bad-model' });
    await expect(engine.exportModel({ runDirectory, datasets, checkpoint: 'best', opset: 9 })).rejects.toMatchObject({ code: 'bad-opset' });
  });

  it('pauses, steps, stops and resumes with the same numbers as a run of one go', async () => {
    const whole = await train(request(dense(30), 'whole')).handle.done;
    const first = train(request(dense(30), 'parts'));
    await first.when((event) => event.type === 'epoch');
    first.handle.control({ type: 'pause' });
    await first.whenState('paused');
    expect(() => first.handle.control({ type: 'set-learning-rate', learningRate: -1 })).toThrow('above 0');
    first.handle.control({ type: 'step' });
    first.handle.control({ type: 'stop' });
    const stopped = await first.handle.done;
    expect(stopped.steps).toBeLessThan(whole.steps);
    expect((await readRun(join(directory, 'parts'))).state).toBe('stopped');
    const resumed = await train(request(dense(30), 'parts', true)).handle.done;
    expect(withoutTimes(resumed)).toEqual(withoutTimes(whole));
    expect(await readSteps(join(directory, 'parts'))).toEqual(await readSteps(join(directory, 'whole')));
  });

  it('rejects with the code and the node of what failed', async () => {
    const project = dense(1);
    const broken: Project = { ...project, wires: project.wires.slice(1) };
    const run = train(request(broken));
    await expect(run.handle.done).rejects.toMatchObject({ code: 'project-problems' });
    expect(run.events.at(-1)).toMatchObject({ type: 'state', state: 'failed' });
    expect(await readRun(join(directory, 'run'))).toMatchObject({ state: 'failed', error: { code: 'project-problems' } });
    const missing = { runDirectory: join(directory, 'none'), datasets, threads: 1, checkpoint: 'best', split: 'test' } as const;
    await expect(engine.evaluate(missing)).rejects.toMatchObject({ code: 'bad-run' });
  });

  it('works on data beside a training, and stops where it is cancelled', async () => {
    const run = train(request(dense(100_000)));
    await run.when((event) => event.type === 'epoch');
    const told: number[] = [];
    const statistics = await engine.statistics(
      { id: 'digits', split: 'test', datasets },
      { onProgress: ({ done, unit }) => void (unit === 'samples' && told.push(done)) },
    );
    expect([statistics.split, statistics.samples, told.length > 0]).toEqual(['test', 359, true]);
    const path = join(directory, 'a.csv');
    writeFileSync(path, `x,y\n${Array.from({ length: 200_000 }, (_, i) => `${i}.5,${i % 7}`).join('\n')}\n`);
    const controller = new AbortController();
    const folder = join(directory, 'own');
    const importing = engine.importData(
      { paths: [path], folder, options: { id: 'mine' } },
      { signal: controller.signal, onProgress: () => controller.abort() },
    );
    await expect(importing).rejects.toMatchObject({ code: 'job-cancelled' });
    expect(readdirSync(folder)).toEqual([]);
    const late = engine.statistics({ id: 'digits', split: 'test', datasets }, { signal: controller.signal });
    await expect(late).rejects.toMatchObject({ code: 'job-cancelled' });
    await expect(engine.statistics({ id: 'none', split: 'test', datasets })).rejects.toMatchObject({ code: 'unknown-dataset' });
    run.handle.control({ type: 'stop' });
    expect((await run.handle.done).steps).toBeGreaterThan(0);
  });

  it('tells why when the process dies, and starts again', async () => {
    const run = train(request(dense(100_000)));
    // The second epoch begins when the checkpoint of the first is written.
    await run.when((event) => event.type === 'epoch' && event.record.epoch === 2);
    processes.at(-1)?.kill();
    await expect(run.handle.done).rejects.toMatchObject({ code: 'engine-crashed', message: expect.stringContaining('SIGKILL') });
    expect(run.events.at(-1)).toMatchObject({ type: 'state', state: 'failed' });
    const resumed = train(request(dense(100_000), 'run', true));
    await resumed.when((event) => event.type === 'epoch');
    await engine.dispose();
    expect((await resumed.handle.done).steps).toBeGreaterThan(0);
    await expect(engine.train(request(dense(1)), () => undefined).done).rejects.toMatchObject({ code: 'engine-closed' });
  });
});
