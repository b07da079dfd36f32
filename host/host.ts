import { cpus, availableParallelism } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { EngineError } from '../engine/graph/errors.ts';
import { slug } from '../engine/project/slug.ts';
import type { DatasetFolders } from '../engine/runtime/datasets.ts';
import type { EngineClient } from '../engine/runtime/engine-api.ts';
import type { TorchExport } from '../engine/runtime/export-torch.ts';
import type { JobProgress } from '../engine/runtime/job-progress.ts';
import type { TextPiece } from '../engine/generation/definition.ts';
import type { RunEvent } from '../engine/training/events.ts';
import type { AppInfo, CodeExportResult, ExportOptions, ExportResult, HostApi } from './api.ts';
import { type DataServices, datasetMethods, ownDataMethods } from './data-methods.ts';
import { Emitter } from './emitter.ts';
import { Jobs } from './jobs.ts';
import { ProjectWatch } from './project-watch.ts';
import { emptyProject, Projects } from './projects.ts';
import {
  checkEvaluateOptions,
  checkCodeOptions,
  checkExportOptions,
  checkGenerateOptions,
  checkJobName,
  checkRunCommand,
} from './requests.ts';
import { Runs } from './runs.ts';
import { loadTemplates } from './templates.ts';
import { Uploads } from './uploads.ts';
import { openWorkspace, type Resources } from './workspace.ts';

/** How long trainings may take to end by themselves. */
const CLOSE_MILLISECONDS = 10_000;

export interface HostOptions {
  readonly shell: AppInfo['shell'];
  readonly version: string;
  /** The workspace folder. */
  readonly home: string;
  readonly resources: Resources;
  /** Starts the engine process; called when it is first needed, and again after it died. */
  readonly startEngine: () => EngineClient;
  /** Threads that a training run uses unless it says otherwise. */
  readonly threads?: number;
  /** Hears of bugs; must not throw. */
  readonly onFault?: (error: unknown) => void;
  readonly now?: () => Date;
}

export interface HostSignals {
  run(runId: string, event: RunEvent): void;
  /** A project's file has this content now. */
  projectRevision(id: string, revision: string): void;
  job(job: string, progress: JobProgress): void;
  text(job: string, pieces: readonly TextPiece[]): void;
  datasetsChanged(): void;
}

/** The program's services and what they tell, for any number of windows. */
export interface Host {
  readonly api: HostApi;
  on<Name extends keyof HostSignals>(name: Name, listener: HostSignals[Name]): () => void;
  readonly reportFault: (error: unknown) => void;
  /** Whether a run trains or waits to: `close` would stop it. */
  readonly isTraining: () => boolean;
  /** Stops all runs, which keep their last checkpoint, and ends the engine process. */
  close(): Promise<void>;
}

export async function createHost(options: HostOptions): Promise<Host> {
  const reportFault = options.onFault ?? ((error) => console.error(error));
  const now = options.now ?? (() => new Date());
  const workspace = await openWorkspace(options.home);
  const signals = new Emitter<HostSignals>(reportFault);
  const threads = options.threads ?? defaultThreads();

  const projects = new Projects(
    workspace,
    (id, revision) => {
      watch.written(id, revision);
      signals.emit('projectRevision', id, revision);
    },
    now,
  );
  await projects.removeLeftovers();
  const watch = new ProjectWatch((id, revision) => signals.emit('projectRevision', id, revision));
  const engine = startedOnce(options.startEngine);
  const datasets = { bundled: options.resources.datasets, own: workspace.datasets };
  const runs = new Runs({
    workspace,
    datasets,
    engine: engine.get,
    threads,
    parallel: 1,
    now,
    emit: (runId, event) => signals.emit('run', runId, event),
    onFault: reportFault,
  });

  const jobs = new Jobs((job, progress) => signals.emit('job', job, progress));
  const tellText = (job: string, pieces: readonly TextPiece[]) => signals.emit('text', job, pieces);
  const uploads = await Uploads.open(workspace.uploads);
  const data: DataServices = {
    shell: options.shell,
    workspace,
    datasets,
    engine: engine.get,
    jobs,
    uploads,
    now,
    checkUnused: (id) => runs.checkUnused(id),
    changed: () => signals.emit('datasetsChanged'),
  };

  return {
    api: createApi({ options, projects, watch, runs, threads, datasets, engine: engine.get, jobs, tellText }, data),
    on: (name, listener) => signals.on(name, listener),
    reportFault,
    isTraining: () => runs.isTraining,
    close: async () => {
      watch.close();
      const ended = runs.close();
      // A step that takes very long must not keep the program from ending: what then still runs ends with the engine's process.
      await Promise.race([ended, delay(CLOSE_MILLISECONDS, undefined, { ref: false })]);
      await engine.end();
      await ended;
      await uploads.close();
    },
  };
}

interface Services {
  readonly options: HostOptions;
  readonly projects: Projects;
  readonly watch: ProjectWatch;
  readonly runs: Runs;
  readonly threads: number;
  readonly datasets: DatasetFolders;
  readonly engine: () => EngineClient;
  readonly jobs: Jobs;
  readonly tellText: (job: string, pieces: readonly TextPiece[]) => void;
}

function createApi(services: Services, data: DataServices): HostApi {
  return {
    ...projectMethods(services),
    ...runMethods(services),
    ...resourceMethods(services),
    ...datasetMethods(data),
    ...ownDataMethods(data),
  };
}

function resourceMethods({ options, threads }: Services): Pick<HostApi, 'appInfo' | 'listTemplates'> {
  const { resources, shell, version, home } = options;
  return {
    appInfo: async () => ({ version, shell, threads, cpu: cpus()[0]?.model ?? 'unknown', platform: process.platform, workspace: home }),
    listTemplates: () => loadTemplates(resources.templates),
  };
}

type ProjectMethods = Pick<
  HostApi,
  | 'listProjects'
  | 'createProject'
  | 'importProject'
  | 'openProjectFile'
  | 'openProject'
  | 'saveProject'
  | 'renameProject'
  | 'deleteProject'
  | 'listVersions'
  | 'readVersion'
  | 'restoreVersion'
>;

function projectMethods({ options, projects, watch, runs }: Services): ProjectMethods {
  const followed: typeof projects.open = async (id) => {
    const opened = await projects.open(id);
    watch.follow(id, opened.info.path, opened.revision);
    return opened;
  };
  return {
    listProjects: async () => {
      const infos = await projects.list();
      return Promise.all(infos.map(async (info) => ({ ...info, ...lastRun(await runs.latest(info.id)) })));
    },
    createProject: async (templateId) => {
      if (templateId === undefined) return followed((await projects.create(emptyProject())).info.id);
      const template = (await loadTemplates(options.resources.templates)).find(({ id }) => id === templateId);
      if (!template) throw new EngineError('unknown-template', `There is no template "${templateId}".`);
      return followed((await projects.create(template.project)).info.id);
    },
    importProject: async (fileName, text) => {
      const { info, diagnostics } = await projects.import(fileName, text);
      return { ...(await followed(info.id)), diagnostics };
    },
    openProjectFile: async (path) => {
      if (options.shell === 'web') throw new EngineError('not-in-browser', 'A browser cannot open a file in place. Import its content.');
      return followed((await projects.openFile(path)).info.id);
    },
    openProject: followed,
    saveProject: (id, project, revision) => projects.save(id, project, revision),
    renameProject: (id, name) => projects.rename(id, name),
    deleteProject: async (id) => {
      await runs.deleteProject(id, () => projects.delete(id));
    },
    listVersions: (id) => projects.versions(id),
    readVersion: (id, version) => projects.version(id, version),
    restoreVersion: async (id, version) => {
      await projects.restore(id, version);
      return followed(id);
    },
  };
}

type RunMethods = Pick<
  HostApi,
  | 'listRuns'
  | 'startRun'
  | 'controlRun'
  | 'resumeRun'
  | 'runHistory'
  | 'deleteRun'
  | 'evaluateRun'
  | 'generateText'
  | 'exportRun'
  | 'exportCode'
>;

function runMethods({ projects, runs, engine, threads, datasets, jobs, tellText }: Services): RunMethods {
  return {
    listRuns: (projectId) => runs.list(projectId),
    startRun: async (projectId, project, runOptions) => {
      await projects.pathOf(projectId);
      return runs.start(projectId, project, runOptions);
    },
    controlRun: async (runId, command) => runs.control(runId, checkRunCommand(command)),
    resumeRun: (runId, epochs) => runs.resume(runId, epochs),
    runHistory: (runId) => runs.history(runId),
    deleteRun: (runId) => runs.delete(runId),
    evaluateRun: async (runId, evaluateOptions) => {
      const { split, checkpoint } = checkEvaluateOptions(evaluateOptions);
      return engine().evaluate({ runDirectory: await runs.directoryOf(runId), datasets, threads, split, checkpoint });
    },
    generateText: async (job, runId, given) => {
      const textOptions = checkGenerateOptions(given);
      const runDirectory = await runs.directoryOf(runId);
      const onText = (pieces: readonly TextPiece[]) => tellText(job, pieces);
      // A batch of one gets no faster with more threads, which a training beside it needs.
      const place = { runDirectory, datasets, threads: 1 };
      return jobs.run(checkJobName(job), ({ signal }) =>
        engine().generate({ ...place, ...textOptions }, { onText, ...(signal && { signal }) }),
      );
    },
    exportRun: async (runId, given) => {
      const exportOptions = checkExportOptions(given);
      const { project } = await runs.info(runId);
      const runDirectory = await runs.directoryOf(runId);
      return exportProven(engine(), { runDirectory, datasets, threads, fileName: `${slug(project.name)}.onnx` }, exportOptions);
    },
    exportCode: async (runId, given) => {
      const { checkpoint } = checkCodeOptions(given);
      const { project } = await runs.info(runId);
      const runDirectory = await runs.directoryOf(runId);
      return codeFiles(slug(project.name), await engine().exportCode({ runDirectory, datasets, checkpoint }));
    },
  };
}

/** The files of a run's network as code, by the names that the command line gives them. */
function codeFiles(name: string, { text, network, weights }: TorchExport): CodeExportResult {
  return {
    network,
    files: [
      { name: `${name}.py`, bytes: new TextEncoder().encode(text) },
      { name: `${name}.safetensors`, bytes: weights },
    ],
  };
}

interface ExportPlace {
  readonly runDirectory: string;
  readonly datasets: DatasetFolders;
  readonly threads: number;
  readonly fileName: string;
}

async function exportProven(engine: EngineClient, place: ExportPlace, options: ExportOptions): Promise<ExportResult> {
  const { runDirectory, datasets, threads, fileName } = place;
  const { checkpoint, opset = 21, preprocessing = 'metadata' } = options;
  const bytes = await engine.exportModel({ runDirectory, datasets, checkpoint, opset, preprocessing });
  const parity = await engine.verify({ runDirectory, datasets, threads, checkpoint, model: bytes });
  return { fileName, bytes, opset, parity };
}

function lastRun(run: Awaited<ReturnType<Runs['latest']>>) {
  return run ? { lastRun: run } : {};
}

/** All cores up to sixteen: beyond that a step of these networks doesn't get faster. */
export function defaultThreads(): number {
  return Math.min(availableParallelism(), 16);
}

/** Starts on first use. */
function startedOnce(start: () => EngineClient) {
  let client: EngineClient | undefined;
  return {
    get: () => (client ??= start()),
    end: async () => client?.dispose(),
  };
}
