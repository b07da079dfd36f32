import type { Project } from '../../engine/project/schema.ts';
import { toErrorData } from '../../engine/graph/errors.ts';
import type { HostApi } from '../../host/api.ts';

export type SaveState = 'saved' | 'edited' | 'saving' | 'failed';

export interface SaveReport {
  readonly saveState: SaveState;
  readonly revision?: string;
  /** Why it failed, in plain words. */
  readonly saveError?: string;
  /** The file was changed or taken away by another program or window since it was opened. */
  readonly conflict?: boolean;
}

export interface AutosaveSource {
  /** What to write and over which revision; undefined while no project is open. */
  current(): { readonly id: string; readonly project: Project; readonly revision: string } | undefined;
  report(state: SaveReport): void;
}

export interface Autosave {
  /** Saves after the delay, which starts anew with every call. */
  schedule(): void;
  /** Saves at once what isn't saved yet; resolves when nothing is under way. */
  flush(): Promise<void>;
  /** Forgets what was scheduled: another project was opened, and it is saved. */
  reset(): void;
}

export const AUTOSAVE_DELAY = 600;
/** After a failure that may pass by itself: a full disk, a lost connection. */
export const RETRY_DELAY = 5000;

/** Writes the project a moment after the last edit, one write at a time, and never over a file that others changed. */
export function createAutosave(source: AutosaveSource, host: () => Pick<HostApi, 'saveProject'> | undefined): Autosave {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing = Promise.resolve();
  let dirty = false;

  const stop = () => {
    clearTimeout(timer);
    timer = undefined;
  };

  const write = async (): Promise<void> => {
    const target = source.current();
    const api = host();
    if (!dirty || target === undefined || api === undefined) return;
    dirty = false;
    source.report({ saveState: 'saving' });
    try {
      const { revision } = await api.saveProject(target.id, target.project, target.revision);
      if (source.current()?.id !== target.id) return;
      source.report({ saveState: dirty ? 'edited' : 'saved', revision });
    } catch (error) {
      if (source.current()?.id !== target.id) return;
      dirty = true;
      stop();
      const { code, message } = toErrorData(error);
      const conflict = code === 'project-changed' || code === 'project-missing';
      source.report({ saveState: 'failed', saveError: message, conflict });
      if (!conflict && code !== 'invalid-project') timer = setTimeout(() => void run(), RETRY_DELAY);
    }
  };

  const run = (): Promise<void> => {
    stop();
    writing = writing.then(write);
    return writing;
  };

  return {
    schedule() {
      dirty = true;
      stop();
      timer = setTimeout(() => void run(), AUTOSAVE_DELAY);
    },
    flush: run,
    reset() {
      stop();
      dirty = false;
    },
  };
}
