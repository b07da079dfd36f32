import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rm, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EngineError } from '../engine/graph/errors.ts';
import { toJobError } from '../engine/runtime/job-errors.ts';
import { isAlive } from './processes.ts';
import { Turns } from './turns.ts';
import { checkUploadFiles, type UploadFile } from './upload-paths.ts';

/** Bytes of one part: far below what a channel carries in one message. */
export const UPLOAD_PART_BYTES = 4 * 2 ** 20;

/** Space that is left to everything else on the disk. */
const RESERVE_BYTES = 256 * 2 ** 20;

/** Files that windows hand over, each upload in a folder of its own until it is discarded. */
export class Uploads {
  readonly #folder: string;
  readonly #uploads = new Map<string, Upload>();
  /** By file: its first part makes it. */
  readonly #turns = new Turns();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Removes what processes left there that are no more. */
  static async open(folder: string): Promise<Uploads> {
    for (const name of await readdir(folder)) {
      const owner = /^(\d+)-/.exec(name)?.[1];
      if (owner === undefined || !isAlive(Number(owner))) await rm(join(folder, name), { recursive: true, force: true });
    }
    return new Uploads(folder);
  }

  /** Throws `bad-upload` for paths or sizes that can't be taken, and `disk-full`. */
  async begin(files: readonly UploadFile[]): Promise<string> {
    checkUploadFiles(files);
    await this.#checkSpace(files.reduce((sum, { size }) => sum + size, 0));
    const id = `${process.pid}-${randomUUID()}`;
    const upload = new Upload(join(this.#folder, id), files);
    await mkdir(upload.folder, { mode: 0o700 });
    this.#uploads.set(id, upload);
    return id;
  }

  /** Throws `unknown-upload`, and `bad-upload` for bytes that the file was not said to have. */
  async part(id: string, file: number, offset: number, bytes: Uint8Array): Promise<void> {
    const upload = this.#upload(id);
    upload.checkPart(file, offset, bytes);
    await this.#turns.take(`${id}/${file}`, () => upload.write(file, offset, bytes));
  }

  /** Removes the files, once nobody reads them any more. An upload that is gone already needs no discarding. */
  async discard(id: string): Promise<void> {
    const upload = this.#uploads.get(id);
    this.#uploads.delete(id);
    await upload?.remove();
  }

  /**
   * Gives `read` the files and folders that were uploaded, and keeps them until it ends.
   * Throws `upload-incomplete` naming a file whose bytes have not all come.
   */
  async use<T>(id: string, read: (paths: readonly string[]) => Promise<T>): Promise<T> {
    return this.#upload(id).use(read);
  }

  async close(): Promise<void> {
    for (const id of [...this.#uploads.keys()]) await this.discard(id);
  }

  #upload(id: string): Upload {
    const upload = this.#uploads.get(id);
    if (upload === undefined) throw unknownUpload();
    return upload;
  }

  async #checkSpace(bytes: number): Promise<void> {
    const { bavail, bsize } = await statfs(this.#folder);
    const promised = [...this.#uploads.values()].reduce((sum, upload) => sum + upload.missingBytes, 0);
    const free = Math.max(0, bavail * bsize - RESERVE_BYTES - promised);
    if (bytes <= free) return;
    const message = `These files have ${megabytes(bytes)}, but only ${megabytes(free)} can be stored in ${this.#folder}. Make room on that disk, or choose fewer files.`;
    throw new EngineError('disk-full', message);
  }
}

/** The files of one upload, and what has come of them. */
class Upload {
  readonly folder: string;
  readonly #files: readonly UploadFile[];
  readonly #received: (Received | undefined)[] = [];
  readonly #folders = new Map<string, Promise<unknown>>();
  #busy: Promise<unknown> = Promise.resolve();
  #removed = false;
  readonly #writing = new Set<Promise<unknown>>();

  constructor(folder: string, files: readonly UploadFile[]) {
    this.folder = folder;
    this.#files = files;
  }

  get missingBytes(): number {
    return this.#files.reduce((sum, { size }, i) => sum + size - (this.#received[i]?.bytes ?? 0), 0);
  }

  checkPart(file: number, offset: number, bytes: Uint8Array): void {
    const declared = Number.isInteger(file) ? this.#files[file] : undefined;
    if (declared === undefined)
      throw new EngineError('bad-upload', `The upload has ${this.#files.length} files, none with the number ${file}.`);
    if (!(bytes instanceof Uint8Array) || bytes.length > UPLOAD_PART_BYTES)
      throw new EngineError('bad-upload', `A part has at most ${UPLOAD_PART_BYTES} bytes.`);
    if (Number.isInteger(offset) && offset >= 0 && offset + bytes.length <= declared.size) return;
    const place = `${offset} to ${offset + bytes.length}`;
    throw new EngineError(
      'bad-upload',
      `${declared.path} has ${declared.size} bytes; bytes ${place} came. Did it change? Choose it again.`,
    );
  }

  async write(file: number, offset: number, bytes: Uint8Array): Promise<void> {
    if (this.#removed) throw unknownUpload();
    const writing = this.#write(file, offset, bytes);
    this.#writing.add(writing);
    await writing.finally(() => this.#writing.delete(writing));
  }

  async use<T>(read: (paths: readonly string[]) => Promise<T>): Promise<T> {
    const reading = this.#complete().then(read);
    this.#busy = Promise.allSettled([this.#busy, reading]);
    return reading;
  }

  async remove(): Promise<void> {
    this.#removed = true;
    await this.#busy;
    await Promise.allSettled(this.#writing);
    await rm(this.folder, { recursive: true, force: true });
  }

  async #write(file: number, offset: number, bytes: Uint8Array): Promise<void> {
    const { path } = this.#files[file];
    const place = join(this.folder, path);
    const former = this.#received[file];
    try {
      if (former === undefined) await this.#makeFolder(dirname(place));
      // On a disk that ignores case two names may be one: only the first part of a file may make it.
      const flags = former === undefined ? constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL : constants.O_WRONLY;
      const handle = await open(place, flags);
      const received = (this.#received[file] ??= new Received());
      try {
        await writeAll(handle, bytes, offset);
      } finally {
        await handle.close();
      }
      received.add(offset, offset + bytes.length);
    } catch (error) {
      throw writeFailure(path, former === undefined, error);
    }
  }

  /** The entries at the top of the folder. */
  async #complete(): Promise<readonly string[]> {
    for (const [i, { path, size }] of this.#files.entries()) {
      const received = this.#received[i];
      if (received === undefined && size === 0) await this.#write(i, 0, new Uint8Array(0));
      else if (!received?.covers(size))
        throw new EngineError(
          'upload-incomplete',
          `${path} has ${size} bytes, of which ${received?.bytes ?? 0} have come. Upload it again.`,
        );
    }
    return [...new Set(this.#files.map(({ path }) => path.split('/')[0]))].map((name) => join(this.folder, name));
  }

  async #makeFolder(path: string): Promise<void> {
    let making = this.#folders.get(path);
    if (making === undefined) {
      making = mkdir(path, { recursive: true, mode: 0o700 });
      this.#folders.set(path, making);
    }
    await making;
  }
}

/** Which bytes of a file have come: those from the start, and pieces behind them. */
class Received {
  #end = 0;
  #pieces: (readonly [from: number, to: number])[] = [];

  get bytes(): number {
    return this.#pieces.reduce((sum, [from, to]) => sum + to - from, this.#end);
  }

  add(from: number, to: number): void {
    this.#pieces.push([from, to]);
    this.#pieces.sort(([a], [b]) => a - b);
    const apart: (readonly [number, number])[] = [];
    for (const [start, stop] of this.#pieces) {
      const last = apart.at(-1);
      if (start <= this.#end) this.#end = Math.max(this.#end, stop);
      else if (last !== undefined && start <= last[1]) apart[apart.length - 1] = [last[0], Math.max(last[1], stop)];
      else apart.push([start, stop]);
    }
    this.#pieces = apart;
  }

  covers(size: number): boolean {
    return this.#end === size;
  }
}

function unknownUpload(): EngineError {
  return new EngineError('unknown-upload', 'These files are no longer here. Choose them again.');
}

async function writeAll(file: FileHandle, bytes: Uint8Array, offset: number): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    written += (await file.write(bytes, written, bytes.length - written, offset + written)).bytesWritten;
  }
}

function writeFailure(path: string, isFirst: boolean, cause: unknown): EngineError {
  if (isFirst && cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')
    return new EngineError('bad-upload', `${path} has the same name as another file for this disk. Rename one of them.`, { cause });
  const known = toJobError(cause);
  return known.code === 'internal' ? new EngineError('bad-upload', `${path} can't be stored: ${known.message}`, { cause }) : known;
}

function megabytes(bytes: number): string {
  return bytes < 1e6 ? `${bytes} bytes` : `${Math.ceil(bytes / 1e6).toLocaleString('en')} MB`;
}
