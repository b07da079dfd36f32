import { EngineError, fromErrorData, toErrorData } from '../graph/errors.ts';
import type { TextPiece } from '../generation/definition.ts';
import { checkLearningRate } from '../training/control.ts';
import type { RunEvent } from '../training/events.ts';
import type { EngineClient, JobOptions } from './engine-api.ts';
import type { JobProgress } from './job-progress.ts';
import { type EngineProcess, forkEngine } from './fork-engine.ts';
import { jobCancelled } from './job-errors.ts';
import { type DataTask, type EngineReport, isDataTask, type Task, type TaskResults } from './messages.ts';

export interface EngineClientOptions {
  /** Path of the engine process's entry, `out/node/engine-process.js`. */
  readonly entry: string;
  /** Starts the process; forks Node unless said. */
  readonly spawn?: (entry: string) => EngineProcess;
}

/** How long a process may take to end by itself before it is killed. */
const DISPOSE_MILLISECONDS = 15_000;

/** What a task tells on its way. */
interface TaskListeners {
  readonly onEvent?: ((event: RunEvent) => void) | undefined;
  readonly onProgress?: ((progress: JobProgress) => void) | undefined;
  readonly onText?: ((pieces: readonly TextPiece[]) => void) | undefined;
}

interface PendingTask extends TaskListeners {
  readonly task: Task;
  resolve(value: TaskResults[keyof TaskResults]): void;
  reject(error: EngineError): void;
}

/**
 * The engine in a process of its own, started with the first task. Where that process dies, the tasks in it reject with
 * `engine-crashed` and a reason; the next task starts a new one.
 */
export function createEngineClient({ entry, spawn = forkEngine }: EngineClientOptions): EngineClient {
  return new ProcessClient(() => spawn(entry));
}

class ProcessClient implements EngineClient {
  private readonly spawn: () => EngineProcess;
  private readonly pending = new Map<number, PendingTask>();
  private process: EngineProcess | undefined;
  private ended: Promise<void> = Promise.resolve();
  private lastId = 0;
  private disposed = false;

  constructor(spawn: () => EngineProcess) {
    this.spawn = spawn;
  }

  train: EngineClient['train'] = (request, onEvent) => {
    const { id, done } = this.start<'train'>({ kind: 'train', request }, { onEvent });
    return {
      done,
      control: (command) => {
        if (command.type === 'set-learning-rate') checkLearningRate(command.learningRate);
        if (this.pending.has(id)) this.process?.send({ type: 'control', id, command });
      },
    };
  };

  evaluate: EngineClient['evaluate'] = (request) => this.start<'evaluate'>({ kind: 'evaluate', request }).done;

  exportModel: EngineClient['exportModel'] = (request) => this.start<'export'>({ kind: 'export', request }).done;

  exportCode: EngineClient['exportCode'] = (request) => this.start<'export-code'>({ kind: 'export-code', request }).done;

  verify: EngineClient['verify'] = (request) => this.start<'verify'>({ kind: 'verify', request }).done;

  predict: EngineClient['predict'] = (request) => this.start<'predict'>({ kind: 'predict', request }).done;

  generate: EngineClient['generate'] = (request, { onText, signal } = {}) =>
    this.endable<'generate'>({ kind: 'generate', request }, { onText }, signal);

  statistics: EngineClient['statistics'] = (request, options) => this.job<'statistics'>({ kind: 'statistics', request }, options);

  previewImport: EngineClient['previewImport'] = (request, options) =>
    this.job<'preview-import'>({ kind: 'preview-import', request }, options);

  importData: EngineClient['importData'] = (request, options) => this.job<'import'>({ kind: 'import', request }, options);

  async dispose(): Promise<void> {
    this.disposed = true;
    const running = this.process;
    if (running === undefined) return;
    running.send({ type: 'dispose' });
    const timer = setTimeout(() => running.kill(), DISPOSE_MILLISECONDS);
    await this.ended;
    clearTimeout(timer);
  }

  private job<K extends DataTask['kind']>(
    task: Extract<DataTask, { kind: K }>,
    { onProgress, signal }: JobOptions = {},
  ): Promise<TaskResults[K]> {
    return this.endable<K>(task, { onProgress }, signal);
  }

  /** Starts a task that the signal ends. */
  private async endable<K extends DataTask['kind'] | 'generate'>(
    task: Extract<Task, { kind: K }>,
    listeners: TaskListeners,
    signal: AbortSignal | undefined,
  ): Promise<TaskResults[K]> {
    if (signal?.aborted === true) throw jobCancelled();
    const { id, done } = this.start<K>(task, listeners);
    const cancel = () => {
      if (this.pending.has(id)) this.process?.send({ type: 'cancel', id });
    };
    signal?.addEventListener('abort', cancel);
    return done.finally(() => signal?.removeEventListener('abort', cancel));
  }

  private start<K extends Task['kind']>(
    task: Extract<Task, { kind: K }>,
    listeners: TaskListeners = {},
  ): { id: number; done: Promise<TaskResults[K]> } {
    this.lastId += 1;
    const id = this.lastId;
    const done = new Promise<TaskResults[keyof TaskResults]>((resolve, reject) => {
      if (this.disposed) throw new EngineError('engine-closed', 'Netloom is closing; nothing new is started.');
      this.pending.set(id, { ...listeners, task, resolve, reject });
      this.running().send({ type: 'start', id, task });
    });
    return { id, done: done as Promise<TaskResults[K]> };
  }

  private running(): EngineProcess {
    if (this.process !== undefined) return this.process;
    const process = this.spawn();
    this.process = process;
    process.onReport((report) => this.receive(report));
    this.ended = new Promise((resolve) => {
      process.onExit((reason) => {
        this.process = undefined;
        this.failAll(reason);
        resolve();
      });
    });
    return process;
  }

  private receive(report: EngineReport): void {
    const task = this.pending.get(report.id);
    if (task === undefined) return;
    if (report.type === 'events') {
      for (const event of report.events) task.onEvent?.(event);
      return;
    }
    if (report.type === 'progress') return task.onProgress?.(report.progress);
    if (report.type === 'text') return task.onText?.(report.pieces);
    this.pending.delete(report.id);
    if (report.type === 'result') task.resolve(report.value);
    else task.reject(fromErrorData(report.error));
  }

  private failAll(reason: string): void {
    const tasks = [...this.pending.values()];
    this.pending.clear();
    for (const { task, onEvent, reject } of tasks) {
      const error = new EngineError('engine-crashed', `The engine process ended unexpectedly (${reason}). ${adviceAfterCrash(task)}`);
      onEvent?.({ type: 'state', state: 'failed', error: toErrorData(error) });
      reject(error);
    }
  }
}

function adviceAfterCrash(task: Task): string {
  if (task.kind === 'generate') return 'Often the machine ran out of memory: close other programs, then try again.';
  return isDataTask(task)
    ? 'Often the machine ran out of memory: close other programs, then try again. Nothing was stored.'
    : 'Often the machine ran out of memory: try a smaller batch size, then resume from the last checkpoint.';
}
