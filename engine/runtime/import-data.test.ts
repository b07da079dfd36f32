import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConversionOptions } from '../conversion/definition.ts';
import type { Dataset, DatasetField, DatasetSplit } from '../data/dataset.ts';
import { storedValues } from '../data/gather.ts';
import { samplesOf } from '../data/preview.ts';
import { refusal } from '../importers/testing/files.ts';
import { fitPreprocessing } from '../preprocessing/fit.ts';
import { prepareDataset } from '../preprocessing/prepare.ts';
import { indices } from '../random/distributions.ts';
import { openDataset } from './datasets.ts';
import { importData } from './import-data.ts';
import { listOwnDatasets } from './own-datasets.ts';

let place: string;
let own: string;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'netloom-导入-'));
  own = join(place, 'own');
});

afterEach(() => rmSync(place, { recursive: true }));

function put(name: string, content: string | Uint8Array): string {
  const path = join(place, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

function importing(paths: readonly string[], options: Partial<Omit<ConversionOptions, 'source'>> = {}) {
  return importData({ paths, folder: own, options: { id: 'mine', ...options } });
}

const opened = (held?: number): Promise<Dataset> => openDataset('mine', { bundled: '/nowhere', own }, held);

function valuesOf(split: DatasetSplit, field: DatasetField): number[] {
  return Array.from(storedValues(split, field, indices(split.size)), Number);
}

function rowsOf({ train, test, info }: Dataset): string[] {
  return [train, test].flatMap((split) => {
    const columns = info.fields.map((field) => ({ values: valuesOf(split, field), width: field.shape.reduce((a, b) => a * b, 1) }));
    return indices(split.size).reduce<string[]>(
      (rows, row) => [...rows, columns.map(({ values, width }) => values.slice(row * width, (row + 1) * width).join(' ')).join(' → ')],
      [],
    );
  });
}

/** Plants of two kinds, with a missing number, a missing label, a text and a number of the row. */
function plants(rows: number): string {
  const lines = Array.from({ length: rows }, (_, i) => {
    const height = i === 3 ? '' : String(10 + (i % 17) + (i >= 100 ? 1000 : 0));
    return `${i + 1},${height},${['sun', 'shade', 'half'][i % 3]},"a note, number ${i}",${i === 5 ? '' : ['树', '草'][i % 2]}`;
  });
  return `id,高度,place,note,kind\n${lines.join('\n')}\n`;
}

describe('a table', () => {
  it('becomes numbers and categories, with what is left out told', async () => {
    const { info, notes } = await importing([put('植物.csv', plants(100))], { title: '植物' });
    expect(info).toMatchObject({ id: 'mine', title: '植物', task: 'classification', preview: 'table' });
    const [input, target] = info.fields;
    expect(input.columns?.map(({ name }) => name)).toEqual(['高度', 'place']);
    expect(input.columns).toMatchObject([{ missing: 1 }, { values: ['half', 'shade', 'sun'], missing: 0 }]);
    expect(target).toMatchObject({ label: 'kind', classes: ['树', '草'] });
    expect(info.splits.train + info.splits.test).toBe(99);
    expect(notes).toEqual([
      'Column "id" is left out: it holds what tells rows apart.',
      'Column "note" is left out: it holds texts.',
      '1 cells of the training rows have no value; what is done about them is up to the preprocessing.',
      '1 rows without "kind" are left out.',
    ]);
  });

  it('is scaled and filled by the training rows alone', async () => {
    const train = put('train.csv', 'x,y\n1,a\n2,b\n,a\n6,b\n');
    const test = put('test.csv', 'x,y\n1000,a\n,b\n');
    await importing([train, test], { target: 'y' });
    const dataset = await opened();
    const [input] = dataset.info.fields;
    expect(dataset.info.splits).toEqual({ train: 4, test: 2 });
    expect(valuesOf(dataset.train, input)).toEqual([1, 2, NaN, 6]);
    expect(valuesOf(dataset.test, input)).toEqual([1000, NaN]);
    const fed = prepareDataset(dataset, fitPreprocessing(dataset, indices(4), { preprocessing: [] }, ['features']));
    const deviation = Math.sqrt((4 + 1 + 0 + 9) / 4);
    const expected = (values: readonly number[]) => values.map((value): unknown => expect.closeTo((value - 3) / deviation, 3));
    expect(valuesOf(fed.train, fed.info.fields[0])).toEqual(expected([1, 2, 3, 6]));
    expect(valuesOf(fed.test, fed.info.fields[0])).toEqual(expected([1000, 3]));
  });

  it('keeps equal rows on one side, whatever their order', async () => {
    const rows = Array.from({ length: 200 }, (_, i) => `${i % 50},${(i % 50) * 2 + 0.5}`);
    await importing([put('a.csv', `x,y\n${rows.join('\n')}\n`)]);
    const { train, test, info } = await opened();
    expect(info.task).toBe('regression');
    const [a, b] = [train, test].map((split) => new Set(valuesOf(split, info.fields[0])));
    expect(a.size + b.size).toBe(50);
    expect(a.has([...b][0])).toBe(false);
    expect(test.size).toBeGreaterThan(10);
  });

  it('may have columns called as what every object has', async () => {
    const lines = Array.from({ length: 40 }, (_, i) => `${i % 7},${i % 5},${['a', 'b'][i % 2]}`);
    const { info } = await importing([put('odd.csv', `constructor,__proto__,toString\n${lines.join('\n')}\n`)], { columns: {} });
    expect(info.fields[0].columns?.map(({ name }) => name)).toEqual(['constructor', '__proto__']);
    expect(info.fields[1]).toMatchObject({ label: 'toString', classes: ['a', 'b'] });
  });

  it('is divided by order among the rows that become samples', async () => {
    const lines = Array.from({ length: 100 }, (_, i) => `${i},${i < 70 ? ['a', 'b'][i % 2] : ''}`);
    await importing([put('order.csv', `x,kind\n${lines.join('\n')}\n`)], { split: { kind: 'order', test: 0.2 } });
    const { info, test } = await opened();
    expect(info.splits).toEqual({ train: 56, test: 14 });
    expect(valuesOf(test, info.fields[0])).toEqual(indices(14).reduce<number[]>((rows, row) => [...rows, 56 + row], []));
  });

  it('is read as a person says where the guess is wrong', async () => {
    const path = put('a.csv', `grade,score\n${Array.from({ length: 90 }, (_, i) => `${(i % 15) + 1},${i % 2}`).join('\n')}\n`);
    const { info } = await importing([path], { target: 'score', task: 'regression', columns: { grade: 'category' } });
    expect(info.fields).toMatchObject([
      { shape: [1], columns: [{ name: 'grade', values: Array.from({ length: 15 }, (_, i) => String(i + 1)) }] },
      { semantics: 'number' },
    ]);
  });

  it.each([
    ['one class', 'x,y\n1,a\n2,a\n', {}, /^bad-target: Column "y": 2 to 1000 classes were expected, came only "a"/],
    ['an unknown target', 'x,y\n1,a\n2,b\n', { target: 'z' }, /^bad-target: There is no column "z". The columns are x, y/],
    ['nothing but texts', 'x,y\nsome words,a\nothers here,b\n', { columns: { x: 'drop' } }, /^no-inputs: No column is left/],
    ['a header alone', 'x,y\n', {}, /^no-samples|^bad-file/],
    ['too few rows to split', 'x,y\n1,a\n1,b\n', { columns: { x: 'category' } }, /^(no-inputs|too-few-samples)/],
  ] as const)('of %s is refused and leaves nothing', async (_name, text, options, message) => {
    expect(await refusal(() => importing([put('a.csv', text)], options))).toMatch(message);
    expect(await listOwnDatasets(own)).toEqual({ infos: [], damaged: [] });
    expect(readdirSync(place)).not.toContain('own/mine');
  });

  it('that breaks off half way leaves nothing', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `${i},${i % 2}`);
    const path = put('a.csv', `x,y\n${rows.join('\n')}\n1,2,3\n`);
    expect(await refusal(() => importing([path]))).toMatch(/a\.csv, line 32/);
    const many = Array.from({ length: 50_000 }, (_, i) => `${i},${i % 2}`);
    let written = 0;
    const stopped = importData({
      paths: [put('b.csv', `x,y\n${many.join('\n')}\n`)],
      folder: own,
      options: { id: 'mine' },
      onProgress: (samples) => (written = samples),
      aborted: () => written > 0,
    });
    await expect(stopped).rejects.toMatchObject({ code: 'import-stopped' });
    expect(written).toBeGreaterThan(0);
    expect(readdirSync(own)).toEqual([]);
  });
});

/** Pictures of 2×3 pixels whose values tell their number. */
function idx(dims: readonly number[], values: Uint8Array): Uint8Array {
  const head = new DataView(new ArrayBuffer(4 + 4 * dims.length));
  head.setUint8(2, 8);
  head.setUint8(3, dims.length);
  dims.forEach((size, i) => head.setUint32(4 + 4 * i, size));
  return Uint8Array.from([...new Uint8Array(head.buffer), ...values]);
}

describe('arrays', () => {
  it('of the MNIST family keep their splits', async () => {
    put(
      'm/train-images-idx3-ubyte',
      idx(
        [4, 2, 3],
        Uint8Array.from({ length: 24 }, (_, i) => i),
      ),
    );
    put('m/train-labels-idx1-ubyte', idx([4], Uint8Array.of(0, 1, 2, 1)));
    put(
      'm/t10k-images-idx3-ubyte',
      idx(
        [2, 2, 3],
        Uint8Array.from({ length: 12 }, (_, i) => 100 + i),
      ),
    );
    put('m/t10k-labels-idx1-ubyte', idx([2], Uint8Array.of(2, 0)));
    await importing([join(place, 'm')]);
    const { info, train, test } = await opened();
    expect(info).toMatchObject({ splits: { train: 4, test: 2 }, splitKey: "the source's own", preview: 'images' });
    const [image, target] = info.fields;
    expect(image).toMatchObject({ shape: [1, 2, 3], preprocessing: { scale: 1 / 255, offset: 0 } });
    expect(target.classes).toEqual(['0', '1', '2']);
    expect(valuesOf(train, image)).toEqual(Array.from({ length: 24 }, (_, i) => i));
    expect([valuesOf(train, target), valuesOf(test, target)]).toEqual([
      [0, 1, 2, 1],
      [2, 0],
    ]);
  });

  it('of CIFAR-10 have three planes', async () => {
    const record = (label: number) => [label, ...Array.from({ length: 3072 }, (_, i) => (i + label) % 251)];
    put('c/data_batch_1.bin', Uint8Array.from([3, 7, 1].flatMap(record)));
    put('c/test_batch.bin', Uint8Array.from([7, 3].flatMap(record)));
    put('c/batches.meta.txt', Array.from({ length: 10 }, (_, i) => `class ${i}`).join('\n'));
    await importing([join(place, 'c')]);
    const { info, train } = await opened();
    expect(info.fields).toMatchObject([{ shape: [3, 32, 32] }, { classes: Array.from({ length: 10 }, (_, i) => `class ${i}`) }]);
    expect(valuesOf(train, info.fields[1])).toEqual([3, 7, 1]);
    expect(valuesOf(train, info.fields[0]).slice(0, 3)).toEqual([3, 4, 5]);
  });

  it('of numpy with colours last are turned, floats scaled by the range of the training samples', async () => {
    const pictures = Float32Array.from({ length: 4 * 2 * 2 * 3 }, (_, i) => i);
    const archive = zipSync({
      'x_train.npy': npy('<f4', [4, 2, 2, 3], new Uint8Array(pictures.buffer)),
      'y_train.npy': npy('<i8', [4], new Uint8Array(BigInt64Array.of(5n, 9n, 5n, 9n).buffer)),
      'x_test.npy': npy('<f4', [1, 2, 2, 3], new Uint8Array(pictures.map((value) => 2 * value).slice(36).buffer)),
      'y_test.npy': npy('<i8', [1], new Uint8Array(BigInt64Array.of(9n).buffer)),
    });
    await importing([put('a.npz', archive)]);
    const { info, train } = await opened();
    const [image, target] = info.fields;
    expect(image).toMatchObject({ shape: [3, 2, 2], preprocessing: { scale: 1 / 47, offset: 0 } });
    expect(target.classes).toEqual(['5', '9']);
    expect(valuesOf(train, image).slice(0, 12)).toEqual([0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11]);
    expect(valuesOf(train, target)).toEqual([0, 1, 0, 1]);
  });

  it('without a target are refused by name', async () => {
    const path = put('train-images-idx3-ubyte', idx([4, 2, 3], new Uint8Array(24)));
    expect(await refusal(() => importing([path]))).toMatch(/^no-target: Expected an input and a target of as many rows, came train-images/);
  });
});

function npy(descr: string, shape: readonly number[], values: Uint8Array): Uint8Array {
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`;
  const padded = `${text.padEnd(117)}\n`;
  return Uint8Array.from([
    0x93,
    ...new TextEncoder().encode('NUMPY'),
    1,
    0,
    padded.length,
    0,
    ...new TextEncoder().encode(padded),
    ...values,
  ]);
}

describe('folders of pictures', () => {
  it('become bytes of one size, the folder the class', async () => {
    for (const [i, name] of ['猫', '狗', '猫', '狗', '猫', '狗', '猫', '狗', '猫', '狗'].entries()) {
      const pixels = Uint8Array.from({ length: 4 * 4 * 3 }, (_, at) => (at % 3 === 0 ? 20 * i : 7));
      const png = await sharp(pixels, { raw: { width: 4, height: 4, channels: 3 } })
        .png()
        .toBuffer();
      put(`动物/${i < 7 ? 'train' : 'test'}/${name}/${i}.png`, png);
    }
    await importing([join(place, '动物')]);
    const dataset = await opened();
    expect(dataset.info).toMatchObject({ splits: { train: 7, test: 3 }, fields: [{ shape: [3, 4, 4] }, { classes: ['狗', '猫'] }] });
    expect(rowsOf(dataset)).toContain(`${[...Array(16).fill(60), ...Array(32).fill(7)].join(' ')} → 0`);
  });
});

describe('one’s own dataset', () => {
  beforeEach(() => importing([put('植物.csv', plants(120))]));

  it('gives the same samples from memory and from its files', async () => {
    const [held, read] = [await opened(), await opened(0)];
    const chosen = [5, 6, 7, 0, 90, 5];
    for (const field of held.info.fields) {
      expect(held.train.fields.get(field.name)).not.toHaveProperty('gather');
      expect(read.train.fields.get(field.name)).toHaveProperty('gather');
      const [a, b] = [held, read].map(({ train }) => storedValues(train, field, chosen));
      expect(a).toEqual(b);
    }
    expect(samplesOf(read, 'train', [3, 1])).toEqual(samplesOf(held, 'train', [3, 1]));
  });

  it('is refused where a file is cut, a class out of range or the header false', async () => {
    const file = join(own, 'mine', 'train-target.bin');
    const bytes = readFileSync(file);
    writeFileSync(
      file,
      bytes.map((byte, i) => (i === 8 ? 9 : byte)),
    );
    expect(await refusal(() => opened())).toMatch(/^bad-dataset: .*train-target\.bin is damaged: sample 2 has target 9/);
    truncateSync(file, bytes.length - 1);
    expect(await refusal(() => opened())).toMatch(/bytes were expected, it has/);
    const header = join(own, 'mine', 'dataset.json');
    writeFileSync(header, readFileSync(header, 'utf8').replace(/"train": \d+/, '"train": 1000000000000'));
    expect(await refusal(() => opened(0))).toMatch(/^bad-dataset: .*train-features\.bin is damaged: \d+ bytes were expected/);
    writeFileSync(header, '{');
    expect(await refusal(() => opened())).toMatch(/^bad-dataset: .*dataset\.json is damaged: dataset\.json is not JSON/);
    expect((await listOwnDatasets(own)).damaged).toHaveLength(1);
  });

  it('is not written over, and its id is no path', async () => {
    const path = put('b.csv', plants(50));
    expect(await refusal(() => importing([path]))).toMatch(/^dataset-exists: There is a dataset "mine" already/);
    expect(await refusal(() => importing([path], { id: 'mnist' }))).toMatch(/^dataset-exists: "mnist" is a dataset that comes with/);
    expect(await refusal(() => importing([path], { id: '../mine' }))).toMatch(/^bad-id/);
    await expect(openDataset('../own/mine', { bundled: '/nowhere', own })).rejects.toMatchObject({ code: 'unknown-dataset' });
  });
});
