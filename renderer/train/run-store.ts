import { create } from 'zustand';
import type { Project } from '../../engine/project/schema.ts';
import type { EpochRecord, RunCommand, RunEvent, RunProgress, RunState } from '../../engine/training/events.ts';
import type { RunInfo } from '../../host/api.ts';
import { services } from '../host/services.ts';
import { RunCurves } from './run-curves.ts';

export interface RunsState {
  /** Undefined while no project is open. */
  readonly projectId: string | undefined;
  /** Newest first. */
  readonly runs: readonly RunInfo[];
  /** By run id; changes many times a second, so that select what you need of it. */
  readonly progress: Readonly<Record<string, RunProgress>>;
  /** Learning rates that were asked for and that no step was trained with yet, by run id. */
  readonly askedRates: Readonly<Record<string, number>>;
  readonly selectedId: string | undefined;
  /** Runs whose curves are drawn beside the selected one, by place: at most three. */
  readonly overlaid: Overlays;
  readonly loading: boolean;
}

/** Run ids; a free place is undefined. */
export type Overlays = readonly (string | undefined)[];

const noOverlays: Overlays = [undefined, undefined, undefined];

const closed: RunsState = {
  projectId: undefined,
  runs: [],
  progress: {},
  askedRates: {},
  selectedId: undefined,
  overlaid: noOverlays,
  loading: false,
};

/** The open project's runs. Step curves are not in here but in `curvesOf`. */
export const useRuns = create<RunsState>()(() => closed);

const curves = new Map<string, RunCurves>();
const fetched = new Set<string>();

/** The curves of a run; empty until events or its history arrive. */
export function curvesOf(runId: string): RunCurves {
  const known = curves.get(runId);
  if (known) return known;
  const made = new RunCurves();
  curves.set(runId, made);
  return made;
}

/** Shows the runs of a project: the list at once, the curves of those that are drawn as they arrive. */
export async function openRuns(projectId: string): Promise<void> {
  closeRuns();
  useRuns.setState({ projectId, loading: true });
  await refreshRuns();
}

export function closeRuns(): void {
  useRuns.setState(closed, true);
  curves.clear();
  fetched.clear();
}

/** Asks the host for the list again, and for the histories of what is drawn: after a lost connection, nothing is missing. */
export async function refreshRuns(): Promise<void> {
  const { projectId } = useRuns.getState();
  const host = services();
  if (projectId === undefined || !host) return;
  fetched.clear();
  try {
    const runs = await host.listRuns(projectId);
    if (useRuns.getState().projectId !== projectId) return;
    useRuns.setState((state) => ({
      runs,
      progress: Object.fromEntries(runs.flatMap((run) => (run.progress ? [[run.id, run.progress]] : []))),
      selectedId: runs.some(({ id }) => id === state.selectedId) ? state.selectedId : runs[0]?.id,
      overlaid: state.loading ? firstOverlays(runs) : state.overlaid,
    }));
    await fetchDrawn();
  } finally {
    if (useRuns.getState().projectId === projectId) useRuns.setState({ loading: false });
  }
}

/** The runs before the newest, where they got anywhere. */
function firstOverlays(runs: readonly RunInfo[]): Overlays {
  const done = runs.slice(1).filter(({ state, lastEpoch }) => state !== 'failed' && lastEpoch !== undefined);
  return [done[0]?.id, done[1]?.id, undefined];
}

/** Puts a run into the first free place; where there is none, the oldest run makes room. */
function withOverlay(overlaid: Overlays, runId: string, runs: readonly RunInfo[]): Overlays {
  if (overlaid.includes(runId)) return overlaid;
  const free = overlaid.indexOf(undefined);
  if (free >= 0) return overlaid.with(free, runId);
  const numbers = overlaid.map((id) => runs.find((run) => run.id === id)?.number ?? 0);
  return overlaid.with(numbers.indexOf(Math.min(...numbers)), runId);
}

function withoutOverlay(overlaid: Overlays, runId: string): Overlays {
  return overlaid.map((id) => (id === runId ? undefined : id));
}

/** Shows a run in the panels; while it is selected it isn't an overlay. */
export function selectRun(runId: string): void {
  useRuns.setState(({ overlaid }) => ({ selectedId: runId, overlaid: withoutOverlay(overlaid, runId) }));
  void fetchDrawn();
}

/** Draws or hides a run's curves; at most three are drawn beside the selected run. */
export function toggleOverlay(runId: string): void {
  useRuns.setState(({ overlaid, runs }) => ({
    overlaid: overlaid.includes(runId) ? withoutOverlay(overlaid, runId) : withOverlay(overlaid, runId, runs),
  }));
  void fetchDrawn();
}

async function fetchDrawn(): Promise<void> {
  const { runs, selectedId, overlaid } = useRuns.getState();
  const wanted = runs.filter(({ id }) => id === selectedId || overlaid.includes(id));
  await Promise.all(wanted.map(({ id }) => fetchHistory(id)));
}

async function fetchHistory(runId: string): Promise<void> {
  const host = services();
  if (fetched.has(runId) || !host) return;
  fetched.add(runId);
  try {
    curvesOf(runId).merge(await host.runHistory(runId));
  } catch (error) {
    fetched.delete(runId);
    throw error;
  }
}

/** Queues the project for training and shows the new run. The one shown before stays as an overlay. */
export async function startRun(project: Project, threads?: number): Promise<RunInfo> {
  const { projectId } = useRuns.getState();
  const host = services();
  if (projectId === undefined || !host) throw new Error('No project is open.');
  const info = await host.startRun(projectId, project, threads === undefined ? {} : { threads });
  fetched.add(info.id);
  useRuns.setState(({ runs, selectedId, overlaid }) => {
    const former = runs.find(({ id, lastEpoch }) => id === selectedId && lastEpoch !== undefined);
    return {
      runs: runs.some(({ id }) => id === info.id) ? runs : [info, ...runs],
      selectedId: info.id,
      overlaid: former ? withOverlay(overlaid, former.id, runs) : overlaid,
    };
  });
  return info;
}

export async function controlRun(runId: string, command: RunCommand): Promise<void> {
  if (command.type !== 'set-learning-rate') return services()?.controlRun(runId, command);
  setAskedRate(runId, command.learningRate);
  try {
    await services()?.controlRun(runId, command);
  } catch (error) {
    setAskedRate(runId, undefined);
    throw error;
  }
}

function setAskedRate(runId: string, rate: number | undefined): void {
  useRuns.setState(({ askedRates: { [runId]: _, ...others } }) => ({
    askedRates: rate === undefined ? others : { ...others, [runId]: rate },
  }));
}

/** Continues a run that ended from its last checkpoint, up to `epochs` in all. */
export async function resumeRun(runId: string, epochs?: number): Promise<void> {
  const info = await services()?.resumeRun(runId, epochs);
  if (info) updateRun(runId, () => info);
}

export async function deleteRun(runId: string): Promise<void> {
  await services()?.deleteRun(runId);
  curves.delete(runId);
  useRuns.setState(({ runs, selectedId, overlaid }) => {
    const left = runs.filter(({ id }) => id !== runId);
    return {
      runs: left,
      selectedId: selectedId === runId ? left[0]?.id : selectedId,
      overlaid: withoutOverlay(overlaid, runId),
    };
  });
}

/** Takes in what a worker tells. Events of runs that aren't listed make the list be fetched again. */
export function receiveRunEvent(runId: string, event: RunEvent): void {
  const { runs, projectId } = useRuns.getState();
  if (projectId === undefined) return;
  if (!runs.some(({ id }) => id === runId)) {
    if (event.type === 'state') void refreshRuns();
    return;
  }
  switch (event.type) {
    case 'state':
      return updateRun(runId, (run) => ({ ...run, state: event.state, ...(event.error && { error: event.error }) }));
    case 'progress':
      return receiveProgress(runId, event.progress, event);
    case 'epoch':
      return receiveEpoch(runId, event.record);
    case 'statistics':
      return curvesOf(runId).look(event.statistics);
    case 'done':
      return updateRun(runId, (run) => ({ ...run, summary: event.summary }));
  }
}

function receiveProgress(runId: string, progress: RunProgress, { steps }: Extract<RunEvent, { type: 'progress' }>): void {
  const series = curvesOf(runId);
  series.stepsPerEpoch = progress.stepsPerEpoch;
  series.rates.tell(steps?.firstStep ?? progress.step, progress.step, progress.learningRate);
  if (steps) series.appendSteps(steps);
  if (useRuns.getState().askedRates[runId] === baseRate(progress)) setAskedRate(runId, undefined);
  useRuns.setState((state) => ({ progress: { ...state.progress, [runId]: progress } }));
}

/** The rate that the schedule goes on from, which is the one that can be set. */
export function baseRate({ baseLearningRate, learningRate }: RunProgress): number {
  return baseLearningRate ?? learningRate;
}

function receiveEpoch(runId: string, record: EpochRecord): void {
  curvesOf(runId).recordEpoch(record);
  updateRun(runId, (run) => ({ ...run, lastEpoch: record, ...(record.best && { best: record }) }));
}

function updateRun(runId: string, change: (run: RunInfo) => RunInfo): void {
  useRuns.setState(({ runs }) => ({ runs: runs.map((run) => (run.id === runId ? change(run) : run)) }));
}

const ACTIVE: ReadonlySet<RunState> = new Set<RunState>(['queued', 'preparing', 'running', 'paused', 'stopping']);

/** Whether the run still has a worker, or waits for one. */
export function isActive(state: RunState): boolean {
  return ACTIVE.has(state);
}

/** The run that trains or is about to. */
export function activeRun({ runs }: RunsState): RunInfo | undefined {
  return runs.find(({ state }) => isActive(state) && state !== 'queued') ?? runs.findLast(({ state }) => state === 'queued');
}

/** The run that the panels show. */
export function selectedRun({ runs, selectedId }: RunsState): RunInfo | undefined {
  return runs.find(({ id }) => id === selectedId);
}
