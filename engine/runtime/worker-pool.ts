import { Worker } from 'node:worker_threads';
import { type ErrorData, toErrorData } from '../graph/errors.ts';
import type { EngineCommand, EngineReport } from './messages.ts';

type TaskCommand = Exclude<EngineCommand, { type: 'dispose' }>;

/** The bundle of `run-worker.ts`, beside the bundle of the engine process. */
const workerUrl = new URL('./run-worker.js', import.meta.url);

/**
 * One worker thread per training run and one for everything else, so that an evaluation never disturbs a training.
 * Threads end by themselves: ending one from outside while onnxruntime runs in it would abort the process.
 */
export class WorkerPool {
  private readonly send: (report: EngineReport) => void;
  private readonly workers = new Set<PoolWorker>();
  private service: PoolWorker | undefined;

  constructor(send: (report: EngineReport) => void) {
    this.send = send;
  }

  handle(command: TaskCommand): void {
    if (command.type === 'control') {
      for (const worker of this.workers) if (worker.tasks.has(command.id)) worker.post(command);
      return;
    }
    this.workerFor(command).start(command);
  }

  /** Tells every worker to stop and waits until all have ended. */
  async dispose(): Promise<void> {
    for (const worker of this.workers) worker.post({ type: 'dispose' });
    await Promise.all([...this.workers].map((worker) => worker.ended));
  }

  private workerFor({ task }: Extract<TaskCommand, { type: 'start' }>): PoolWorker {
    if (task.kind === 'train') return this.spawn();
    this.service ??= this.spawn();
    return this.service;
  }

  private spawn(): PoolWorker {
    const worker = new PoolWorker(this.send);
    this.workers.add(worker);
    void worker.ended.then(() => {
      this.workers.delete(worker);
      if (this.service === worker) this.service = undefined;
    });
    return worker;
  }
}

/** A worker thread and the tasks that it has not answered. */
class PoolWorker {
  readonly tasks = new Set<number>();
  /** Resolves when the thread is over; what it left unanswered has then failed. */
  readonly ended: Promise<void>;
  private readonly thread = new Worker(workerUrl);

  constructor(send: (report: EngineReport) => void) {
    let failure: ErrorData = { code: 'worker-ended', message: 'The worker thread ended before its task was done.' };
    this.thread.on('message', (report: EngineReport) => {
      if (report.type !== 'events') this.tasks.delete(report.id);
      send(report);
    });
    this.thread.on('error', (error) => {
      failure = workerFailure(error);
    });
    this.ended = new Promise((resolve) => {
      this.thread.on('exit', () => {
        for (const id of this.tasks) send({ type: 'failed', id, error: failure });
        resolve();
      });
    });
  }

  start(command: Extract<EngineCommand, { type: 'start' }>): void {
    this.tasks.add(command.id);
    this.post(command);
  }

  post(command: EngineCommand): void {
    this.thread.postMessage(command);
  }
}

function workerFailure(error: unknown): ErrorData {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return {
      code: 'out-of-memory',
      message: 'The worker thread ran out of memory. Choose a smaller batch size or smaller layers; the last checkpoint is kept.',
    };
  }
  return toErrorData(error);
}
