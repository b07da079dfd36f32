import type { ByteFile, ByteStream } from './byte-file.ts';
import { chunksOf, headOf } from './byte-file.ts';
import type { TableBatch } from './definition.ts';
import { fileError } from './failure.ts';
import { gunzipChunks, isGzip } from './inflate.ts';

/** Text that dialects are guessed from. */
export const SAMPLE_BYTES = 2 ** 16;

/** A text file that may be packed with gzip: its first bytes as a file, and all of them as a stream. */
export interface TextSource {
  readonly name: string;
  /** The file itself, or the unpacked beginning of a packed one. */
  readonly sample: ByteFile;
  readonly stream: () => ByteStream;
}

export async function textSource(file: ByteFile): Promise<TextSource> {
  if (file.size === 0) throw fileError('bad-file', file.name, {}, 'a table was expected, the file is empty.');
  if (!isGzip(await headOf(file, 3))) return { name: file.name, sample: file, stream: () => chunksOf(file) };
  const bytes = await beginning(gunzipChunks(file), SAMPLE_BYTES);
  if (bytes.length === 0) throw fileError('bad-file', file.name, {}, 'a table was expected, it unpacks to nothing.');
  const read = async (offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> => bytes.slice(offset, offset + length);
  return { name: file.name, sample: { name: file.name, size: bytes.length, read }, stream: () => gunzipChunks(file) };
}

/** The first bytes of a stream, at most `limit`. */
export async function beginning(stream: ByteStream, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(limit);
  let filled = 0;
  for await (const chunk of stream) {
    bytes.set(chunk.subarray(0, limit - filled), filled);
    filled = Math.min(limit, filled + chunk.length);
    if (filled === limit) break;
  }
  return bytes.slice(0, filled);
}

/** Indices of the columns that were asked for; `bad-file` for one that isn't there. */
export function chosenColumns(all: readonly string[], wanted: readonly string[] | undefined, file: string): readonly number[] {
  if (wanted === undefined) return all.map((_, i) => i);
  const indices = new Map(all.map((name, i) => [name, i]));
  return wanted.map((name) => {
    const index = indices.get(name);
    if (index !== undefined) return index;
    const known = all.slice(0, 20).join(', ');
    throw fileError('bad-file', file, {}, `there is no column "${name}". It has ${known}${all.length > 20 ? ', …' : ''}.`);
  });
}

/** Places of rows by the lines on which they begin. */
export function placeByLine(lines: readonly number[]): TableBatch['place'] {
  return (row) => `line ${lines[row]}`;
}
