import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { type ByteFile, headOf } from '../importers/byte-file.ts';
import type { RawData, ReaderDefinition } from '../importers/definition.ts';
import { fileCandidates, folderCandidates, openFile, openFolder, readers } from '../importers/registry.ts';
import type { SourceFolder } from '../importers/source-folder.ts';
import type { TableSettings } from '../importers/table-settings.ts';
import { isZip, zipFolder } from '../importers/zip.ts';
import { openNodeFile, openNodeFolder } from './importers/node-file.ts';

/** Files or a folder, and how they are read; what isn't given is found out. */
export interface SourceRequest {
  readonly paths: readonly string[];
  /** Id of the reader in place of the surest one. */
  readonly reader?: string;
  /** How tables are read; the rest is detected. */
  readonly settings?: TableSettings;
}

type Source = { readonly file: ByteFile } | { readonly folder: SourceFolder };

/** Which readers may read a source, the surest first; `chosen` is the one that is taken. */
export interface SourceReaders {
  readonly chosen: ReaderDefinition;
  readonly candidates: readonly ReaderDefinition[];
}

/** What an import reads, open until it is closed. */
export class OpenedSources {
  private readonly closers: (() => Promise<void>)[] = [];

  /** What the files of a request hold, in their order. */
  async read(request: SourceRequest): Promise<readonly RawData[]> {
    const data: RawData[] = [];
    for (const source of await this.sources(request.paths)) data.push(await openSource(source, request));
    return data;
  }

  /** The readers of the first of the sources; `undefined` where none knows it. */
  async readers({ paths, reader }: SourceRequest): Promise<SourceReaders | undefined> {
    const [source] = await this.sources(paths);
    const candidates = await candidatesOf(source);
    const named = readers.find(({ id }) => id === reader);
    const chosen = named ?? candidates.at(0);
    return chosen && { chosen, candidates: candidates.includes(chosen) ? candidates : [chosen, ...candidates] };
  }

  /** The files that are wanted, by their names, of those that were given and of the folders and archives among them. */
  async files(paths: readonly string[], wanted: (path: string) => boolean): Promise<readonly ByteFile[]> {
    const found: ByteFile[] = [];
    for (const path of paths) {
      const source = await this.source(path);
      const folder = 'folder' in source ? source.folder : isZip(await headOf(source.file, 4)) ? await zipFolder(source.file) : undefined;
      if (folder === undefined && 'file' in source && wanted(source.file.name)) found.push(source.file);
      if (folder === undefined) continue;
      for (const entry of folder.entries) if (wanted(entry.path)) found.push(await folder.open(entry.path));
    }
    return found;
  }

  async close(): Promise<void> {
    for (const close of this.closers.splice(0)) await close();
  }

  /** Several files of the MNIST family are read as the folder that they would be together, and so are edges beside their nodes. */
  private async sources(paths: readonly string[]): Promise<readonly Source[]> {
    if (paths.length < 2 || !isFamily(paths)) return Promise.all(paths.map((path) => this.source(path)));
    const files = await Promise.all(paths.map((path) => this.file(path)));
    const known = new Map(files.map((file) => [file.name, file]));
    const open: SourceFolder['open'] = async (path) => known.get(path) ?? this.file(path);
    const entries = files.map(({ name, size }) => ({ path: name, size }));
    return [{ folder: { name: basename(resolve(paths[0], '..')), entries, open } }];
  }

  private async source(path: string): Promise<Source> {
    const isFolder = await stat(path).then(
      (status) => status.isDirectory(),
      () => false,
    );
    return isFolder ? { folder: await openNodeFolder(resolve(path)) } : { file: await this.file(path) };
  }

  private async file(path: string): Promise<ByteFile> {
    const file = await openNodeFile(path);
    this.closers.push(() => file.close());
    return file;
  }
}

function isFamily(paths: readonly string[]): boolean {
  const names = paths.map((path) => basename(path));
  if (names.every((name) => /ubyte(\.gz)?$|\.idx(\.gz)?$|_batch(_\d+)?\.bin$|^ind\./i.test(name))) return true;
  return (
    names.length === 2 && names.filter((name) => /edge|link/i.test(name)).length === 1 && names.some((name) => /node|vert/i.test(name))
  );
}

function openSource(source: Source, { reader, settings }: SourceRequest): Promise<RawData> {
  return 'folder' in source ? openFolder(source.folder, { reader, settings }) : openFile(source.file, { reader, settings });
}

async function candidatesOf(source: Source): Promise<readonly ReaderDefinition[]> {
  if ('folder' in source) return folderCandidates(source.folder).map(({ reader }) => reader);
  const known = (await fileCandidates(source.file)).map(({ reader }) => reader);
  if (known.length > 0 || !isZip(await headOf(source.file, 4))) return known;
  return folderCandidates(await zipFolder(source.file)).map(({ reader }) => reader);
}
