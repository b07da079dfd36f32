import { join } from 'node:path';
import { lock } from 'proper-lockfile';
import { EngineError } from '../engine/graph/errors.ts';
import { contentHash, type Workspace } from './workspace.ts';

/** A program that was killed holds its locks this long. */
const STALE = 3000;

/**
 * Does something with a file that no other program on this workspace does at the same time: comparing a file and writing it are two
 * steps. Throws `project-busy` where another one takes longer than a killed one would.
 */
export async function withFileLock<T>(workspace: Workspace, path: string, action: () => Promise<T>): Promise<T> {
  const release = await lock(path, {
    realpath: false,
    lockfilePath: join(workspace.locks, contentHash(path).slice(0, 32)),
    stale: STALE,
    retries: { retries: 60, factor: 1.3, minTimeout: 20, maxTimeout: 250 },
    // A computer that slept in the middle: the revision is compared again with the next save.
    onCompromised: () => undefined,
  }).catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ELOCKED')
      throw new EngineError('project-busy', `${path} is being written by another program. Nothing was written; try again.`, { cause });
    throw new EngineError('project-unwritable', `${workspace.locks} can't be written. Look at its permissions and the free space.`, {
      cause,
    });
  });
  try {
    return await action();
  } finally {
    await release().catch(() => undefined);
  }
}
