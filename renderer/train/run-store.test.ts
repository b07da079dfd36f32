import { beforeEach, describe, expect, it } from 'vitest';
import { projectSchema } from '../../engine/project/schema.ts';
import type { EpochRecord, RunProgress } from '../../engine/training/events.ts';
import type { HostApi, RunHistory, RunInfo } from '../../host/api.ts';
import { connectServices } from '../host/services.ts';
import {
  activeRun,
  closeRuns,
  controlRun,
  curvesOf,
  openRuns,
  receiveRunEvent,
  refreshRuns,
  startRun,
  toggleOverlay,
  useRuns,
} from './run-store.ts';

const project = projectSchema.parse({ format: 'netloom', version: 1, name: 'Test', nodes: [], wires: [] });

function runInfo(number: number, rest: Partial<RunInfo> = {}): RunInfo {
  return { id: `run-${number}`, projectId: 'p', number, state: 'finished', createdAt: number, project, parameterCount: 1, ...rest };
}

function record(epoch: number, rest: Partial<EpochRecord> = {}): EpochRecord {
  return { epoch, step: epoch * 10, learningRate: 0.1, train: { loss: 1 / epoch }, seconds: epoch, best: false, ...rest };
}

const progress: RunProgress = { epoch: 2, epochs: 3, step: 12, stepsPerEpoch: 10, learningRate: 0.1, secondsElapsed: 1 };

/** A host of runs alone; every other service is missing. */
function hostWith(runs: readonly RunInfo[], histories: Readonly<Record<string, RunHistory>> = {}): HostApi {
  const offered: Partial<HostApi> = {
    listRuns: async () => runs,
    runHistory: async (id) => histories[id] ?? { info: runInfo(0), epochs: [], steps: { firstStep: 1, loss: new Float32Array(0) } },
    startRun: async () => runInfo(9, { state: 'queued' }),
  };
  return offered as HostApi;
}

beforeEach(closeRuns);

describe('runs of a project', () => {
  it('selects the newest run and draws the last two that got anywhere beside it', async () => {
    const ended = { lastEpoch: record(3) };
    connectServices(
      hostWith([runInfo(5), runInfo(4, { state: 'failed', ...ended }), runInfo(3, ended), runInfo(2, ended), runInfo(1, ended)]),
    );
    await openRuns('p');
    expect(useRuns.getState().selectedId).toBe('run-5');
    expect(useRuns.getState().overlaid).toEqual(['run-3', 'run-2', undefined]);
  });

  it('joins the history with what was told live before it arrived', async () => {
    const info = runInfo(1, { state: 'running' });
    const history = { info, epochs: [record(1)], steps: { firstStep: 1, loss: new Float32Array([5, 4, 3]) } };
    connectServices(hostWith([info], { 'run-1': history }));
    useRuns.setState({ projectId: 'p', runs: [info] });
    receiveRunEvent('run-1', { type: 'progress', progress, steps: { firstStep: 4, loss: new Float32Array([2, 1]) } });
    receiveRunEvent('run-1', { type: 'epoch', record: record(2, { best: true }) });
    await refreshRuns();
    expect([...curvesOf('run-1').loss.values]).toEqual([5, 4, 3, 2, 1]);
    expect(curvesOf('run-1').epochs.map(({ epoch }) => epoch)).toEqual([1, 2]);
  });

  it('holds a learning rate that was asked for until a step was trained with it', async () => {
    const info = runInfo(1, { state: 'paused' });
    connectServices({ ...hostWith([info]), controlRun: async () => {} });
    useRuns.setState({ projectId: 'p', runs: [info] });
    receiveRunEvent('run-1', { type: 'progress', progress });
    await controlRun('run-1', { type: 'set-learning-rate', learningRate: 0.01 });
    receiveRunEvent('run-1', { type: 'progress', progress });
    expect(useRuns.getState().askedRates).toEqual({ 'run-1': 0.01 });
    receiveRunEvent('run-1', { type: 'progress', progress: { ...progress, step: 13, learningRate: 0.01 } });
    expect(useRuns.getState().askedRates).toEqual({});
    expect(curvesOf('run-1').rates.lastChange).toEqual({ from: 0.1, rate: 0.01, step: 13 });
  });

  it('follows state, best epoch and failure', () => {
    useRuns.setState({ projectId: 'p', runs: [runInfo(1, { state: 'preparing' })] });
    receiveRunEvent('run-1', { type: 'state', state: 'running' });
    receiveRunEvent('run-1', { type: 'epoch', record: record(1, { best: true }) });
    receiveRunEvent('run-1', { type: 'epoch', record: record(2) });
    receiveRunEvent('run-1', { type: 'state', state: 'failed', error: { code: 'diverged', message: 'The loss became NaN.' } });
    const [run] = useRuns.getState().runs;
    expect([run?.state, run?.best?.epoch, run?.lastEpoch?.epoch, run?.error?.message]).toEqual(['failed', 1, 2, 'The loss became NaN.']);
  });

  it('keeps the run that was shown as an overlay of the new one', async () => {
    connectServices(hostWith([runInfo(1, { lastEpoch: record(1) })]));
    await openRuns('p');
    await startRun(project);
    expect(useRuns.getState().selectedId).toBe('run-9');
    expect(useRuns.getState().overlaid).toEqual(['run-1', undefined, undefined]);
    expect(activeRun(useRuns.getState())?.id).toBe('run-9');
  });

  it('draws at most three runs beside the selected one, each in its place', () => {
    useRuns.setState({ projectId: 'p', runs: [1, 2, 3, 4, 5].map((n) => runInfo(n)) });
    for (const n of [1, 2, 3, 4]) toggleOverlay(`run-${n}`);
    expect(useRuns.getState().overlaid).toEqual(['run-4', 'run-2', 'run-3']);
    toggleOverlay('run-3');
    expect(useRuns.getState().overlaid).toEqual(['run-4', 'run-2', undefined]);
  });
});
