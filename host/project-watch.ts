import { watch, type FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';
import { readProjectText } from './project-file.ts';
import type { Projects } from './projects.ts';

const SETTLE_MILLISECONDS = 150;

/** Notices projects that another program changes while they are open. */
export class ProjectWatch {
  readonly #projects: Projects;
  readonly #onChange: (id: string, revision: string) => void;
  readonly #watchers = new Map<string, FSWatcher>();
  /** The last content that was told or written here. */
  readonly #revisions = new Map<string, string>();
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(projects: Projects, onChange: (id: string, revision: string) => void) {
    this.#projects = projects;
    this.#onChange = onChange;
  }

  /** Watches a project's folder from now on; `revision` is what its window has. */
  follow(id: string, path: string, revision: string): void {
    if (!this.#revisions.has(id)) this.#revisions.set(id, revision);
    const folder = dirname(path);
    if (this.#watchers.has(folder)) return;
    try {
      const watcher = watch(folder, { persistent: false }, (_, name) => this.#touched(folder, name));
      watcher.on('error', () => this.#drop(folder));
      this.#watchers.set(folder, watcher);
    } catch {
      // Some file systems can't be watched; a save still notices the change by its revision.
    }
  }

  /** A content written by this program. */
  written(id: string, revision: string): void {
    if (this.#revisions.has(id)) this.#revisions.set(id, revision);
  }

  close(): void {
    for (const folder of [...this.#watchers.keys()]) this.#drop(folder);
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  #drop(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
  }

  #touched(folder: string, name: string | null): void {
    const key = `${folder}/${name ?? ''}`;
    clearTimeout(this.#timers.get(key));
    this.#timers.set(key, setTimeout(() => void this.#compare(folder, name), SETTLE_MILLISECONDS).unref());
  }

  async #compare(folder: string, name: string | null): Promise<void> {
    this.#timers.delete(`${folder}/${name ?? ''}`);
    const paths = await this.#projects.paths().catch(() => []);
    for (const { id, path } of paths) {
      if (dirname(path) !== folder || (name !== null && basename(path) !== name) || !this.#revisions.has(id)) continue;
      const stored = await readProjectText(path).catch(() => undefined);
      if (!stored || stored.revision === this.#revisions.get(id)) continue;
      this.#revisions.set(id, stored.revision);
      this.#onChange(id, stored.revision);
    }
  }
}
