import { EngineError } from '../graph/errors.ts';
import { toEngineError } from './native-errors.ts';

/** How a job ends that was cancelled. */
export function jobCancelled(cause?: unknown): EngineError {
  return new EngineError('job-cancelled', 'This was stopped; nothing of it was kept.', { cause });
}

/** An `EngineError` for whatever ended a job on data; a shortage of memory or disk space is told in plain words. */
export function toJobError(error: unknown): EngineError {
  const known = toEngineError(error);
  if (known.code === 'out-of-memory') return outOfMemory(error);
  if (known.code === 'disk-full')
    return new EngineError('disk-full', 'There is no space left on the disk; nothing was kept. Make room, then try again.', {
      cause: error,
    });
  return known;
}

function outOfMemory(cause?: unknown): EngineError {
  const message =
    'There is not enough memory for this data; nothing was kept. Close other programs, or take fewer columns or smaller pictures.';
  return new EngineError('out-of-memory', message, { cause });
}

/** Why a worker thread ended, where a job on data ran in it. */
export function jobWorkerFailure(error: unknown): EngineError {
  const isShort = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isShort ? outOfMemory(error) : toJobError(error);
}
