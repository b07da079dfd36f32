import { mkdtempSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DatasetField } from '../data/dataset.ts';
import { ownHeaderText, parseOwnHeader } from '../data/own.ts';
import { FileSamples, identityOf } from './file-samples.ts';

/** Samples of 8 KiB, each full of its own number. */
const field: DatasetField = { name: 'image', label: 'Image', role: 'input', semantics: 'image', dtype: 'float32', shape: [2, 64, 64] };
const SIZE = 6;

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-samples-'));
  path = join(folder, 'train-image.bin');
  writeFileSync(path, Buffer.concat(Array.from({ length: SIZE }, (_, i) => Buffer.alloc(8192, i))));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function samples(): FileSamples {
  const target: DatasetField = { name: 'kind', label: 'Kind', role: 'target', semantics: 'number', dtype: 'float32', shape: [] };
  const texts = { id: 'mine', title: 'Mine', description: '', splitKey: '', license: '', attribution: '' };
  const splits = { train: SIZE, test: 1 };
  const info = { ...texts, task: 'regression', preview: 'images', splits, fields: [field, target] } as const;
  const header = parseOwnHeader(ownHeaderText(info, { image: 'uint8', kind: 'float32' }, []), 'mine');
  return new FileSamples({ path, header, field, size: SIZE, identity: identityOf(statSync(path)) });
}

/** The number that each sample is full of. */
function numbers(read: FileSamples, wanted: readonly number[]): number[] {
  const values = read.gather(wanted);
  expect(values.length).toBe(wanted.length * 8192);
  return wanted.map((_, i) => {
    const own = values.subarray(i * 8192, (i + 1) * 8192);
    return own.every((value: number | bigint) => value === own[0]) ? Number(own[0]) : Number.NaN;
  });
}

describe('samples in a file', () => {
  it('are read in the order asked for, with or without reading ahead', async () => {
    const read = samples();
    expect(numbers(read, [4, 5, 0, 0])).toEqual([4, 5, 0, 0]);
    await read.prefetch([3, 1, 2]);
    expect(numbers(read, [3, 1, 2])).toEqual([3, 1, 2]);
    expect(numbers(read, [3, 1, 2])).toEqual([3, 1, 2]);
  });

  it('that were read ahead need the file no more', async () => {
    const read = samples();
    await read.prefetch([5, 1]);
    rmSync(path);
    expect(numbers(read, [5, 1])).toEqual([5, 1]);
    expect(() => numbers(read, [5, 1])).toThrow('can’t be read');
  });

  it('stay what they are while the next ones are read', async () => {
    const read = samples();
    await read.prefetch([0, 1]);
    const first = read.gather([0, 1]);
    await read.prefetch([2, 3]);
    expect([first[0], first[8192]]).toEqual([0, 1]);
    const second = read.gather([2, 3]);
    expect([second[0], second[8192]]).toEqual([2, 3]);
  });

  it('are not mixed up by others that are asked for in between, or before the reading is done', async () => {
    const read = samples();
    const [one, two] = [read.prefetch([1, 2]), read.prefetch([4])];
    expect(numbers(read, [0, 3])).toEqual([0, 3]);
    await Promise.all([one, two]);
    expect(numbers(read, [1, 2])).toEqual([1, 2]);
    expect(numbers(read, [4])).toEqual([4]);
  });

  it('that can not be read ahead are told of when they are gathered', async () => {
    const read = samples();
    await read.prefetch([SIZE]);
    expect(() => read.gather([SIZE])).toThrow('it has no sample 6');
    truncateSync(path, 8192);
    await read.prefetch([3]);
    expect(() => read.gather([3])).toThrow('it ends before its last sample');
  });

  it('are not those of another file that took its place', async () => {
    const read = samples();
    writeFileSync(`${path}.new`, Buffer.alloc(8192 * SIZE, 9));
    renameSync(`${path}.new`, path);
    await read.prefetch([3]);
    expect(() => read.gather([3])).toThrow('train-image.bin was replaced while it was in use');
  });
});
