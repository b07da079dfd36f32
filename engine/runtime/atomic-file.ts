import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';

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
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

function neighbour(path: string): string {
  return `${path}.${randomUUID()}.tmp`;
}
