import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file whole or not at all: into a neighbour, onto the disk, then into its place. A disk that fills up on the way is an
 * error like any other: `writeFile` goes on until every byte is written, where a single `write` may end early without one.
 */
export function writeFileAtomic(path: string, content: string | Uint8Array): void {
  const temporary = neighbour(path);
  try {
    const file = openSync(temporary, 'wx');
    try {
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
    keepName(path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** As `writeFileAtomic`, for files that people own: a link is followed to its file, whose permissions stay. */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  const real = await realpath(path).catch(() => path);
  const mode = (await stat(real).catch(() => undefined))?.mode;
  const temporary = neighbour(real);
  try {
    const file = await open(temporary, 'wx');
    try {
      if (mode !== undefined) await file.chmod(mode & 0o777);
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, real);
    keepName(real);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

const LEFTOVER = /\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/;

/**
 * Removes what writes left behind that were killed: of all files of a folder, or of one. Neighbours younger than `age` milliseconds may
 * be another program's that is just writing.
 */
export async function removeLeftovers(
  folder: string,
  now: number,
  { of, age = 60_000 }: { of?: string; age?: number } = {},
): Promise<void> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => LEFTOVER.test(name));
  for (const name of names.filter((each) => of === undefined || each.replace(LEFTOVER, '') === basename(of))) {
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (found && now - found.mtimeMs > age) await rm(join(folder, name), { force: true }).catch(() => undefined);
  }
}

function neighbour(path: string): string {
  return `${path}.${randomUUID()}.tmp`;
}

/** A new name is on the disk when its folder is; not every system lets folders be opened for that. */
function keepName(path: string): void {
  try {
    const folder = openSync(dirname(path), 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch {
    // The content is whole all the same.
  }
}
