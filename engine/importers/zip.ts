import { type ByteFile, partOf } from './byte-file.ts';
import { fileError } from './failure.ts';
import { inflateChunks, unpackedFile } from './inflate.ts';
import { MAX_DEFLATE_RATIO, MAX_ENTRIES } from './limits.ts';
import { checkPath, comparePaths, isHidden, type SourceFolder } from './source-folder.ts';
import { encodingOfBytes } from './text-encoding.ts';

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const LOCATOR_BYTES = 20;
const MAX_COMMENT = 0xffff;
const MAX_DIRECTORY = 2 ** 29;

interface ZipEntry {
  readonly path: string;
  readonly size: number;
  readonly packed: number;
  readonly method: number;
  readonly sum: number;
  readonly at: number;
}

export function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6));
}

/**
 * A zip archive as a folder, read by its central directory; files are unpacked as they are read, none onto the disk.
 * Throws `unsafe-path` for names that lead out of it, `bad-file` for entries that lie over one another or claim more than they can
 * unpack to, `unsupported-file` for encrypted ones. Source of the format: PKWARE's APPNOTE 6.3.10.
 */
export async function zipFolder(file: ByteFile): Promise<SourceFolder> {
  const entries = (await readDirectory(file)).filter(({ path }) => !path.endsWith('/') && !isHidden(path));
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  if (byPath.size < entries.length) throw fileError('bad-file', file.name, {}, 'it holds two files of one path. Pack it anew.');
  const open = async (path: string): Promise<ByteFile> => {
    const entry = byPath.get(path);
    if (entry === undefined) throw fileError('bad-file', file.name, {}, `it holds no ${path}.`);
    return openEntry(file, entry);
  };
  return { name: file.name, entries: entries.map(({ path, size }) => ({ path, size })).sort(comparePaths), open };
}

async function openEntry(file: ByteFile, { path, size, packed, method, sum, at }: ZipEntry): Promise<ByteFile> {
  const name = `${file.name}/${path}`;
  const header = view(await file.read(at, 30));
  if (header.getUint32(0, true) !== LOCAL) throw damaged(file, at, 'the beginning of a file');
  const start = at + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  const content = partOf(file, name, start, packed);
  if (method === 0) return content;
  return unpackedFile(name, size, () => inflateChunks(content), sum);
}

interface Directory {
  readonly at: number;
  readonly size: number;
  readonly entries: number;
}

async function readDirectory(file: ByteFile): Promise<readonly ZipEntry[]> {
  const directory = await findDirectory(file);
  if (directory.entries > MAX_ENTRIES || directory.size > MAX_DIRECTORY)
    throw fileError('file-limit', file.name, {}, `archives of at most ${MAX_ENTRIES} files are read, it claims ${directory.entries}.`);
  const bytes = await file.read(directory.at, directory.size);
  const entries: ZipEntry[] = [];
  for (let at = 0; entries.length < directory.entries; ) {
    const { entry, next } = readEntry(file, bytes, at, directory.at);
    entries.push(entry);
    at = next;
  }
  checkApart(file, entries, directory.at);
  return entries;
}

async function findDirectory(file: ByteFile): Promise<Directory> {
  const length = Math.min(file.size, END_BYTES + MAX_COMMENT + LOCATOR_BYTES);
  const tail = view(await file.read(file.size - length, length));
  for (let at = length - END_BYTES; at >= 0; at--) {
    if (tail.getUint32(at, true) !== END || at + END_BYTES + tail.getUint16(at + 20, true) !== length) continue;
    const plain = { entries: tail.getUint16(at + 10, true), size: tail.getUint32(at + 12, true), at: tail.getUint32(at + 16, true) };
    const is64 = at >= LOCATOR_BYTES && tail.getUint32(at - LOCATOR_BYTES, true) === LOCATOR_64;
    return is64 ? directory64(file, safeNumber(file, tail, at - LOCATOR_BYTES + 8)) : plain;
  }
  throw fileError(
    'bad-file',
    file.name,
    {},
    'the directory at the end of a zip archive was expected, there is none. It is cut short: get it again.',
  );
}

async function directory64(file: ByteFile, at: number): Promise<Directory> {
  const end = view(await file.read(at, 56));
  if (end.getUint32(0, true) !== END_64) throw damaged(file, at, 'the end of the directory');
  return { entries: safeNumber(file, end, 32), size: safeNumber(file, end, 40), at: safeNumber(file, end, 48) };
}

function readEntry(file: ByteFile, bytes: Uint8Array, at: number, base: number): { entry: ZipEntry; next: number } {
  const header = view(bytes);
  if (at + 46 > bytes.length || header.getUint32(at, true) !== ENTRY) throw damaged(file, base + at, 'an entry of the directory');
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => header.getUint16(at + field, true));
  const next = at + 46 + nameLength + extraLength + commentLength;
  if (next > bytes.length) throw damaged(file, base + at, 'an entry of the directory');
  const flags = header.getUint16(at + 8, true);
  const path = entryName(bytes.subarray(at + 46, at + 46 + nameLength), flags);
  checkPath(file.name, path);
  const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
  const [size, packed, start] = wideFields(
    file,
    extra,
    [24, 20, 42].map((field) => header.getUint32(at + field, true)),
  );
  const entry = { path, size, packed, method: header.getUint16(at + 10, true), sum: header.getUint32(at + 16, true), at: start };
  checkEntry(file, entry, flags);
  return { entry, next };
}

/** Names are UTF-8 where a flag says so; Windows in China writes GB 18030 without one. */
function entryName(bytes: Uint8Array, flags: number): string {
  const encoding = flags & 0x800 ? 'utf-8' : encodingOfBytes(bytes, true);
  return new TextDecoder(encoding === 'utf-8' || encoding === 'big5' ? encoding : 'gb18030').decode(bytes);
}

/** Sizes and offsets of 32 bits that are all ones stand in the ZIP64 field instead, in this order. */
function wideFields(file: ByteFile, extra: Uint8Array, fields: readonly number[]): readonly number[] {
  if (!fields.includes(0xffffffff)) return fields;
  const data = view(extra);
  for (let at = 0; at + 4 <= extra.length; ) {
    const [tag, length] = [data.getUint16(at, true), data.getUint16(at + 2, true)];
    if (tag === 1) {
      let next = at + 4;
      return fields.map((field) => {
        if (field !== 0xffffffff) return field;
        if (next + 8 > Math.min(extra.length, at + 4 + length)) throw damaged(file, 0, 'a ZIP64 field');
        next += 8;
        return safeNumber(file, data, next - 8);
      });
    }
    at += 4 + length;
  }
  return fields;
}

function checkEntry(file: ByteFile, { path, size, packed, method }: ZipEntry, flags: number): void {
  const name = `${file.name}/${path}`;
  if (flags & 1) throw fileError('unsupported-file', name, {}, 'it is encrypted. Unpack the archive yourself and import the folder.');
  if (method !== 0 && method !== 8)
    throw fileError(
      'unsupported-file',
      name,
      {},
      `it is packed by method ${method}; stored and deflated files are read. Pack the archive anew.`,
    );
  const most = method === 0 ? packed : packed * MAX_DEFLATE_RATIO;
  if (size > most || (method === 0 && size !== packed))
    throw fileError('bad-file', name, {}, `${packed} packed bytes can't be ${size} bytes. The archive is damaged or made to fill a disk.`);
}

/** Entries that share bytes are how small archives unpack to endless ones. */
function checkApart(file: ByteFile, entries: readonly ZipEntry[], end: number): void {
  const sorted = [...entries].sort((a, b) => a.at - b.at);
  sorted.forEach(({ path, at, packed }, i) => {
    const limit = sorted[i + 1]?.at ?? end;
    if (at + 30 + packed > limit)
      throw fileError('bad-file', `${file.name}/${path}`, { byte: at }, 'it lies over what follows. The archive is damaged.');
  });
}

function safeNumber(file: ByteFile, data: DataView, at: number): number {
  const value = Number(data.getBigUint64(at, true));
  if (value > file.size * MAX_DEFLATE_RATIO) throw damaged(file, at, 'a size within the archive');
  return value;
}

function damaged(file: ByteFile, byte: number, expected: string): Error {
  return fileError('bad-file', file.name, { byte }, `${expected} was expected. The archive is damaged: get it again.`);
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
