import { fileError } from './failure.ts';

/** A file by its bytes, of which only those asked for are in memory. */
export interface ByteFile {
  /** Name for messages and for guesses from the extension; may hold any Unicode. */
  readonly name: string;
  readonly size: number;
  /** Exactly `length` bytes from `offset` on, in memory of their own. Throws `bad-file` past the end. */
  readonly read: (offset: number, length: number) => Promise<Uint8Array<ArrayBuffer>>;
}

/** Bytes that can only be read from the first to the last. */
export type ByteStream = AsyncIterable<Uint8Array>;

export const CHUNK_BYTES = 2 ** 18;

/** The bytes of a file one after the other, `chunk` at a time. */
export async function* chunksOf(file: ByteFile, chunk = CHUNK_BYTES): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let offset = 0; offset < file.size; offset += chunk) yield file.read(offset, Math.min(chunk, file.size - offset));
}

/** The first bytes of a file, fewer where it is shorter. */
export function headOf(file: ByteFile, length: number): Promise<Uint8Array<ArrayBuffer>> {
  return file.read(0, Math.min(length, file.size));
}

export function memoryFile(name: string, bytes: Uint8Array): ByteFile {
  const read = async (offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> => {
    checkRange(name, bytes.length, offset, length);
    return Uint8Array.from(bytes.subarray(offset, offset + length));
  };
  return { name, size: bytes.length, read };
}

/** A part of a file as a file of its own. */
export function partOf(file: ByteFile, name: string, start: number, size: number): ByteFile {
  checkRange(name, file.size, start, size);
  const read = async (offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> => {
    checkRange(name, size, offset, length);
    return file.read(start + offset, length);
  };
  return { name, size, read };
}

/** Throws `bad-file` for a range that is not within the file. */
export function checkRange(name: string, size: number, offset: number, length: number): void {
  const sound = Number.isSafeInteger(offset) && Number.isSafeInteger(length) && offset >= 0 && length >= 0 && offset + length <= size;
  if (sound) return;
  throw fileError(
    'bad-file',
    name,
    { byte: offset },
    `${length} bytes were expected, the file ends at byte ${size}. Get it again, it is cut short.`,
  );
}

/** The extension in lower case, without the dot: "csv"; "" where there is none. */
export function extensionOf(name: string): string {
  return /\.([^./\\]+)$/.exec(name)?.[1].toLowerCase() ?? '';
}

/** What stands behind the last slash of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
