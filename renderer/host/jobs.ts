import type { JobProgress, TextPiece } from '../../host/api.ts';
import { services } from './services.ts';

const listeners = new Map<string, Pick<JobOptions, 'onProgress' | 'onText'>>();
let started = 0;

interface JobOptions {
  readonly onProgress?: (progress: JobProgress) => void;
  /** Hears of a text while it is written. */
  readonly onText?: (pieces: readonly TextPiece[]) => void;
  /** Stops the job; its call then rejects, but for a text, which ends where it is. */
  readonly signal?: AbortSignal;
}

/** Runs a call of the host that takes a job's name: tells how far it is and cancels it when the signal aborts. */
export async function runJob<T>(call: (job: string) => Promise<T>, { signal, ...heard }: JobOptions = {}): Promise<T> {
  signal?.throwIfAborted();
  started += 1;
  const job = `${Date.now().toString(36)}-${started}-${Math.random().toString(36).slice(2)}`;
  // A job that has ended meanwhile can't be cancelled, and needn't be.
  const cancel = () =>
    void services()
      ?.cancelJob(job)
      .catch(() => {});
  listeners.set(job, heard);
  signal?.addEventListener('abort', cancel);
  try {
    return await call(job);
  } finally {
    listeners.delete(job);
    signal?.removeEventListener('abort', cancel);
  }
}

/** Passes the host's word of a job on to who started it. */
export function receiveJobProgress(job: string, progress: JobProgress): void {
  listeners.get(job)?.onProgress?.(progress);
}

/** Passes on how a text goes on. */
export function receiveJobText(job: string, pieces: readonly TextPiece[]): void {
  listeners.get(job)?.onText?.(pieces);
}
