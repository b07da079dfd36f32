import { EngineError } from '../graph/errors.ts';
import { type ByteFile, extensionOf, headOf } from './byte-file.ts';
import { Cifar, CifarFolder } from './cifar.ts';
import type { FileReader, FolderReader, RawData, ReaderDefinition } from './definition.ts';
import { Delimited } from './delimited.ts';
import { EdgeList } from './edge-list.ts';
import { fileError } from './failure.ts';
import { GraphFolder } from './graph-folder.ts';
import { Idx } from './idx.ts';
import { IdxFolder } from './idx-folder.ts';
import { ImageFolder } from './image-folder.ts';
import { ImageMasks } from './image-masks.ts';
import { imageExtensions } from './images.ts';
import { gunzipChunks, isGzip } from './inflate.ts';
import { JsonLines } from './json-lines.ts';
import { Npy } from './npy.ts';
import { Npz } from './npz.ts';
import { Parquet } from './parquet.ts';
import { Planetoid } from './planetoid.ts';
import type { SourceFolder } from './source-folder.ts';
import type { TableSettings } from './table-settings.ts';
import { beginning } from './table-stream.ts';
import { TextSamples } from './text-samples.ts';
import { WordVectors } from './word-vectors.ts';
import { isZip, zipFolder } from './zip.ts';

export const fileReaders: readonly FileReader[] = [Delimited, JsonLines, Parquet, TextSamples, WordVectors, Npy, Npz, Idx, Cifar, EdgeList];

export const folderReaders: readonly FolderReader[] = [ImageFolder, ImageMasks, IdxFolder, CifarFolder, GraphFolder, Planetoid];

export const readers: readonly ReaderDefinition[] = [...fileReaders, ...folderReaders];

/** A reader and how sure it is that a file or folder is its own, 0 to 1. */
export interface Candidate<T extends ReaderDefinition = ReaderDefinition> {
  readonly reader: T;
  readonly confidence: number;
}

const SNIFFED_BYTES = 2 ** 16;

/** Readers that may read a file, the surest first. Throws `bad-file` for an empty one. */
export async function fileCandidates(file: ByteFile): Promise<readonly Candidate<FileReader>[]> {
  if (file.size === 0) throw fileError('bad-file', file.name, {}, 'data was expected, the file is empty.');
  const head = await headOf(file, SNIFFED_BYTES);
  const packed = isGzip(head);
  const unpacked = packed ? await beginning(gunzipChunks(file), SNIFFED_BYTES) : head;
  const plain = { name: file.name.replace(/\.gz$/i, ''), size: file.size };
  const candidates = fileReaders.map((reader) => {
    const usable = !packed || reader.gzip;
    return { reader, confidence: usable ? reader.sniff(packed ? unpacked : head, packed ? plain : file) : 0 };
  });
  const least = isMisnamed(extensionOf(plain.name), candidates) ? SURE : 0;
  return ranked(candidates.filter(({ confidence }) => confidence >= least));
}

/** Confidence of a reader that knows the file by its first bytes. */
const SURE = 0.7;
/** Files of these kinds are read as part of a folder or as one. */
const foldersAndPictures: ReadonlySet<string> = new Set([...imageExtensions, 'zip']);

/** Whether a file is not what its name says: a web page that was saved as data.npy is no table of one column. */
function isMisnamed(extension: string, candidates: readonly Candidate<FileReader>[]): boolean {
  const named = candidates.filter(({ reader }) => reader.extensions.includes(extension));
  return foldersAndPictures.has(extension) || (named.length > 0 && named.every(({ confidence }) => confidence === 0));
}

export function folderCandidates(folder: SourceFolder): readonly Candidate<FolderReader>[] {
  return ranked(folderReaders.map((reader) => ({ reader, confidence: folder.entries.length === 0 ? 0 : reader.sniff(folder) })));
}

function ranked<T extends ReaderDefinition>(candidates: readonly Candidate<T>[]): readonly Candidate<T>[] {
  return candidates.filter(({ confidence }) => confidence > 0).sort((a, b) => b.confidence - a.confidence);
}

/** What to read a source with; what isn't given is found out. */
export interface OpenOptions {
  readonly reader?: string;
  readonly settings?: TableSettings;
}

/**
 * Opens a file with the surest reader, or with the one that is named. A zip archive that is none of numpy's is opened as the folder
 * it holds. Throws `unsupported-file` where no reader knows it, and what the reader throws.
 */
export async function openFile(file: ByteFile, { reader, settings = {} }: OpenOptions = {}): Promise<RawData> {
  const named = fileReaders.find(({ id }) => id === reader);
  if (named !== undefined) return named.open(file, settings);
  const candidates = reader === undefined ? await fileCandidates(file) : [];
  if (candidates.length > 0) return candidates[0].reader.open(file, settings);
  if (isZip(await headOf(file, 4))) return openFolder(await zipFolder(file), { reader, settings });
  throw unknownSource(file.name, reader, fileReaders);
}

/** Opens a folder with the surest reader, or with the one that is named. */
export async function openFolder(folder: SourceFolder, { reader, settings = {} }: OpenOptions = {}): Promise<RawData> {
  const chosen = reader === undefined ? folderCandidates(folder).at(0)?.reader : folderReaders.find(({ id }) => id === reader);
  if (chosen === undefined) throw unknownSource(folder.name, reader, folderReaders);
  return chosen.open(folder, settings);
}

function unknownSource(name: string, reader: string | undefined, known: readonly ReaderDefinition[]): EngineError {
  if (reader !== undefined)
    return new EngineError('unknown-reader', `Expected one of ${known.map(({ id }) => id).join(', ')}, came ${reader}.`);
  return fileError('unsupported-file', name, {}, `no reader knows it. These are read: ${known.map(({ title }) => title).join(', ')}.`);
}
