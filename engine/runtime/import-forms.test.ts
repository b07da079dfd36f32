import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConversionOptions } from '../conversion/definition.ts';
import type { Dataset, DatasetSplit } from '../data/dataset.ts';
import { storedValues } from '../data/gather.ts';
import { samplesOf } from '../data/preview.ts';
import { refusal } from '../importers/testing/files.ts';
import { indices } from '../random/distributions.ts';
import { openDataset } from './datasets.ts';
import { importData, type ImportRequest } from './import-data.ts';
import { previewImport } from './preview-import.ts';

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

type Options = Partial<Omit<ConversionOptions, 'source'>>;

function importing(paths: readonly string[], options: Options = {}, request: Partial<ImportRequest> = {}) {
  return importData({ paths, folder: own, options: { id: 'mine', ...options }, ...request });
}

const opened = (): Promise<Dataset> => openDataset('mine', { bundled: '/nowhere', own });

function textsOf(split: DatasetSplit, field = 'text'): readonly string[] {
  const values = split.ragged?.get(field)?.gatherRagged(indices(split.size));
  if (values === undefined || !(values.values instanceof Uint8Array)) return [];
  const bytes = values.values;
  return Array.from({ length: split.size }, (_, i) => new TextDecoder().decode(bytes.subarray(values.offsets[i], values.offsets[i + 1])));
}

function valuesOf({ info }: Dataset, split: DatasetSplit, name: string): readonly number[] {
  const field = info.fields.find((one) => one.name === name);
  if (field === undefined) throw new Error(`there is no field ${name}`);
  return Array.from(storedValues(split, field, indices(split.size)), Number);
}

describe('texts', () => {
  it('with labels are ragged inputs of a classification', async () => {
    const lines = Array.from({ length: 40 }, (_, i) => `${i % 2 === 0 ? '好' : '坏'}\t第${i}句 and 😀`);
    const { info, notes } = await importing([put('评论.txt', `${lines.join('\n')}\n`)]);
    expect(info).toMatchObject({ task: 'classification', preview: 'texts' });
    expect(info.fields).toMatchObject([
      { name: 'text', label: 'text', role: 'input', semantics: 'text', dtype: 'uint8', shape: [], ragged: { max: 10 } },
      { name: 'target', label: 'label', classes: ['坏', '好'] },
    ]);
    expect(notes).toEqual([]);
    const { train, test } = await opened();
    expect([...textsOf(train), ...textsOf(test)].sort()).toEqual(lines.map((line) => line.split('\t')[1]).sort());
  });

  it('alone are gone on with: lines, or the paragraphs of a book', async () => {
    await importing([put('poems.txt', Array.from({ length: 30 }, (_, i) => `Line number ${i} is unlike all others.`).join('\n'))]);
    const { info, train, test } = await opened();
    expect(info).toMatchObject({ task: 'language-modelling', fields: [{ name: 'text', role: 'input', semantics: 'text' }] });
    expect(train.size + test.size).toBe(30);
    const book = Array.from({ length: 30 }, (_, i) => `Chapter ${i} begins\nand goes on here\nuntil it ends.`).join('\n\n');
    await importing([put('book.txt', book)], {}, { replace: true });
    const paragraphs = await opened();
    expect(paragraphs.train.size + paragraphs.test.size).toBe(30);
    expect(textsOf(paragraphs.train)[0]).toMatch(/^Chapter \d+ begins\nand goes on here\nuntil it ends\.$/);
  });

  it('beside numbers are inputs where a person says so', async () => {
    const rows = Array.from({ length: 90 }, (_, i) => `${i},"some words, number ${i}",${i % 2 ? 'a' : 'b'}`);
    const path = put('a.csv', `x,note,y\n${rows.join('\n')}\n`);
    expect((await importing([path])).notes).toContain('Column "note" is left out: it holds texts.');
    const { info } = await importing([path], { columns: { note: 'text' } }, { replace: true });
    expect(info.fields.map(({ name, semantics }) => `${name} ${semantics}`)).toEqual(['features table', 'text text', 'target category']);
  });
});

async function png(values: Uint8Array, width: number, height: number, channels: 1 | 3): Promise<Uint8Array> {
  const image = sharp(values, { raw: { width, height, channels } });
  return (channels === 1 ? image.toColourspace('b-w') : image).png().toBuffer();
}

describe('pictures with masks', () => {
  async function folder(mask: (i: number) => Uint8Array, channels: 1 | 3): Promise<string> {
    for (let i = 0; i < 12; i += 1) {
      put(`街景/images/${i}.png`, await png(new Uint8Array(4 * 3 * 3).fill(i * 9), 4, 3, 3));
      put(`街景/masks/${i}.png`, await png(mask(i), 4, 3, channels));
    }
    return join(place, '街景');
  }

  it('of numbers keep them as classes, 255 left out', async () => {
    const path = await folder((i) => Uint8Array.of(0, 1, 2, 255, 0, 0, 1, 1, 2, 2, 2, i % 3), 1);
    const { info, notes } = await importing([path], { classNames: { 0: 'road', 1: '车' } });
    expect(info).toMatchObject({ task: 'segmentation', preview: 'masks' });
    expect(info.fields).toMatchObject([
      { name: 'image', shape: [3, 3, 4] },
      { name: 'mask', semantics: 'mask', role: 'target', dtype: 'int64', shape: [3, 4], classes: ['road', '车', '2'], ignored: 255 },
    ]);
    expect(notes.join()).toMatch(/255 in the masks is no class/);
    const dataset = await opened();
    expect(valuesOf(dataset, dataset.train, 'mask').slice(0, 11)).toEqual([0, 1, 2, 255, 0, 0, 1, 1, 2, 2, 2]);
  });

  it('of black and white, or of colours, have those as classes', async () => {
    const path = await folder((i) => new Uint8Array(12).fill(0).fill(255, 0, 1 + (i % 5)), 1);
    const { info } = await importing([path]);
    expect(info.fields[1]).toMatchObject({ classes: ['0', '255'] });
    expect(info.fields[1]).not.toHaveProperty('ignored');
    rmSync(path, { recursive: true });
    const colours = await folder(
      (i) =>
        new Uint8Array(36)
          .fill(0)
          .fill(128, 0, 3 * (1 + (i % 5)))
          .map((v, at) => (at % 3 === 0 ? v : 0)),
      3,
    );
    const { info: coloured } = await importing([colours], {}, { replace: true });
    expect(coloured.fields[1]).toMatchObject({ classes: ['#000000', '#800000'] });
  });

  it('of one class, or blurred ones, are refused', async () => {
    const path = await folder(() => new Uint8Array(12), 1);
    expect(await refusal(() => importing([path]))).toMatch(/^bad-target: The masks of 街景: 2 to 1000 classes .* only "0": with one class/);
    expect(await refusal(() => importing([path], { task: 'regression' }))).toMatch(/^bad-task/);
    expect(readdirSync(place)).toEqual(['街景']);
  });
});

describe('graphs', () => {
  it('from edges and a table of nodes have nodes as samples', async () => {
    const people = Array.from({ length: 20 }, (_, i) => `p${i},${i === 3 ? '' : i % 5},${i === 7 ? '' : ['红', '蓝'][i % 2]}`);
    put('club/nodes.csv', `id,age,team\n${people.join('\n')}\n`);
    put('club/edges.csv', `source,target\n${Array.from({ length: 20 }, (_, i) => `p${i},p${(i + 1) % 20}`).join('\n')}\np1,p0\n`);
    const { info, notes } = await importing([join(place, 'club')], { target: 'team' });
    expect(info).toMatchObject({ task: 'classification', preview: 'graph', graph: { weighted: false } });
    expect(info.fields).toMatchObject([
      { name: 'node', semantics: 'table', columns: [{ name: 'age', scale: 1, missing: 1 }] },
      { name: 'name', semantics: 'text' },
      { name: 'target', classes: ['红', '蓝'], ignored: -100 },
    ]);
    expect(notes.join(' ')).toMatch(/1 nodes have no class/);
    const dataset = await opened();
    const names = [...textsOf(dataset.train, 'name'), ...textsOf(dataset.test, 'name')];
    const joined = Array.from(dataset.graph?.source ?? [], (from, i) => [names[from], names[dataset.graph?.target[i] ?? 0]].join('-'));
    expect(joined).toContain('p4-p5');
    expect(valuesOf(dataset, dataset.train, 'target')[textsOf(dataset.train, 'name').indexOf('p7')]).toBe(-100);
  });

  it('of edges alone have nothing to predict', async () => {
    const path = put('a.edges', '1 2\n2 3\n');
    expect(await refusal(() => importing([path]))).toMatch(/^no-target: a\.edges has 3 nodes, but nothing to predict/);
  });

  it('of Planetoid keep their splits', async () => {
    const folder = join(import.meta.dirname, '../importers/fixtures/planetoid/protocol2');
    const { info } = await importing([folder]);
    expect(info).toMatchObject({ splitKey: "the source's own", graph: { directed: false } });
    expect((await opened()).graph?.source.length).toBe(info.graph?.edges);
  });
});

describe('a series', () => {
  const rows = (count: number) => Array.from({ length: count }, (_, i) => `2020-01-${i},${i},${i === 5 ? '' : i * 10}`).join('\n');

  it('is stored step by step and read as windows', async () => {
    const path = put('日.csv', `date,a,b\n${rows(50)}\n`);
    const window = { length: 4, horizon: 2, stride: 1, step: 'day' };
    const { info, notes } = await importing([path], { window, target: 'b' });
    expect(info).toMatchObject({ task: 'regression', window, steps: { train: 40, test: 10 }, splits: { train: 35, test: 5 } });
    expect(info.fields).toMatchObject([
      { shape: [2, 4], semantics: 'signal' },
      { shape: [2], semantics: 'vector' },
    ]);
    expect(notes.join(' ')).toMatch(/1 missing numbers take the value of the step before/);
    const dataset = await opened();
    expect(valuesOf(dataset, dataset.train, 'steps').slice(0, 16)).toEqual([0, 1, 2, 3, 0, 10, 20, 30, 1, 2, 3, 4, 10, 20, 30, 40]);
    expect(valuesOf(dataset, dataset.train, 'target').slice(0, 4)).toEqual([40, 40, 40, 60]);
    const preview = await previewImport({ paths: [path], options: { id: 'mine', window, target: 'b' } });
    expect(preview).toMatchObject({ info: { steps: { train: 40, test: 10 } }, samples: { count: 24 } });
  });

  it('is refused where steps for testing lie between those for training', async () => {
    const lines = Array.from({ length: 60 }, (_, i) => `${i},${i * 2},${i >= 20 && i < 40 ? 'test' : 'train'}`).join('\n');
    const [path, window] = [put('mixed.csv', `a,b,part\n${lines}\n`), { length: 4, horizon: 1, stride: 1, step: 'day' }];
    const split = { kind: 'column', column: 'part' } as const;
    expect(await refusal(() => importing([path], { window, split }))).toMatch(
      /^bad-split: mixed.csv, .*42.*for training were expected one after another/,
    );
  });

  it('of several files says that windows reach over their ends', async () => {
    const window = { length: 4, horizon: 1, stride: 1, step: 'day' };
    const { info, notes } = await importing(
      ['a.csv', 'b.csv'].map((name) => put(name, `d,a,b\n${rows(20)}\n`)),
      { window },
    );
    expect(info.steps).toEqual({ train: 32, test: 8 });
    expect(notes).toContain('The files are one series in the order given: windows reach from one into the next.');
  });

  it('is refused where no window fits', async () => {
    const window = { length: 40, horizon: 2, stride: 1, step: 'day' };
    expect(await refusal(() => importing([put('a.csv', `d,a,b\n${rows(50)}\n`)], { window }))).toMatch(/^bad-window: A window of 40 steps/);
    expect(readdirSync(own)).toEqual([]);
  });
});

describe('choices', () => {
  const table = (count: number) =>
    Array.from({ length: count }, (_, i) => `${i},${i % 10 === 0 ? 'rare' : 'often'},${i % 4 ? 'train' : 'test'}`);

  it('divide by class, by order or by a column', async () => {
    const path = put('a.csv', `x,y,part\n${table(100).join('\n')}\n`);
    const target = 'y';
    const { info } = await importing([path], { target, columns: { part: 'drop' }, split: { kind: 'stratified', test: 0.3 } });
    expect(info.splits).toEqual({ train: 70, test: 30 });
    const dataset = await opened();
    expect(valuesOf(dataset, dataset.test, 'target').filter((value) => value === 1)).toHaveLength(3);
    await importing([path], { target, columns: { part: 'drop' }, split: { kind: 'order', test: 0.1 } }, { replace: true });
    const ordered = await opened();
    expect(valuesOf(ordered, ordered.test, 'features')).toEqual([90, 91, 92, 93, 94, 95, 96, 97, 98, 99]);
    await importing([path], { target, split: { kind: 'column', column: 'part' } }, { replace: true });
    const parted = await opened();
    expect(valuesOf(parted, parted.test, 'features')).toEqual(Array.from({ length: 25 }, (_, i) => 4 * i));
    const wrong = put('b.csv', `x,y,part\n${table(30).join('\n')}\n1,rare,often\n`);
    expect(await refusal(() => importing([wrong], { target, split: { kind: 'column', column: 'part' } }, { replace: true }))).toMatch(
      /^bad-split: b\.csv, line 32: train, validation or test was expected in "part", came "often"/,
    );
    expect((await opened()).info).toEqual(parted.info);
    expect(readdirSync(own)).toEqual(['mine']);
  });

  it('rename and join classes', async () => {
    const path = put('a.csv', `x,y\n${Array.from({ length: 60 }, (_, i) => `${i},${'abc'[i % 3]}`).join('\n')}\n`);
    const { info } = await importing([path], { classNames: { a: '甲', b: 'other', c: 'other' } });
    expect(info.fields[1].classes).toEqual(['other', '甲']);
    expect(await refusal(() => importing([path], { classNames: { d: 'x' } }, { replace: true }))).toMatch(/^bad-class: .*no class "d"/);
  });

  it('make an id of the title', async () => {
    const path = put('Äpfel 2.csv', `x,y\n${Array.from({ length: 60 }, (_, i) => `${i},${'ab'[i % 2]}`).join('\n')}\n`);
    expect((await importing([path], { id: '' })).info.id).toBe('apfel-2');
    expect((await importing([path], { id: '', title: '植物' })).info.id).toMatch(/^data-[0-9a-f]{8}$/);
  });
});

describe('a preview', () => {
  it('tells form, columns, guesses, rows, declaration and samples, and stores nothing', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `${i / 7};${['树', '草'][i % 2]}`);
    const path = put('植物.csv', `高度;kind\n${rows.join('\n')}\n`);
    const preview = await previewImport({ paths: [path], options: { id: '' } });
    expect(preview).toMatchObject({
      form: 'table',
      title: '植物.csv',
      reader: 'delimited',
      settings: { separator: ';', encoding: 'utf-8', header: true },
      uses: { 高度: 'number', kind: 'category' },
      target: 'kind',
      targets: ['高度', 'kind'],
      info: { task: 'classification' },
      samples: { count: 24 },
    });
    expect(preview.columns?.[0].rows).toBe(1000);
    expect(preview.rows).toHaveLength(50);
    expect(preview.problem).toBeUndefined();
    expect(readdirSync(place)).toEqual(['植物.csv']);
    const info = preview.info;
    const stored = await importing([path], { title: info?.title });
    expect(stored.info.fields.map(({ name }) => name)).toEqual(info?.fields.map(({ name }) => name));
    expect(samplesOf(await opened(), 'train', [0]).count).toBe(1);
  });

  it('says why nothing would come of it', async () => {
    const one = put('a.csv', 'x,y\n1,a\n2,a\n3,a\n');
    expect(await previewImport({ paths: [one], options: { id: '' } })).toMatchObject({
      form: 'table',
      rows: [
        ['1', 'a'],
        ['2', 'a'],
        ['3', 'a'],
      ],
      problem: { code: 'bad-target' },
    });
    const ragged = put('b.csv', 'x,y\n1,a\n2,b,c\n');
    expect(await previewImport({ paths: [ragged], options: { id: '' } })).toMatchObject({
      reader: 'delimited',
      problem: { code: 'bad-file', message: expect.stringMatching(/^b\.csv, line 3/) },
    });
    const twice = put('c.csv', 'x,x\n1,2\n');
    expect(await previewImport({ paths: [twice], options: { id: '' } })).toMatchObject({
      settable: expect.arrayContaining(['duplicateColumns']),
      problem: { code: 'bad-file' },
    });
    expect(await refusal(() => previewImport({ paths: [put('d.bin', Uint8Array.of(0, 1, 2))], options: { id: '' } }))).toMatch(
      /^unsupported-file: d\.bin/,
    );
    const aborted = () => true;
    expect(await refusal(() => previewImport({ paths: [one], options: { id: '' }, aborted }))).toMatch(/^import-stopped/);
  });
});
