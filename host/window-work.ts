import { randomUUID } from 'node:crypto';
import type { HostApi } from './api.ts';

/** What a window has under way: its jobs under names of their own, and its uploads. All of it ends with the window. */
export class WindowWork {
  readonly #prefix = `${randomUUID()} `;
  readonly #api: HostApi;
  readonly #jobs = new Set<string>();
  readonly #uploads = new Set<string>();
  #closed = false;

  constructor(api: HostApi) {
    this.#api = api;
  }

  /** The same services, watched. */
  follow(): HostApi {
    const api = this.#api;
    return {
      ...api,
      datasetStatistics: (job, id, split) => this.#job(job, (name) => api.datasetStatistics(name, id, split)),
      previewImport: (job, source, choices) => this.#job(job, (name) => api.previewImport(name, source, choices)),
      importDataset: (job, source, choices) => this.#job(job, (name) => api.importDataset(name, source, choices)),
      generateText: (job, runId, options) => this.#job(job, (name) => api.generateText(name, runId, options)),
      cancelJob: (job) => api.cancelJob(this.#prefix + job),
      beginUpload: async (files) => {
        const id = await api.beginUpload(files);
        this.#uploads.add(id);
        if (this.#closed) await api.discardUpload(id);
        return id;
      },
      discardUpload: async (id) => {
        await api.discardUpload(id);
        this.#uploads.delete(id);
      },
    };
  }

  /** Tells something of a job if it is this window's. */
  told<News>(job: string, news: News, tell: (job: string, news: News) => void): void {
    if (job.startsWith(this.#prefix)) tell(job.slice(this.#prefix.length), news);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const name of this.#jobs) await this.#api.cancelJob(name);
    for (const id of this.#uploads) await this.#api.discardUpload(id);
  }

  async #job<T>(job: string, start: (name: string) => Promise<T>): Promise<T> {
    const name = this.#prefix + job;
    const working = start(name);
    this.#jobs.add(name);
    return working.finally(() => this.#jobs.delete(name));
  }
}
