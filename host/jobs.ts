import { EngineError } from '../engine/graph/errors.ts';
import type { JobOptions } from '../engine/runtime/engine-api.ts';
import type { JobProgress } from '../engine/runtime/job-progress.ts';

/** Jobs that all windows together may have under way. */
const MOST_JOBS = 8;

/** Long work on data that windows started, by the name that a window gave it. */
export class Jobs {
  readonly #running = new Map<string, AbortController>();
  readonly #onProgress: (job: string, progress: JobProgress) => void;

  constructor(onProgress: (job: string, progress: JobProgress) => void) {
    this.#onProgress = onProgress;
  }

  /** Throws `job-running` where one of that name is under way, and `too-many-jobs`. */
  async run<T>(job: string, start: (options: JobOptions) => Promise<T>): Promise<T> {
    if (this.#running.has(job)) throw new EngineError('job-running', 'A job of this name is under way already. Wait for it or cancel it.');
    if (this.#running.size >= MOST_JOBS)
      throw new EngineError('too-many-jobs', `${MOST_JOBS} jobs are under way already. Wait until one of them ends, or cancel one.`);
    const controller = new AbortController();
    this.#running.set(job, controller);
    try {
      return await start({ signal: controller.signal, onProgress: (progress) => this.#onProgress(job, progress) });
    } finally {
      this.#running.delete(job);
    }
  }

  /** A job that has ended meanwhile needs no cancelling. */
  cancel(job: string): void {
    this.#running.get(job)?.abort();
  }
}
