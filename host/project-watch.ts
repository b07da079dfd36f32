import { watch, type FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';
import { readProjectText } from './project-file.ts';

const SETTLE_MILLISECONDS = 150;
const UNREADABLE = '';

/** Notices projects that another program changes while they are open. */
export class ProjectWatch {
  readonly #onChange: (id: string, revision: string) => void;
  readonly #watchers = new Map<string, FSWatcher>();
  /** The projects that windows opened, with the last content that was told or written here. */
  readonly #followed = new Map<string, { readonly path: string; readonly revision: string }>();
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(onChange: (id: string, revision: string) => void) {
    this.#onChange = onChange;
  }

  /** Watches a project's folder from now on; `revision` is what its window has. */
  follow(id: string, path: string, revision: string): void {
    if (!this.#followed.has(id)) this.#followed.set(id, { path, revision });
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
    const followed = this.#followed.get(id);
    if (followed) this.#followed.set(id, { ...followed, revision });
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
    for (const [id, { path }] of this.#followed) {
      if (dirname(path) !== folder || (name !== null && basename(path) !== name)) continue;
      const revision = await revisionAt(path);
      if (revision === this.#followed.get(id)?.revision) continue;
      this.#followed.set(id, { path, revision });
      this.#onChange(id, revision);
    }
  }
}

/** Of a file that is gone or can't be read, one that no content has: its window reads it again, and says why it can't. */
async function revisionAt(path: string): Promise<string> {
  const stored = await readProjectText(path).catch(() => undefined);
  return stored?.revision ?? UNREADABLE;
}
