import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { lock } from 'proper-lockfile';
import { EngineError } from '../engine/graph/errors.ts';
import { unwritable } from './unwritable.ts';
import { contentHash, type Workspace } from './workspace.ts';

/** A program that was killed holds its locks this long. */
const STALE = 3000;

/** Milliseconds between two tries to get a lock that another program holds: ever longer, more than `STALE` together. */
const PAUSES = Array.from({ length: 60 }, (_, index) => Math.min(20 * 1.3 ** index, 250));

/**
 * Does something with a file that no other program on this workspace does at the same time: comparing a file and writing it are two
 * steps. Throws `project-busy` where another one takes longer than a killed one would, at once `project-unwritable` where there can be no lock.
 */
export async function withFileLock<T>(workspace: Workspace, path: string, action: () => Promise<T>): Promise<T> {
  const release = await takeLock(workspace, path);
  try {
    return await action();
  } finally {
    await release().catch(() => undefined);
  }
}

async function takeLock(workspace: Workspace, path: string, pauses: readonly number[] = PAUSES): Promise<() => Promise<void>> {
  try {
    return await lock(path, {
      realpath: false,
      lockfilePath: join(workspace.locks, contentHash(path).slice(0, 32)),
      stale: STALE,
      // A computer that slept in the middle: the revision is compared again with the next save.
      onCompromised: () => undefined,
    });
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ELOCKED')) throw unwritable(workspace.locks, cause);
    const [wait, ...later] = pauses;
    if (wait === undefined)
      throw new EngineError('project-busy', `${path} is being written by another program. Nothing was written; try again.`, { cause });
    await pause(wait);
    return takeLock(workspace, path, later);
  }
}
