import { randomUUID } from 'node:crypto';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** An import is written into a hidden folder that names its process, beside the place that it is moved to. */
const DRAFT = /^\.import-(\d{1,10})-[0-9a-f-]{36}$/;
/** A dataset that is being replaced waits under such a name until the new one stands in its place. */
const FORMER = /^\.former-(\d{1,10})-[0-9a-f-]{36}-([a-z0-9][a-z0-9-]{0,63})$/;

/** A folder for an import of this process, not made yet. */
export function draftFolder(folder: string): string {
  return join(folder, `.import-${process.pid}-${randomUUID()}`);
}

/** Where the dataset `id` waits while an import of this process takes its place. */
export function formerFolder(folder: string, id: string): string {
  return join(folder, `.former-${process.pid}-${randomUUID()}-${id}`);
}

/**
 * Undoes what imports left behind whose process was killed: drafts are removed, a dataset that was to be replaced is put back where
 * nothing stands in its place. What belongs to living processes stays.
 */
export async function recoverImports(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const [, owner, id] = DRAFT.exec(name) ?? FORMER.exec(name) ?? [];
    if (owner === undefined || isAlive(Number(owner))) continue;
    const left = join(folder, name);
    const place = id === undefined ? undefined : join(folder, id);
    const undone = place === undefined || (await exists(place)) ? rm(left, { recursive: true, force: true }) : rename(left, place);
    // What can't be undone now is tried again at the next import.
    await undone.catch(() => undefined);
  }
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** A process of another person is alive too: it may not be signalled. */
function isAlive(owner: number): boolean {
  try {
    return process.kill(owner, 0);
  } catch (cause) {
    return !(cause instanceof Error && 'code' in cause && cause.code === 'ESRCH');
  }
}
