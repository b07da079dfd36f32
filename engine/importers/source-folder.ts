import type { ByteFile } from './byte-file.ts';
import { fileError } from './failure.ts';

export interface FolderEntry {
  /** Relative to the folder, with `/`, without `.` and `..`. */
  readonly path: string;
  readonly size: number;
}

/** A folder, or an archive as one: its files by path. */
export interface SourceFolder {
  readonly name: string;
  /** All files of it and of the folders in it, sorted by path; no links, no hidden files. */
  readonly entries: readonly FolderEntry[];
  /** Opens one of `entries`. */
  readonly open: (path: string) => Promise<ByteFile>;
}

/** Whether a relative path with `/` stays below its folder, and no file system could misread it. */
export function isSafePath(path: string): boolean {
  return !(
    path === '' ||
    path.startsWith('/') ||
    /^[a-z]:/i.test(path) ||
    /[\\\0]/.test(path) ||
    path.split('/').some((part) => part === '..' || part === '.')
  );
}

/** Throws `unsafe-path` for a path of an archive that leads out of it or that a file system could misread. */
export function checkPath(archive: string, path: string): void {
  if (isSafePath(path)) return;
  const shown = JSON.stringify(path.slice(0, 200));
  throw fileError(
    'unsafe-path',
    archive,
    {},
    `it holds ${shown}, which leads out of the archive. Unpack it yourself if you trust it, and import the folder.`,
  );
}

/** Whether a file belongs to the operating system or a tool and not to the data. */
export function isHidden(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX' || /^(thumbs\.db|desktop\.ini)$/i.test(part));
}

/** Order of paths that doesn't depend on the machine's language. */
export function comparePaths(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

export function memoryFolder(name: string, files: readonly ByteFile[]): SourceFolder {
  const byPath = new Map(files.map((file) => [file.name, file]));
  const open = async (path: string): Promise<ByteFile> => {
    const file = byPath.get(path);
    if (file === undefined) throw fileError('bad-file', name, {}, `it holds no ${path}.`);
    return file;
  };
  return { name, entries: files.map((file) => ({ path: file.name, size: file.size })).sort(comparePaths), open };
}
