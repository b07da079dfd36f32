import { closeSync, fstatSync, openSync, read as readAsync, readSync, type Stats } from 'node:fs';
import { promisify } from 'node:util';
import { checkRaggedValues } from '../data/checks.ts';
import type { DatasetField, RaggedReader, RaggedValues, SampleReader } from '../data/dataset.ts';
import { type OwnHeader, ownSampleBytes, ownValues } from '../data/own.ts';
import { offsetsOf } from '../data/ragged.ts';
import { EngineError } from '../graph/errors.ts';

/** A file of one's own dataset, and how its values are to be read. */
export interface FieldFile {
  readonly path: string;
  readonly header: OwnHeader;
  readonly field: DatasetField;
  /** Number of samples. */
  readonly size: number;
  /** The file that was looked at when the dataset was opened: another one in its place holds other samples. */
  readonly identity: string;
}

/** Tells a file from another one that took its place. */
export function identityOf({ dev, ino }: Stats): string {
  return `${dev} ${ino}`;
}

/** Samples of fewer bytes are read when they are asked for: to hand them to other threads would take longer. */
const WORTH_READING_AHEAD = 2 ** 13;

/** What is read before it is asked for. */
interface Ahead {
  readonly samples: Uint32Array;
  readonly buffer: ArrayBuffer;
  readonly done: Promise<void>;
  state: 'reading' | 'read' | 'failed';
}

/**
 * Samples of a field in a file. Neighbours are read at once; the file is open only while it is read. What is read ahead is read by other
 * threads, all of it asked for at once, so that it goes on while this thread computes.
 */
export class FileSamples implements SampleReader {
  private readonly file: FieldFile;
  private readonly width: number;
  private buffer = new ArrayBuffer(0);
  private spare = new ArrayBuffer(0);
  private ahead: Ahead | undefined;

  constructor(file: FieldFile) {
    this.file = file;
    this.width = ownSampleBytes(file.header, file.field.name);
  }

  async prefetch(samples: ArrayLike<number>): Promise<void> {
    if (this.width < WORTH_READING_AHEAD) return;
    while (this.ahead?.state === 'reading' && !isSame(this.ahead.samples, samples)) await this.ahead.done;
    if (this.ahead === undefined || !isSame(this.ahead.samples, samples)) this.readAhead(Uint32Array.from(samples));
    await this.ahead?.done;
  }

  gather(samples: ArrayLike<number>) {
    const { file, width, ahead } = this;
    const bytes = samples.length * width;
    if (ahead?.state === 'read' && isSame(ahead.samples, samples)) {
      [this.buffer, this.spare, this.ahead] = [ahead.buffer, this.buffer, undefined];
      return ownValues(file.header, file.field.name, this.buffer, bytes);
    }
    if (this.buffer.byteLength < bytes) this.buffer = new ArrayBuffer(bytes);
    reading(file, (read) => {
      for (const part of neighbours(samples, file))
        read(new Uint8Array(this.buffer, part.from * width, part.count * width), part.first * width);
    });
    return ownValues(file.header, file.field.name, this.buffer, bytes);
  }

  private readAhead(samples: Uint32Array): void {
    const bytes = samples.length * this.width;
    if (this.spare.byteLength < bytes) this.spare = new ArrayBuffer(bytes);
    const buffer = this.spare;
    const done = this.readInBackground(samples, buffer).then(
      () => void (ahead.state = 'read'),
      () => void (ahead.state = 'failed'),
    );
    const ahead: Ahead = { samples, buffer, done, state: 'reading' };
    this.ahead = ahead;
  }

  private async readInBackground(samples: Uint32Array, buffer: ArrayBuffer): Promise<void> {
    const { file, width } = this;
    const parts = neighbours(samples, file);
    const handle = opened(file);
    const reads = parts.map(({ from, count, first }) =>
      readAll(handle, new Uint8Array(buffer, from * width, count * width), first * width),
    );
    try {
      await Promise.all(reads);
    } finally {
      // A failed read must not close the file under those that go on.
      await Promise.allSettled(reads);
      closeSync(handle);
    }
  }
}

const readPart = promisify(readAsync);

async function readAll(handle: number, target: Uint8Array, position: number): Promise<void> {
  for (let filled = 0; filled < target.length; ) {
    const { bytesRead } = await readPart(handle, target, filled, target.length - filled, position + filled);
    if (bytesRead === 0) throw new Error('the file ends before its last sample');
    filled += bytesRead;
  }
}

function isSame(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
}

/** A ragged field in a file. Where its samples begin is held in memory. Texts and edges are checked as they are read. */
export class FileRagged implements RaggedReader {
  private readonly file: FieldFile;
  private readonly offsets: Uint32Array;
  private readonly width: number;
  private readonly nodes: RaggedReader | undefined;

  /** `nodes` tells how many nodes each sample has, where the field holds edges. */
  constructor(file: FieldFile, offsets: Uint32Array, nodes: RaggedReader | undefined) {
    this.file = file;
    this.offsets = offsets;
    this.width = ownSampleBytes(file.header, file.field.name);
    this.nodes = nodes;
  }

  gatherRagged(samples: ArrayLike<number>): RaggedValues {
    const { file, width } = this;
    const offsets = offsetsOf(samples.length, (i) => this.lengthOf(samples[i]));
    const bytes = offsets[samples.length] * width;
    const buffer = new ArrayBuffer(bytes);
    reading(file, (read) => {
      for (const { from, count, first } of neighbours(samples, file)) {
        const length = (this.offsets[first + count] - this.offsets[first]) * width;
        read(new Uint8Array(buffer, offsets[from] * width, length), this.offsets[first] * width);
      }
    });
    const values = { values: ownValues(file.header, file.field.name, buffer, bytes), offsets };
    naming(file.path, () => checkRaggedValues(file.field, values, samples, this.nodes));
    return values;
  }

  lengthOf(sample: number): number {
    return this.offsets[sample + 1] - this.offsets[sample];
  }
}

interface Neighbours {
  readonly from: number;
  readonly count: number;
  readonly first: number;
}

/** Samples that follow one another in the file: `count` of them from `first` on, the `from`-th of those asked for. */
function neighbours(samples: ArrayLike<number>, { path, size }: FieldFile): readonly Neighbours[] {
  const found: Neighbours[] = [];
  for (let from = 0; from < samples.length; ) {
    let to = from + 1;
    while (to < samples.length && samples[to] === samples[to - 1] + 1) to += 1;
    const [first, count] = [samples[from], to - from];
    if (first < 0 || first + count > size) throw damagedFile(path, `it has no sample ${first + count - 1}`);
    found.push({ from, count, first });
    from = to;
  }
  return found;
}

type ReadAt = (target: Uint8Array, position: number) => void;

function reading(field: FieldFile, work: (read: ReadAt) => void): void {
  const file = opened(field);
  try {
    work((target, position) => {
      for (let filled = 0; filled < target.length; ) {
        const got = readSync(file, target, filled, target.length - filled, position + filled);
        if (got === 0) throw damagedFile(field.path, 'it ends before its last sample');
        filled += got;
      }
    });
  } finally {
    closeSync(file);
  }
}

function opened({ path, identity }: FieldFile): number {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (cause) {
    throw damagedFile(path, 'it can’t be read', cause);
  }
  if (identityOf(fstatSync(file)) === identity) return file;
  closeSync(file);
  throw new EngineError('dataset-changed', `${path} was replaced while it was in use: its samples are others now. Start again.`);
}

/** Adds the file's path and what to do to a failure. */
export function naming<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    throw damagedFile(path, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

export function damagedFile(path: string, what: string, cause?: unknown): EngineError {
  return new EngineError('bad-dataset', `${path} is damaged: ${what}. Remove its folder and import the data again.`, { cause });
}
