import { closeSync, openSync, readSync } from 'node:fs';
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
}

/** Samples of a field in a file. Neighbours are read at once; the file is open only while it is read. */
export class FileSamples implements SampleReader {
  private readonly file: FieldFile;
  private readonly width: number;
  private buffer = new ArrayBuffer(0);

  constructor(file: FieldFile) {
    this.file = file;
    this.width = ownSampleBytes(file.header, file.field.name);
  }

  gather(samples: ArrayLike<number>) {
    const { file, width } = this;
    const bytes = samples.length * width;
    if (this.buffer.byteLength < bytes) this.buffer = new ArrayBuffer(bytes);
    reading(file.path, (read) => {
      for (const { from, count, first } of neighbours(samples)) {
        if (first < 0 || first + count > file.size) throw damagedFile(file.path, `it has no sample ${first + count - 1}`);
        read(new Uint8Array(this.buffer, from * width, count * width), first * width);
      }
    });
    return ownValues(file.header, file.field.name, this.buffer, bytes);
  }
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
    reading(file.path, (read) => {
      for (const { from, count, first } of neighbours(samples)) {
        if (first < 0 || first + count > file.size) throw damagedFile(file.path, `it has no sample ${first + count - 1}`);
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

/** Samples that follow one another in the file: `count` of them from `first` on, the `from`-th of those asked for. */
function* neighbours(samples: ArrayLike<number>): Generator<{ readonly from: number; readonly count: number; readonly first: number }> {
  for (let from = 0; from < samples.length; ) {
    let to = from + 1;
    while (to < samples.length && samples[to] === samples[to - 1] + 1) to += 1;
    yield { from, count: to - from, first: samples[from] };
    from = to;
  }
}

type ReadAt = (target: Uint8Array, position: number) => void;

function reading(path: string, work: (read: ReadAt) => void): void {
  const file = opened(path);
  try {
    work((target, position) => {
      for (let filled = 0; filled < target.length; ) {
        const got = readSync(file, target, filled, target.length - filled, position + filled);
        if (got === 0) throw damagedFile(path, 'it ends before its last sample');
        filled += got;
      }
    });
  } finally {
    closeSync(file);
  }
}

function opened(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (cause) {
    throw damagedFile(path, 'it can’t be read', cause);
  }
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
