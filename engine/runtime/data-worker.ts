import { parentPort, workerData } from 'node:worker_threads';
import { invariant, toErrorData } from '../graph/errors.ts';
import { computeStatistics } from './dataset-statistics.ts';
import type { JobProgress } from './job-progress.ts';
import { importData } from './import-data.ts';
import { jobCancelled, toJobError } from './job-errors.ts';
import { type DataTask, type EngineCommand, type EngineReport, isDataTask, type TaskResults } from './messages.ts';
import { previewImport } from './preview-import.ts';

/** Least time between two words on how far a job is. */
const PROGRESS_MILLISECONDS = 100;

/**
 * Entry of a worker thread for work on data: one task at a time, without onnxruntime. Its creator sets the shared flag to cancel the
 * task, which looks at it between two blocks: a message would wait until the thread is idle.
 */
invariant(parentPort !== null, 'the worker has a parent');
invariant(workerData instanceof Int32Array, 'the worker is given the flag that cancels its task');
const port = parentPort;
const flag = workerData;
let turn: Promise<void> = Promise.resolve();

port.on('message', (command: EngineCommand) => {
  if (command.type === 'dispose') void turn.then(() => port.close());
  if (command.type !== 'start') return;
  const { id, task } = command;
  invariant(isDataTask(task), 'only work on data comes here');
  turn = turn.then(() => answer(id, task));
});

const isCancelled = (): boolean => Atomics.load(flag, 0) === 1;

async function answer(id: number, task: DataTask): Promise<void> {
  try {
    if (isCancelled()) throw jobCancelled();
    post({ type: 'result', id, value: await perform(task, throttled(id)) });
  } catch (error) {
    post({ type: 'failed', id, error: toErrorData(isCancelled() ? jobCancelled(error) : toJobError(error)) });
  }
}

async function perform(task: DataTask, tell: (progress: JobProgress) => void): Promise<TaskResults[DataTask['kind']]> {
  const samples = (done: number, total: number | undefined) => tell({ done, ...(total !== undefined && { total }), unit: 'samples' });
  switch (task.kind) {
    case 'statistics':
      return computeStatistics(task.request, { onProgress: samples, aborted: isCancelled });
    case 'preview-import':
      return previewImport({ ...task.request, aborted: isCancelled });
    case 'import':
      return importData({ ...task.request, onProgress: samples, aborted: isCancelled });
  }
}

function throttled(id: number): (progress: JobProgress) => void {
  let last = -Infinity;
  return (progress) => {
    const now = performance.now();
    if (now - last < PROGRESS_MILLISECONDS) return;
    last = now;
    post({ type: 'progress', id, progress });
  };
}

function post(report: EngineReport): void {
  port.postMessage(report);
}
