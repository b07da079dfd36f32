import { open, opendir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type ByteFile, checkRange } from '../../importers/byte-file.ts';
import { fileError } from '../../importers/failure.ts';
import { MAX_ENTRIES } from '../../importers/limits.ts';
import { comparePaths, type FolderEntry, isHidden, type SourceFolder } from '../../importers/source-folder.ts';

/** A file on disk that stays open until it is closed. */
export interface OpenFile extends ByteFile {
  readonly close: () => Promise<void>;
}

/** Opens a file to read. Throws `bad-file` naming the path where that can't be. */
export async function openNodeFile(path: string, name = basename(path)): Promise<OpenFile> {
  const handle = await open(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  const status = await handle.stat();
  if (!status.isFile()) {
    await handle.close();
    throw fileError('bad-file', path, {}, 'a file was expected, this is none.');
  }
  const read = async (offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> => {
    checkRange(name, status.size, offset, length);
    const bytes = new Uint8Array(length);
    for (let filled = 0; filled < length; ) {
      const { bytesRead } = await handle.read(bytes, filled, length - filled, offset + filled);
      if (bytesRead === 0)
        throw fileError('bad-file', name, { byte: offset + filled }, 'the file was cut short while it was read. Import it again.');
      filled += bytesRead;
    }
    return bytes;
  };
  return { name, size: status.size, read, close: () => handle.close() };
}

/**
 * A folder on disk with all files below it. Links and hidden files are left out; a file is opened for each read, so that any number
 * of them can be at hand.
 */
export async function openNodeFolder(path: string): Promise<SourceFolder> {
  const entries: FolderEntry[] = [];
  await collect(path, '', entries).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  const known = new Map(entries.map((entry) => [entry.path, entry]));
  const openEntry = async (name: string): Promise<ByteFile> => {
    const entry = known.get(name);
    if (entry === undefined) throw fileError('bad-file', path, {}, `it holds no ${name}.`);
    return reopenedFile(join(path, name), name, entry.size);
  };
  return { name: basename(path), entries: entries.sort(comparePaths), open: openEntry };
}

async function collect(root: string, below: string, entries: FolderEntry[]): Promise<void> {
  for await (const item of await opendir(join(root, below))) {
    const path = below === '' ? item.name : `${below}/${item.name}`;
    if (isHidden(path)) continue;
    if (item.isDirectory()) await collect(root, path, entries);
    else if (item.isFile()) entries.push({ path, size: (await stat(join(root, path))).size });
    if (entries.length > MAX_ENTRIES)
      throw fileError('file-limit', root, {}, `folders of at most ${MAX_ENTRIES} files are read, it holds more.`);
  }
}

function reopenedFile(path: string, name: string, size: number): ByteFile {
  const read = async (offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> => {
    const file = await openNodeFile(path, name);
    try {
      return await file.read(offset, length);
    } finally {
      await file.close();
    }
  };
  return { name, size, read };
}

function unreadable(path: string, error: unknown): Error {
  if (error instanceof Error && error.name === 'EngineError') return error;
  const reason = error instanceof Error ? error.message : String(error);
  return fileError('bad-file', path, {}, `it can't be read (${reason}). Check that it is there and that you may read it.`, error);
}
