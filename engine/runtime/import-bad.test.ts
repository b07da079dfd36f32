import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { gzipSync, zipSync } from 'fflate';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { crc32 } from '../importers/crc32.ts';
import { fixtureBytes, refusal } from '../importers/testing/files.ts';
import { ImportPlace } from './testing/import-place.ts';

let place: ImportPlace;

beforeEach(() => {
  place = new ImportPlace();
});

afterEach(() => place.remove());

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const rows = (count: number, row: (i: number) => string): string => Array.from({ length: count }, (_, i) => `${row(i)}\n`).join('');
const table = `x,y\n${rows(60, (i) => `${i},${'ab'[i % 2]}`)}`;

function idx(dims: readonly number[], values: Uint8Array): Uint8Array {
  const head = new DataView(new ArrayBuffer(4 + 4 * dims.length));
  head.setUint8(2, 8);
  head.setUint8(3, dims.length);
  dims.forEach((size, i) => head.setUint32(4 + 4 * i, size));
  return Uint8Array.from([...new Uint8Array(head.buffer), ...values]);
}

function pngOf(width: number, height: number): Uint8Array {
  const chunk = (type: string, data: Uint8Array): Uint8Array => {
    const body = Uint8Array.from([...bytesOf(type), ...data]);
    const ends = new DataView(new ArrayBuffer(8));
    ends.setUint32(0, data.length);
    ends.setUint32(4, crc32(body));
    return Uint8Array.from([...new Uint8Array(ends.buffer, 0, 4), ...body, ...new Uint8Array(ends.buffer, 4, 4)]);
  };
  const head = new DataView(new ArrayBuffer(13));
  head.setUint32(0, width);
  head.setUint32(4, height);
  head.setUint8(8, 8);
  return Uint8Array.from([
    ...[0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10],
    ...chunk('IHDR', new Uint8Array(head.buffer)),
    ...chunk('IDAT', deflateSync(new Uint8Array(100_000))),
    ...chunk('IEND', new Uint8Array(0)),
  ]);
}

/** Nodes and edges in a folder. */
function graph(nodes: string, edges: string): string {
  place.put('g/nodes.csv', nodes);
  place.put('g/edges.csv', edges);
  return join(place.folder, 'g');
}

interface BadInput {
  /** Makes the files and gives the path to import. */
  readonly make: () => string | Promise<string>;
  readonly message: RegExp;
  /** Where no reader takes the file a preview has nothing to show, and is refused itself. */
  readonly unknown?: boolean;
}

const inputs: Readonly<Record<string, BadInput>> = {
  'an empty CSV file': { make: () => place.put('空.csv', ''), message: /^(bad|unsupported)-file: 空\.csv: .*empty/, unknown: true },
  'a CSV file of empty lines': { make: () => place.put('a.csv', '\n\n\n'), message: /^bad-file: a\.csv: .*empty lines only/ },
  'a CSV file that is cut within quotes': {
    make: () => place.put('a.csv', `x,y\n1,a\n2,"b\n3,c\n`),
    message: /^bad-file: a\.csv, line 3: a quote that begins/,
  },
  'a gzip file that is cut': {
    make: () => place.put('a.csv.gz', gzipSync(bytesOf(rows(5000, (i) => `${(i * 7919) % 5003},${i % 2}`))).subarray(0, 6000)),
    message: /^bad-file: a\.csv\.gz: unpacking near byte \d+ failed/,
    unknown: true,
  },
  'a CSV file in another encoding than it begins with': {
    make: () =>
      place.put('a.csv', Uint8Array.from([...bytesOf(`x,y\n${rows(20_000, (i) => `${i},好`)}`), 0x35, 0x2c, 0xff, 0xc3, 0x28, 10])),
    message: /^bad-encoding: a\.csv, (line|byte) \d+/,
  },
  'a text of wrong magic called Parquet': {
    make: () => place.put('a.parquet', table),
    message: /^unsupported-file: a\.parquet: no reader knows it/,
    unknown: true,
  },
  'a web page called npy': {
    make: () => place.put('a.npy', '<!DOCTYPE html>\n<title>404, not found</title>\n<p>No such file, sorry.</p>\n'),
    message: /^unsupported-file: a\.npy: no reader knows it/,
    unknown: true,
  },
  'a Parquet file that is cut': {
    make: () => place.put('a.parquet', fixtureBytes('snappy.parquet').subarray(0, 200)),
    message: /^(bad|unsupported)-file: a\.parquet/,
  },
  'an npz file that is cut': {
    make: () => place.put('a.npz', fixtureBytes('stored.npz').subarray(0, 150)),
    message: /^bad-file: a\.npz.* It is cut short/,
  },
  'an IDX file of 10¹² images': {
    make: () => {
      place.put('m/train-images-idx3-ubyte', idx([1_000_000, 1000, 1000], new Uint8Array(10)));
      place.put('m/train-labels-idx1-ubyte', idx([3], Uint8Array.of(0, 1, 0)));
      return join(place.folder, 'm');
    },
    message: /^bad-file: train-images-idx3-ubyte/,
  },
  'a picture bomb in a folder': {
    make: async () => {
      const good = await sharp(new Uint8Array(27), { raw: { width: 3, height: 3, channels: 3 } })
        .png()
        .toBuffer();
      for (let i = 0; i < 10; i += 1) place.put(`图/${'ab'[i % 2]}/${i}.png`, good);
      place.put('图/a/bomb.png', pngOf(50_000, 50_000));
      return join(place.folder, '图');
    },
    message: /^file-limit: a\/bomb\.png: .*claims 50000×50000.* 1 of 11 pictures can't be read; 10 can/,
  },
  'a zip with names outside of it': {
    make: () => place.put('a.zip', zipSync({ 'a/1.png': new Uint8Array(3), '../../evil.png': new Uint8Array(3) })),
    message: /^unsafe-path: a\.zip.*\.\.\/\.\.\/evil\.png/,
    unknown: true,
  },
  'a CSV file of one row of a million columns': {
    make: () => place.put('wide.csv', `${Array.from({ length: 1_000_000 }, (_, i) => i).join()}\n`),
    message: /^file-limit: wide\.csv, line 1: .*columns/,
  },
  'ragged rows': {
    make: () => place.put('a.csv', `${table}1,a,c\n`),
    message: /^bad-file: a\.csv, line 62: /,
  },
  'columns that are all missing': {
    make: () => place.put('a.csv', `x,z,label\n${rows(40, (i) => `,NA,${i % 2}`)}`),
    message: /^no-inputs: No column is left to predict "label" from\. .*"x".*"z"/,
  },
  'a target that is all missing': {
    make: () => place.put('a.csv', `x,label\n${rows(40, (i) => `${i},`)}`),
    message: /^bad-target: Column "label" is empty/,
  },
  'one class': {
    make: () => place.put('a.csv', `x,label\n${rows(40, (i) => `${i},only`)}`),
    message: /^bad-target: Column "label": 2 to 1000 classes were expected, came only "only"/,
  },
  'nodes of one id': {
    make: () => graph(`id,team\na,红\nb,蓝\na,红\n`, 'source,target\na,b\n'),
    message: /^bad-file: nodes\.csv.*(line|row) 4.*"a"/,
  },
  'edges to a node that is in no table': {
    make: () => graph(`id,team\na,红\nb,蓝\n`, 'source,target\na,b\nb,c\n'),
    message: /^bad-file: .*"c"/,
  },
  'columns of one name': {
    make: () => place.put('a.csv', `x,x,y\n${rows(20, (i) => `${i},${i},${i % 2}`)}`),
    message: /^bad-file: a\.csv, line 1: .*"x"/,
  },
};

describe('bad input is refused by its place, imported not even half, and told of in the preview', () => {
  it.each(Object.keys(inputs))(
    '%s',
    async (name) => {
      const { make, message, unknown = false } = inputs[name];
      const path = await make();
      const before = process.memoryUsage.rss();
      expect(await refusal(() => place.import([path]))).toMatch(message);
      expect(place.left()).toEqual([]);
      if (unknown) expect(await refusal(() => place.preview([path]))).toMatch(message);
      else {
        const { problem } = await place.preview([path]);
        expect(`${problem?.code}: ${problem?.message}`).toMatch(message);
      }
      expect(place.left()).toEqual([]);
      expect(process.memoryUsage.rss() - before).toBeLessThan(2 ** 29);
    },
    60_000,
  );
});

it('a row without an end is refused before the file is read to its end', async () => {
  const path = place.put('endless.csv', 'x,y\n1,"');
  const file = openSync(path, 'a');
  const part = new Uint8Array(2 ** 20).fill(97);
  for (let i = 0; i < 64; i += 1) writeSync(file, part);
  closeSync(file);
  const before = process.memoryUsage.rss();
  expect(await refusal(() => place.import([path]))).toMatch(/^file-limit: endless\.csv, line 2: a row goes on for more than/);
  expect(process.memoryUsage.rss() - before).toBeLessThan(2 ** 29);
  expect(place.left()).toEqual([]);
}, 60_000);
