import { randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** An import is written into a hidden folder that names its process, beside the place that it is moved to. */
const DRAFT = /^\.import-(\d{1,10})-[0-9a-f-]{36}$/;

/** A folder for an import of this process, not made yet. */
export function draftFolder(folder: string): string {
  return join(folder, `.import-${process.pid}-${randomUUID()}`);
}

/** Removes what imports left behind whose process was killed; those of living processes stay. */
export async function removeDeadDrafts(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const owner = DRAFT.exec(name)?.[1];
    if (owner === undefined || isAlive(Number(owner))) continue;
    // What can't be removed now is tried again at the next import.
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

/** A process of another person is alive too: it may not be signalled. */
function isAlive(owner: number): boolean {
  try {
    return process.kill(owner, 0);
  } catch (cause) {
    return !(cause instanceof Error && 'code' in cause && cause.code === 'ESRCH');
  }
}
