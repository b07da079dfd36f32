import type { JobProgress } from '../../host/api.ts';
import { documentHost } from '../document/host.ts';

const listeners = new Map<string, (progress: JobProgress) => void>();
let started = 0;

interface JobOptions {
  readonly onProgress?: (progress: JobProgress) => void;
  /** Stops the job; its call then rejects. */
  readonly signal?: AbortSignal;
}

/** Runs a call of the host that takes a job's name: tells how far it is and cancels it when the signal aborts. */
export async function runJob<T>(call: (job: string) => Promise<T>, { onProgress, signal }: JobOptions = {}): Promise<T> {
  signal?.throwIfAborted();
  started += 1;
  const job = `${Date.now().toString(36)}-${started}-${Math.random().toString(36).slice(2)}`;
  // A job that has ended meanwhile can't be cancelled, and needn't be.
  const cancel = () =>
    void documentHost()
      ?.cancelJob(job)
      .catch(() => {});
  if (onProgress) listeners.set(job, onProgress);
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
  listeners.get(job)?.(progress);
}
