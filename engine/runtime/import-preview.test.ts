import { join } from 'node:path';
import { zipSync } from 'fflate';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusal } from '../importers/testing/files.ts';
import { ImportPlace } from './testing/import-place.ts';

let place: ImportPlace;

beforeEach(() => {
  place = new ImportPlace();
});

afterEach(() => {
  expect(place.left()).toEqual([]);
  place.remove();
});

function rows(count: number, row: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => `${row(i)}\n`).join('');
}

function npy(descr: string, shape: readonly number[], values: Uint8Array): Uint8Array {
  const bytesOf = (text: string) => new TextEncoder().encode(text);
  const header = `${`{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`.padEnd(117)}\n`;
  return Uint8Array.from([0x93, ...bytesOf('NUMPY'), 1, 0, header.length, 0, ...bytesOf(header), ...values]);
}

function idx(dims: readonly number[], values: Uint8Array): Uint8Array {
  const sizes = dims.flatMap((size) => [size >>> 24, (size >>> 16) & 255, (size >>> 8) & 255, size & 255]);
  return Uint8Array.from([0, 0, 8, dims.length, ...sizes, ...values]);
}

async function png(value: number, channels: 1 | 3): Promise<Uint8Array> {
  const picture = sharp(new Uint8Array(12 * channels).fill(value), { raw: { width: 4, height: 3, channels } });
  return (channels === 1 ? picture.toColourspace('b-w') : picture).png().toBuffer();
}

const valuesOf = (values: ArrayLike<number> | undefined): readonly number[] => Array.from(values ?? []);

describe('a preview of several files', () => {
  it('of tables tells their own split and shows rows of the first', async () => {
    const train = place.put('train.csv', `x,y\n${rows(30, (i) => `${i},${'ab'[i % 2]}`)}`);
    const test = place.put('test.csv', `x,y\n${rows(10, (i) => `${100 + i},${'ab'[i % 2]}`)}`);
    const { info, samples, rows: shown } = await place.preview([train, test]);
    expect(info).toMatchObject({ splits: { train: 30, test: 10 }, splitKey: "the source's own" });
    expect(shown?.[0]).toEqual(['0', 'a']);
    expect(valuesOf(samples?.fields.features.values).slice(0, 3)).toEqual([0, 1, 2]);
  });

  it('of unlike tables says which column is amiss', async () => {
    const paths = [place.put('train.csv', 'x,y\n1,a\n2,b\n'), place.put('test.csv', 'x,z\n1,a\n')];
    expect(await place.preview(paths)).toMatchObject({
      form: 'table',
      problem: { code: 'bad-columns', message: expect.stringMatching(/test\.csv.*lacks "y"/) },
    });
  });

  it('of the MNIST family shows pictures and digits', async () => {
    const pixels = new Uint8Array(4 * 6).map((_, i) => i);
    const paths = [
      place.put('train-images-idx3-ubyte', idx([4, 2, 3], pixels)),
      place.put('train-labels-idx1-ubyte', idx([4], Uint8Array.of(0, 1, 2, 1))),
      place.put('t10k-images-idx3-ubyte', idx([1, 2, 3], new Uint8Array(6))),
      place.put('t10k-labels-idx1-ubyte', idx([1], Uint8Array.of(2))),
    ];
    const { form, info, samples } = await place.preview(paths);
    expect(form).toBe('tensors');
    expect(info).toMatchObject({ splits: { train: 4, test: 1 }, preview: 'images' });
    expect(valuesOf(samples?.fields.image.values).slice(0, 24)).toEqual(valuesOf(pixels));
    expect(valuesOf(samples?.fields.target.values).slice(0, 4)).toEqual([0, 1, 2, 1]);
  });

  it('that don’t go together says so', async () => {
    const paths = [place.put('a.csv', 'x,y\n1,a\n2,b\n'), place.put('b.npy', npy('<f4', [1], new Uint8Array(4)))];
    expect(await place.preview(paths)).toMatchObject({
      problem: { code: 'unsupported-data', message: expect.stringMatching(/table and tensors/) },
    });
    expect(await refusal(() => place.preview([join(place.folder, 'none')]))).toMatch(/^bad-file: .*none/);
  });
});

describe('a preview shows', () => {
  it('arrays, and which of them may be predicted', async () => {
    const archive = zipSync({
      'x.npy': npy('<f4', [40, 2], new Uint8Array(Float32Array.from({ length: 80 }, (_, i) => i / 2).buffer)),
      'z_age.npy': npy('<f4', [40], new Uint8Array(Float32Array.from({ length: 40 }, (_, i) => i).buffer)),
      'y.npy': npy(
        '|u1',
        [40],
        new Uint8Array(40).map((_, i) => i % 2),
      ),
    });
    const path = place.put('a.npz', archive);
    const { info, samples, target, targets } = await place.preview([path]);
    expect([target, targets]).toEqual(['y', ['x', 'y', 'z_age']]);
    expect(info).toMatchObject({ task: 'classification', fields: [{ shape: [2] }, { classes: ['0', '1'] }] });
    expect(samples?.count).toBe(24);
    expect(valuesOf(samples?.fields.features.values).slice(0, 4)).toEqual([0, 0.5, 1, 1.5]);
  });

  it('pictures of all classes with their number', async () => {
    for (let i = 0; i < 100; i += 1) place.put(`图/${i < 90 ? '猫' : '狗'}/${i}.png`, await png(2 * i, 3));
    const { info, samples, total, form } = await place.preview([join(place.folder, '图')]);
    expect({ form, total }).toEqual({ form: 'images', total: 100 });
    expect(info?.fields).toMatchObject([{ shape: [3, 3, 4] }, { classes: ['狗', '猫'] }]);
    expect(new Set(samples?.fields.target.values)).toEqual(new Set([0, 1]));
    expect(samples?.fields.image.values).toHaveLength((samples?.count ?? 0) * 36);
    expect(samples?.fields.image.values[0]).toBe(180);
  });

  it('pictures beside their masks', async () => {
    for (let i = 0; i < 8; i += 1) {
      place.put(`街/images/${i}.png`, await png(10 * i, 3));
      place.put(`街/masks/${i}.png`, await png(i % 3, 1));
    }
    const { info, samples } = await place.preview([join(place.folder, '街')]);
    expect(info).toMatchObject({ task: 'segmentation', preview: 'masks', fields: [{}, { classes: ['0', '1', '2'] }] });
    const masks = valuesOf(samples?.fields.mask.values);
    const first = valuesOf(samples?.fields.image.values).filter((_, i) => i % 36 === 0);
    expect(masks.filter((_, i) => i % 12 === 0)).toEqual(first.map((value) => (value / 10) % 3));
  });

  it('the nodes of a graph, and its edges as they are counted', async () => {
    place.put('g/nodes.csv', `id,age,team\n${rows(30, (i) => `n${i},${i},${'红蓝'[i % 2]}`)}`);
    place.put('g/edges.csv', `source,target\n${rows(30, (i) => `n${i},n${(i + 1) % 30}`)}`);
    const { form, info, samples, total } = await place.preview([join(place.folder, 'g')], { target: 'team' });
    expect({ form, total }).toEqual({ form: 'graph', total: 30 });
    expect(info).toMatchObject({ preview: 'graph', graph: { edges: 30, directed: false } });
    const names = samples?.fields.name;
    const text = new TextDecoder().decode(Uint8Array.from(valuesOf(names?.values)));
    expect(text.slice(0, names?.offsets?.[3])).toMatch(/^(n\d+){3}$/);
    expect(samples?.fields.target.values).toHaveLength(24);
  });
});

describe('a preview of a wide table', () => {
  it('tells 500 columns and the target, with a note', async () => {
    const header = Array.from({ length: 2000 }, (_, i) => `c${i}`).join();
    const line = (i: number) => Array.from({ length: 2000 }, (_, column) => (i * 7 + column) % 13).join();
    const path = place.put('wide.csv', `${header},label\n${rows(80, (i) => `${line(i)},${'ab'[i % 2]}`)}`);
    const { columns, rows: shown, uses, target, targets, info, notes, problem } = await place.preview([path]);
    expect(problem).toBeUndefined();
    expect(columns?.map(({ name }) => name).slice(498)).toEqual(['c498', 'c499', 'label']);
    expect(shown?.[1].slice(-2)).toEqual([String((7 + 499) % 13), 'b']);
    expect([Object.keys(uses ?? {}).length, targets?.length, target]).toEqual([501, 2001, 'label']);
    expect(info?.fields[0].shape).toEqual([2000]);
    expect(notes).toContain('The first 500 of 2001 columns are shown; what is guessed of the others counts as well.');
  });

  it('of 100,000 columns is small, and says that they are too many', async () => {
    const header = Array.from({ length: 100_000 }, (_, i) => `c${i}`).join();
    const line = Array.from({ length: 100_000 }, (_, i) => i % 10).join();
    const path = place.put('wide.csv', `${header}\n${rows(60, () => line)}`);
    const before = process.memoryUsage.rss();
    const preview = await place.preview([path]);
    expect(process.memoryUsage.rss() - before).toBeLessThan(2 ** 30);
    expect(preview).toMatchObject({
      form: 'table',
      problem: { code: 'file-limit', message: expect.stringMatching(/100000 columns, at most 20000 are taken/) },
    });
    expect(JSON.stringify(preview).length).toBeLessThan(400_000);
    expect(preview.columns?.length).toBeLessThanOrEqual(501);
  }, 60_000);
});
