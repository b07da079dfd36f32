import { closeSync, openSync, readSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dataset, DatasetInfo, DatasetSplit, SampleReader } from '../data/dataset.ts';
import { isOwnId, ownFileName, type OwnHeader, ownSampleBytes, type OwnSplit, ownValues, parseOwnHeader } from '../data/own.ts';
import { datasetOf } from '../data/registry.ts';
import { checkCategories, STORED_HEADER } from '../data/stored.ts';
import { EngineError } from '../graph/errors.ts';
import { indices } from '../random/distributions.ts';

/** Files up to this size are read into memory at once, larger ones batch by batch. */
export const HELD_BYTES = 2 ** 26;

export interface OwnDatasets {
  readonly infos: readonly DatasetInfo[];
  /** What is wrong with those that can't be used. */
  readonly damaged: readonly EngineError[];
}

/** One's own datasets below a folder, in the order of their ids; none where there is no such folder. */
export async function listOwnDatasets(folder: string): Promise<OwnDatasets> {
  const names = await readdir(folder).catch(() => []);
  const ids = names.filter((name) => isOwnId(name) && datasetOf(name) === undefined).sort();
  const infos: DatasetInfo[] = [];
  const damaged: EngineError[] = [];
  for (const id of ids) {
    try {
      const header = await readOwnHeader(folder, id);
      if (header !== undefined) infos.push(header.info);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      damaged.push(error);
    }
  }
  return { infos, damaged };
}

/** The header of one's own dataset; `undefined` where there is none of that id. Throws `bad-dataset` for a damaged one. */
export async function readOwnHeader(folder: string, id: string): Promise<OwnHeader | undefined> {
  if (!isOwnId(id)) return undefined;
  const path = join(folder, id, STORED_HEADER);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR')) return undefined;
    throw new EngineError('bad-dataset', `${path} can't be read. Check that you may read it.`, { cause });
  });
  if (text === undefined) return undefined;
  try {
    return parseOwnHeader(text, id);
  } catch (cause) {
    throw damagedFile(path, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

/**
 * One's own dataset, its values in memory where a file has at most `held` bytes, else read as they are asked for.
 * Throws `bad-dataset` naming the file whose size is not that of its samples.
 */
export async function openOwnDataset(folder: string, header: OwnHeader, held: number): Promise<Dataset> {
  const place = join(folder, header.info.id);
  const [train, test] = [await openSplit(place, header, 'train', held), await openSplit(place, header, 'test', held)];
  return { info: header.info, train, test };
}

async function openSplit(place: string, header: OwnHeader, split: OwnSplit, held: number): Promise<DatasetSplit> {
  const size = header.info.splits[split];
  const fields = new Map<string, DatasetSplit['fields'] extends ReadonlyMap<string, infer Values> ? Values : never>();
  for (const { name, classes } of header.info.fields) {
    const path = join(place, ownFileName(split, name));
    const expected = size * ownSampleBytes(header, name);
    await checkSize(path, expected);
    const reader = new FileSamples(path, header, name, size);
    if (expected > held) {
      fields.set(name, reader);
      continue;
    }
    const values = reader.gather(indices(size));
    fields.set(name, values);
    if (classes !== undefined) checkClasses(path, header, { size, fields: new Map([[name, values]]) });
  }
  return { size, fields };
}

function checkClasses(path: string, { info }: OwnHeader, split: Parameters<typeof checkCategories>[0]): void {
  try {
    checkCategories(split, info);
  } catch (cause) {
    throw damagedFile(path, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

async function checkSize(path: string, expected: number): Promise<void> {
  const status = await stat(path).catch((cause: unknown) => {
    throw damagedFile(path, 'it can’t be read', cause);
  });
  if (status.size !== expected) throw damagedFile(path, `${expected} bytes were expected, it has ${status.size}`);
}

function damagedFile(path: string, what: string, cause?: unknown): EngineError {
  return new EngineError('bad-dataset', `${path} is damaged: ${what}. Remove its folder and import the data again.`, { cause });
}

/** Samples of a field in a file. Neighbours are read at once; the file is open only while it is read. */
class FileSamples implements SampleReader {
  private readonly path: string;
  private readonly header: OwnHeader;
  private readonly name: string;
  private readonly size: number;
  private readonly width: number;
  private buffer = new ArrayBuffer(0);

  constructor(path: string, header: OwnHeader, name: string, size: number) {
    this.path = path;
    this.header = header;
    this.name = name;
    this.size = size;
    this.width = ownSampleBytes(header, name);
  }

  gather(samples: ArrayLike<number>) {
    const bytes = samples.length * this.width;
    if (this.buffer.byteLength < bytes) this.buffer = new ArrayBuffer(bytes);
    const file = this.open();
    try {
      for (let from = 0; from < samples.length; ) {
        let to = from + 1;
        while (to < samples.length && samples[to] === samples[to - 1] + 1) to += 1;
        this.read(file, samples[from], from, to - from);
        from = to;
      }
    } finally {
      closeSync(file);
    }
    return ownValues(this.header, this.name, this.buffer, bytes);
  }

  private open(): number {
    try {
      return openSync(this.path, 'r');
    } catch (cause) {
      throw damagedFile(this.path, 'it can’t be read', cause);
    }
  }

  private read(file: number, sample: number, place: number, count: number): void {
    if (sample < 0 || sample + count > this.size) throw damagedFile(this.path, `it has no sample ${sample + count - 1}`);
    const target = new Uint8Array(this.buffer, place * this.width, count * this.width);
    for (let filled = 0; filled < target.length; ) {
      const got = readSync(file, target, filled, target.length - filled, sample * this.width + filled);
      if (got === 0) throw damagedFile(this.path, 'it ends before its last sample');
      filled += got;
    }
  }
}
