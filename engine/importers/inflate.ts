import { Gunzip, Inflate } from 'fflate';
import { type ByteFile, type ByteStream, checkRange, chunksOf } from './byte-file.ts';
import { crc32 } from './crc32.ts';
import { asFileError, fileError } from './failure.ts';

/** Small enough that what one chunk unpacks to, at most 1,032 times as much, stays small too. */
const PACKED_CHUNK = 2 ** 14;

export function isGzip(head: Uint8Array): boolean {
  return head.length >= 3 && head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;
}

/** Unpacks a gzip file as it is read; several members follow one another as in one file. Checks the sum of a file of one member. */
export async function* gunzipChunks(file: ByteFile): AsyncGenerator<Uint8Array> {
  let members = 1;
  let [sum, size] = [0, 0];
  const stream = new Gunzip();
  stream.onmember = () => {
    members++;
  };
  for await (const chunk of unpacked(stream, file)) {
    sum = crc32(chunk, sum);
    size += chunk.length;
    yield chunk;
  }
  if (members > 1) return;
  const trailer = await file.read(Math.max(0, file.size - 8), Math.min(8, file.size));
  const view = new DataView(trailer.buffer);
  if (trailer.length < 8 || view.getUint32(0, true) !== sum || view.getUint32(4, true) !== size % 2 ** 32)
    throw fileError('bad-file', file.name, {}, 'its checksum is not that of its content. The file is damaged: get it again.');
}

/** Unpacks bare deflate data, as zip archives hold it. */
export function inflateChunks(file: ByteFile): AsyncGenerator<Uint8Array> {
  return unpacked(new Inflate(), file);
}

async function* unpacked(stream: Gunzip | Inflate, file: ByteFile): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  stream.ondata = (chunk) => ready.push(chunk);
  let left = file.size;
  if (left === 0) throw fileError('bad-file', file.name, {}, 'packed data was expected, the file is empty.');
  for await (const chunk of chunksOf(file, PACKED_CHUNK)) {
    left -= chunk.length;
    try {
      stream.push(chunk, left === 0);
    } catch (error) {
      throw asFileError(error, file.name, `unpacking near byte ${file.size - left - chunk.length}`);
    }
    const pieces = ready;
    ready = [];
    for (const piece of pieces) if (piece.length > 0) yield piece;
  }
}

/** Number of bytes that a gzip file unpacks to; stops behind `limit` bytes, so that an endless file ends. */
export async function unpackedSize(file: ByteFile, limit: number): Promise<number> {
  let size = 0;
  for await (const chunk of gunzipChunks(file)) {
    size += chunk.length;
    if (size > limit) break;
  }
  return size;
}

/**
 * A packed file as a file: reading forward unpacks on, reading backward starts anew. `size` is what it must unpack to.
 * The last byte is given out only once `size` and, where given, the CRC-32 of all have proven right.
 */
export function unpackedFile(name: string, size: number, unpack: () => ByteStream, sum?: number): ByteFile {
  let cursor = new Cursor(name, size, unpack(), sum);
  let turn: Promise<unknown> = Promise.resolve();
  const readNow = async (offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> => {
    checkRange(name, size, offset, length);
    if (offset < cursor.position) {
      await cursor.close();
      cursor = new Cursor(name, size, unpack(), sum);
    }
    await cursor.skipTo(offset);
    return cursor.take(length);
  };
  const read = (offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> => {
    const next = turn.then(() => readNow(offset, length));
    turn = next.catch(() => undefined);
    return next;
  };
  return { name, size, read };
}

/** A position in unpacked bytes. */
class Cursor {
  position = 0;
  private readonly name: string;
  private readonly size: number;
  private readonly chunks: AsyncIterator<Uint8Array>;
  private readonly sum: number | undefined;
  private chunk = new Uint8Array(0);
  private unpacked = 0;
  private running = 0;

  constructor(name: string, size: number, stream: ByteStream, sum: number | undefined) {
    this.name = name;
    this.size = size;
    this.sum = sum;
    this.chunks = stream[Symbol.asyncIterator]();
  }

  async skipTo(offset: number): Promise<void> {
    while (this.position < offset) await this.step(offset - this.position);
  }

  async take(length: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(length);
    for (let filled = 0; filled < length; ) {
      const piece = await this.step(length - filled);
      bytes.set(piece, filled);
      filled += piece.length;
    }
    return bytes;
  }

  async close(): Promise<void> {
    await this.chunks.return?.();
  }

  private async step(wanted: number): Promise<Uint8Array> {
    if (this.chunk.length === 0) await this.refill();
    const piece = this.chunk.subarray(0, wanted);
    this.chunk = this.chunk.subarray(piece.length);
    this.position += piece.length;
    return piece;
  }

  private async refill(): Promise<void> {
    const next = await this.chunks.next();
    if (next.done === true) throw this.wrong(`it unpacks to ${this.unpacked} bytes`);
    this.chunk = Uint8Array.from(next.value);
    this.unpacked += this.chunk.length;
    if (this.sum !== undefined) this.running = crc32(this.chunk, this.running);
    if (this.unpacked > this.size) throw this.wrong('it unpacks to more');
    if (this.unpacked === this.size) await this.finish();
  }

  private async finish(): Promise<void> {
    if ((await this.chunks.next()).done !== true) throw this.wrong('it unpacks to more');
    if (this.sum !== undefined && this.running !== this.sum)
      throw fileError('bad-file', this.name, {}, 'its checksum is not that of its content. The file is damaged: get it again.');
  }

  private wrong(came: string): Error {
    return fileError('bad-file', this.name, {}, `${this.size} bytes were expected, ${came}. The file is damaged: get it again.`);
  }
}
