import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { analyze } from '../engine/compile/analyze.ts';
import { EngineError, toErrorData } from '../engine/graph/errors.ts';
import { projectSchema, type Project } from '../engine/project/schema.ts';
import { catalogFor, type DatasetFolders, datasetIdsOf } from '../engine/runtime/datasets.ts';
import type { EngineClient } from '../engine/runtime/engine-api.ts';
import { readEpochs, readRun, readSteps, type StoredRun } from '../engine/runtime/run-directory.ts';
import type { RunCommand, RunEvent } from '../engine/training/events.ts';
import type { RunHistory, RunInfo, StartRunOptions } from './api.ts';
import { interrupted, isUnfinished, LiveRun, runInfo } from './live-run.ts';
import { RunCurves } from './run-history.ts';
import { isAlive } from './processes.ts';
import { claimPlace, listPlaces, placeOf, readRecord, writeRecord, type RunPlace, type RunRecord } from './run-record.ts';
import { Turns } from './turns.ts';
import type { Workspace } from './workspace.ts';

export interface RunsOptions {
  readonly workspace: Workspace;
  readonly datasets: DatasetFolders;
  readonly engine: () => EngineClient;
  readonly threads: number;
  /** Runs that train at the same time. */
  readonly parallel: number;
  readonly now: () => Date;
  readonly emit: (runId: string, event: RunEvent) => void;
  readonly onFault: (error: unknown) => void;
}

/** Training runs: their queue, what is known of them, and their directories. */
export class Runs {
  readonly #options: RunsOptions;
  readonly #live = new Map<string, LiveRun>();
  readonly #queue: LiveRun[] = [];
  readonly #training = new Set<LiveRun>();
  /** By project: its runs are started, resumed and deleted one after another. */
  readonly #turns = new Turns();
  #closed = false;

  constructor(options: RunsOptions) {
    this.#options = options;
  }

  get isTraining(): boolean {
    return this.#training.size > 0 || this.#queue.length > 0;
  }

  /** Throws `dataset-in-use` where a run that trains or waits to reads the dataset. */
  checkUnused(datasetId: string): void {
    const run = [...this.#training, ...this.#queue].find(({ record }) => datasetIdsOf(record.project).includes(datasetId));
    if (run === undefined) return;
    const { name } = run.record.project;
    throw new EngineError('dataset-in-use', `Run ${run.record.number} of “${name}” trains on "${datasetId}" or waits to. Stop it first.`);
  }

  async list(projectId: string): Promise<readonly RunInfo[]> {
    const places = await listPlaces(this.#options.workspace, projectId);
    const infos = await Promise.all(places.map((place) => this.#info(place).catch(() => undefined)));
    return infos.filter((info) => info !== undefined);
  }

  async latest(projectId: string): Promise<RunInfo | undefined> {
    for (const place of await listPlaces(this.#options.workspace, projectId)) {
      const info = await this.#info(place).catch(() => undefined);
      if (info) return info;
    }
    return undefined;
  }

  async start(projectId: string, given: Project, options: StartRunOptions): Promise<RunInfo> {
    const project = checkProject(given);
    const analysis = analyze(project, (await catalogFor(project, this.#options.datasets)).shapesOf);
    const fault = analysis.diagnostics.find(({ severity }) => severity === 'error');
    if (!analysis.trainable) {
      const message = `This network can't be trained yet: ${analysis.blocker ?? fault?.message ?? 'it has problems'}`;
      throw new EngineError('project-problems', message, { ...(fault?.nodeId !== undefined && { nodeId: fault.nodeId }) });
    }
    const threads = checkThreads(options.threads) ?? this.#options.threads;
    return this.#turns.take(projectId, async () => {
      const { number, ...place } = await claimPlace(this.#options.workspace, projectId);
      return this.#enqueue(place, {
        version: 1,
        number,
        createdAt: this.#options.now().getTime(),
        parameterCount: analysis.totals.parameters,
        threads,
        state: 'queued',
        owner: process.pid,
        project,
      });
    });
  }

  async resume(id: string, epochs?: number): Promise<RunInfo> {
    const place = placeOf(this.#options.workspace, id);
    return this.#turns.take(place.projectId, () => this.#resume(place, epochs));
  }

  async control(id: string, command: RunCommand): Promise<void> {
    const run = this.#live.get(id);
    if (run?.handle && isUnfinished(run.state)) return run.handle.control(command);
    if (!run || run.state !== 'queued') {
      await readRecord(placeOf(this.#options.workspace, id));
      throw new EngineError('run-not-active', 'This run is not training here. Resume it first.');
    }
    if (command.type !== 'stop')
      throw new EngineError('run-queued', 'This run waits for the one before it. It can be stopped, or start when that one ends.');
    this.#queue.splice(this.#queue.indexOf(run), 1);
    await this.#settle(run, { type: 'state', state: 'stopped' });
  }

  async history(id: string): Promise<RunHistory> {
    const place = placeOf(this.#options.workspace, id);
    const live = this.#live.get(id);
    if (live) return { info: live.info, epochs: live.curves.epochs, steps: live.curves.steps };
    const { info, curves } = await this.#stored(place);
    return { info, epochs: curves.epochs, steps: await readSteps(place.directory) };
  }

  /** Moves the run's directory to the trash. */
  async delete(id: string): Promise<void> {
    const place = placeOf(this.#options.workspace, id);
    await this.#turns.take(place.projectId, () => this.#delete(place));
  }

  async #delete(place: RunPlace): Promise<void> {
    const { id, directory } = place;
    const { state } = await this.#info(place);
    if (isUnfinished(state)) throw new EngineError('run-active', 'This run is still training or waiting. Stop it first.');
    await this.#live.get(id)?.ended;
    this.#live.delete(id);
    const stamp = this.#options.now().toISOString().replaceAll(/[:.]/g, '-');
    await mkdir(this.#options.workspace.trash, { recursive: true });
    await rename(directory, join(this.#options.workspace.trash, `${id.replace('/', '-')}-${stamp}`));
  }

  /**
   * Deletes a project by `remove`, which returns its folder in the trash, and moves its runs there; where it returns none, they stay.
   * Throws `run-active` where one of them is under way.
   */
  async deleteProject(projectId: string, remove: () => Promise<string | undefined>): Promise<void> {
    await this.#turns.take(projectId, async () => {
      const active = (await this.list(projectId)).find(({ state }) => isUnfinished(state));
      if (active) throw new EngineError('run-active', `Run ${active.number} of this project is still training or waiting. Stop it first.`);
      const folder = await remove();
      if (folder !== undefined) await this.#moveAll(projectId, folder);
    });
  }

  async #moveAll(projectId: string, folder: string): Promise<void> {
    for (const place of await listPlaces(this.#options.workspace, projectId)) {
      this.#live.delete(place.id);
      await mkdir(join(folder, 'runs'), { recursive: true });
      await rename(place.directory, join(folder, 'runs', place.id.split('/')[1] ?? ''));
    }
  }

  /** The directory of a run that has been started; throws `unknown-run`. */
  async directoryOf(id: string): Promise<string> {
    const place = placeOf(this.#options.workspace, id);
    await readRecord(place);
    return place.directory;
  }

  async info(id: string): Promise<RunInfo> {
    return this.#info(placeOf(this.#options.workspace, id));
  }

  /** Stops every run at its next step; resolves when all have written their last checkpoint. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const run of this.#queue.splice(0)) await this.#settle(run, { type: 'state', state: 'stopped' });
    const training = [...this.#training];
    for (const run of training) run.handle?.control({ type: 'stop' });
    for (const run of training) await run.ended;
  }

  async #info(place: RunPlace): Promise<RunInfo> {
    return this.#live.get(place.id)?.info ?? (await this.#stored(place)).info;
  }

  async #stored(place: RunPlace): Promise<{ record: RunRecord; curves: RunCurves; info: RunInfo }> {
    const written = await readRecord(place);
    const trained = await readRun(place.directory).catch(() => undefined);
    const record = presentRecord(written, trained);
    const curves = new RunCurves(await readEpochs(place.directory));
    return { record, curves, info: runInfo(place, record, curves, trained?.progress, trained?.summary) };
  }

  async #resume(place: RunPlace, epochs: number | undefined): Promise<RunInfo> {
    const live = this.#live.get(place.id);
    const { record } = live ?? (await this.#stored(place));
    if (isUnfinished(record.state))
      throw new EngineError('run-active', 'This run is still training or waiting; it cannot be resumed twice.');
    await live?.ended;
    const curves = live?.curves ?? new RunCurves(await readEpochs(place.directory), await readSteps(place.directory));
    const training = { ...record.project.training, epochs: epochs ?? record.project.training.epochs };
    const project = checkProject({ ...record.project, training });
    return this.#enqueue(place, { ...record, project, state: 'queued', error: undefined, owner: process.pid }, curves);
  }

  async #enqueue(place: RunPlace, record: RunRecord, curves?: RunCurves): Promise<RunInfo> {
    if (this.#closed) throw new EngineError('closing', 'Netloom is closing.');
    const run = new LiveRun(place, record, curves ?? new RunCurves(), curves !== undefined);
    await writeRecord(place, record);
    this.#live.set(place.id, run);
    this.#queue.push(run);
    this.#options.emit(place.id, { type: 'state', state: 'queued' });
    this.#startNext();
    return run.info;
  }

  #startNext(): void {
    while (!this.#closed && this.#training.size < this.#options.parallel) {
      const run = this.#queue.shift();
      if (!run) return;
      this.#training.add(run);
      run.ended = this.#train(run).finally(() => {
        this.#training.delete(run);
        this.#startNext();
      });
    }
  }

  async #train(run: LiveRun): Promise<void> {
    try {
      run.handle = this.#options.engine().train(
        {
          runDirectory: run.place.directory,
          project: run.record.project,
          datasets: this.#options.datasets,
          threads: run.record.threads,
          resume: run.resume,
        },
        (event) => this.#take(run, event),
      );
      await run.handle.done;
      await this.#settle(run, isUnfinished(run.state) ? { type: 'state', state: 'finished' } : undefined);
    } catch (error) {
      if (!(error instanceof EngineError)) this.#options.onFault(error);
      const told = run.state === 'failed' && run.record.error !== undefined;
      await this.#settle(run, told ? undefined : { type: 'state', state: 'failed', error: toErrorData(error) });
    } finally {
      run.handle = undefined;
    }
  }

  #take(run: LiveRun, event: RunEvent): void {
    run.take(event);
    this.#options.emit(run.place.id, event);
  }

  /** Tells a last event, where there is one, and writes down how the run ended. */
  async #settle(run: LiveRun, event?: RunEvent): Promise<void> {
    if (event) this.#take(run, event);
    await writeRecord(run.place, run.record).catch(this.#options.onFault);
  }
}

function checkProject(project: Project): Project {
  const checked = projectSchema.safeParse(project);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw new EngineError('invalid-project', `The project can't be trained: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}.`);
}

function checkThreads(threads: number | undefined): number | undefined {
  if (threads === undefined || (Number.isInteger(threads) && threads >= 1 && threads <= 256)) return threads;
  throw new EngineError('invalid-threads', `Training runs on 1 to 256 threads, not on ${threads}.`);
}

/**
 * A run that another process has queued or trains is its own, even where the worker's word is of an earlier end: it goes on from there.
 * Of a process that is gone the worker's word counts; a run that was not told to have ended has failed.
 */
function presentRecord(record: RunRecord, trained: StoredRun | undefined): RunRecord {
  if (!isUnfinished(record.state)) return record;
  const ended = trained !== undefined && !isUnfinished(trained.state);
  // This process knows its own runs without asking.
  if (record.owner !== process.pid && isAlive(record.owner)) return { ...record, state: trained && !ended ? trained.state : record.state };
  return ended ? { ...record, state: trained.state, error: trained.error } : { ...record, state: 'failed', error: interrupted };
}
