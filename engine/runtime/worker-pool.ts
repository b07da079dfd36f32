import { Worker } from 'node:worker_threads';
import { type ErrorData, toErrorData } from '../graph/errors.ts';
import { jobWorkerFailure } from './job-errors.ts';
import { type EngineCommand, type EngineReport, isDataTask } from './messages.ts';

type TaskCommand = Exclude<EngineCommand, { type: 'dispose' }>;
type StartCommand = Extract<EngineCommand, { type: 'start' }>;

/** The bundles of `run-worker.ts` and `data-worker.ts`, beside the bundle of the engine process. */
const runWorkerUrl = new URL('./run-worker.js', import.meta.url);
const dataWorkerUrl = new URL('./data-worker.js', import.meta.url);

/**
 * One worker thread per training run, one for each job on data, one for texts and one for everything else, so that neither an evaluation
 * nor an import disturbs a training, and a long text keeps nothing waiting. Threads end by themselves: ending one from outside while onnxruntime runs in it would abort the process.
 */
export class WorkerPool {
  private readonly send: (report: EngineReport) => void;
  private readonly workers = new Set<PoolWorker>();
  private readonly dataWorkers = new Set<DataPoolWorker>();
  /** Threads that stay, by what they are for. */
  private readonly services = new Map<'texts' | 'other', PoolWorker>();

  constructor(send: (report: EngineReport) => void) {
    this.send = send;
  }

  handle(command: TaskCommand): void {
    switch (command.type) {
      case 'start':
        this.workerFor(command).start(command);
        break;
      case 'control':
        for (const worker of this.workers) if (worker.tasks.has(command.id)) worker.post(command);
        break;
      case 'cancel':
        for (const worker of this.workers) if (worker.tasks.has(command.id)) worker.cancel(command);
        break;
    }
  }

  /** Tells every worker to stop and waits until all have ended. */
  async dispose(): Promise<void> {
    for (const worker of this.dataWorkers) worker.raiseFlag();
    for (const worker of this.workers) worker.post({ type: 'dispose' });
    await Promise.all([...this.workers].map((worker) => worker.ended));
  }

  private workerFor({ task }: StartCommand): PoolWorker {
    if (isDataTask(task)) return [...this.dataWorkers].find((worker) => worker.tasks.size === 0) ?? this.spawnForData();
    if (task.kind === 'train') return this.spawn();
    return this.serviceFor(task.kind === 'generate' ? 'texts' : 'other');
  }

  private serviceFor(purpose: 'texts' | 'other'): PoolWorker {
    const known = this.services.get(purpose);
    if (known !== undefined) return known;
    const worker = this.spawn();
    this.services.set(purpose, worker);
    void worker.ended.then(() => this.services.delete(purpose));
    return worker;
  }

  private spawn(): PoolWorker {
    return this.follow(new PoolWorker(new Worker(runWorkerUrl), this.send, workerFailure));
  }

  /** One idle thread is kept for the next job. */
  private spawnForData(): DataPoolWorker {
    const worker: DataPoolWorker = this.follow(
      new DataPoolWorker((report) => {
        this.send(report);
        const idle = [...this.dataWorkers].filter(({ tasks }) => tasks.size === 0);
        if (idle.length < 2 || !idle.includes(worker)) return;
        this.dataWorkers.delete(worker);
        worker.post({ type: 'dispose' });
      }),
    );
    this.dataWorkers.add(worker);
    void worker.ended.then(() => this.dataWorkers.delete(worker));
    return worker;
  }

  private follow<W extends PoolWorker>(worker: W): W {
    this.workers.add(worker);
    void worker.ended.then(() => this.workers.delete(worker));
    return worker;
  }
}

/** A worker thread and the tasks that it has not answered. */
class PoolWorker {
  readonly tasks = new Set<number>();
  /** Resolves when the thread is over; what it left unanswered has then failed. */
  readonly ended: Promise<void>;
  private readonly thread: Worker;

  constructor(thread: Worker, send: (report: EngineReport) => void, failureOf: (error: unknown) => ErrorData) {
    let failure: ErrorData = { code: 'worker-ended', message: 'The worker thread ended before its task was done.' };
    this.thread = thread;
    thread.on('message', (report: EngineReport) => {
      if (report.type === 'result' || report.type === 'failed') this.tasks.delete(report.id);
      send(report);
    });
    thread.on('error', (error) => {
      failure = failureOf(error);
    });
    this.ended = new Promise((resolve) => {
      thread.on('exit', () => {
        for (const id of this.tasks) send({ type: 'failed', id, error: failure });
        resolve();
      });
    });
  }

  start(command: StartCommand): void {
    this.tasks.add(command.id);
    this.post(command);
  }

  post(command: EngineCommand): void {
    this.thread.postMessage(command);
  }

  cancel(command: TaskCommand): void {
    this.post(command);
  }
}

/** A worker thread that does one job on data at a time, and the flag that cancels it. */
class DataPoolWorker extends PoolWorker {
  private readonly flag: Int32Array<SharedArrayBuffer>;

  constructor(send: (report: EngineReport) => void) {
    const flag = new Int32Array(new SharedArrayBuffer(4));
    super(new Worker(dataWorkerUrl, { workerData: flag }), send, (error) => toErrorData(jobWorkerFailure(error)));
    this.flag = flag;
  }

  override start(command: StartCommand): void {
    Atomics.store(this.flag, 0, 0);
    super.start(command);
  }

  override cancel(): void {
    this.raiseFlag();
  }

  raiseFlag(): void {
    Atomics.store(this.flag, 0, 1);
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
