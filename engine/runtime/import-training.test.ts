import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConversionOptions } from '../conversion/definition.ts';
import { fixtureBytes } from '../importers/testing/files.ts';
import { projectSchema } from '../project/schema.ts';
import { importData } from './import-data.ts';
import { type ChainLayer, chain } from './testing/chain.ts';
import { startTraining } from './training-run.ts';

let place: string;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'netloom-训练-'));
});

afterEach(() => rmSync(place, { recursive: true }));

const bytesOf = (text: string) => new TextEncoder().encode(text);
const lines = (count: number, line: (i: number) => string) => bytesOf(`${Array.from({ length: count }, (_, i) => line(i)).join('\n')}\n`);

type Files = Readonly<Record<string, Uint8Array>>;

interface Case {
  readonly files: () => Files | Promise<Files>;
  readonly options?: Partial<Omit<ConversionOptions, 'source'>>;
  /** Field that the network reads, and the layers between Input and Output. */
  readonly field: string;
  readonly layers: readonly Omit<ChainLayer, 'id'>[];
  readonly loss: string;
  readonly steps?: readonly { readonly type: string; readonly parameters: Readonly<Record<string, unknown>> }[];
}

const dense = (units: number) => ({ type: 'Dense', parameters: { units, activation: 'none' } });
const flat = (units: number) => [{ type: 'Flatten' }, dense(units)];

function idx(dims: readonly number[], values: Uint8Array): Uint8Array {
  const head = new DataView(new ArrayBuffer(4 + 4 * dims.length));
  head.setUint8(2, 8);
  head.setUint8(3, dims.length);
  dims.forEach((size, i) => head.setUint32(4 + 4 * i, size));
  return Uint8Array.from([...new Uint8Array(head.buffer), ...values]);
}

function picture(i: number): Promise<Uint8Array> {
  const raw = { raw: { width: 4, height: 4, channels: 3 } } as const;
  return sharp(new Uint8Array(48).fill(5 * i), raw)
    .png()
    .toBuffer();
}

async function pictures(): Promise<Files> {
  const paths = Array.from({ length: 40 }, (_, i) => `${i % 2 ? '猫' : '狗'}/${i}.png`);
  return Object.fromEntries(await Promise.all(paths.map(async (path, i) => [path, await picture(i)] as const)));
}

async function masked(): Promise<Files> {
  const mask = await sharp(new Uint8Array(16).fill(0).fill(1, 5), { raw: { width: 4, height: 4, channels: 1 } })
    .toColourspace('b-w')
    .png()
    .toBuffer();
  const pairs = Array.from({ length: 20 }, async (_, i) => [
    [`images/${i}.png`, await picture(i)] as const,
    [`masks/${i}.png`, mask] as const,
  ]);
  return Object.fromEntries((await Promise.all(pairs)).flat());
}

/** An array as numpy writes it. */
function npy(descr: string, shape: readonly number[], values: Uint8Array): Uint8Array {
  const header = `${`{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`.padEnd(117)}\n`;
  return Uint8Array.from([0x93, ...bytesOf('NUMPY'), 1, 0, header.length, 0, ...bytesOf(header), ...values]);
}

function planetoid(): Files {
  const folder = join(import.meta.dirname, '../importers/fixtures/planetoid/protocol2');
  return Object.fromEntries(readdirSync(folder).map((name) => [name, Uint8Array.from(readFileSync(join(folder, name)))]));
}

const cases: Readonly<Record<string, Case>> = {
  'JSON lines with missing cells and categories': {
    files: () => ({ 'a.jsonl': lines(60, (i) => JSON.stringify({ 高: i % 7 ? i : null, 地: ['x', 'y'][i % 2], label: `c${i % 2}` })) }),
    field: 'features',
    layers: [dense(2)],
    loss: 'crossEntropy',
  },
  'an IDX pair': {
    files: () => ({
      'train-images-idx3-ubyte': idx(
        [40, 2, 3],
        new Uint8Array(240).map((_, i) => i),
      ),
      'train-labels-idx1-ubyte': idx(
        [40],
        new Uint8Array(40).map((_, i) => i % 3),
      ),
    }),
    field: 'image',
    layers: flat(3),
    loss: 'crossEntropy',
  },
  'CIFAR-10 batches': {
    files: () => ({
      'data_batch_1.bin': new Uint8Array(20 * 3073).map((_, i) => (i % 3073 === 0 ? (i / 3073) % 3 : i % 251)),
      'test_batch.bin': new Uint8Array(6 * 3073).map((_, i) => (i % 3073 === 0 ? (i / 3073) % 3 : i % 241)),
      'batches.meta.txt': bytesOf(Array.from({ length: 10 }, (_, i) => `class ${i}`).join('\n')),
    }),
    field: 'image',
    layers: flat(10),
    loss: 'crossEntropy',
  },
  'a folder of pictures': { files: pictures, options: { channels: 1, size: 3 }, field: 'image', layers: flat(2), loss: 'crossEntropy' },
  'labelled texts': {
    files: () => ({ '评论.txt': lines(60, (i) => `${i % 2 ? '好' : '坏'}\tSome ${i % 2 ? 'fine' : 'bad'} words ${i}`) }),
    field: 'text',
    steps: [{ type: 'Hashing', parameters: { buckets: 16 } }],
    layers: [dense(2)],
    loss: 'crossEntropy',
  },
  'pictures with masks': {
    files: masked,
    field: 'image',
    layers: [{ type: 'Conv2D', parameters: { filters: 2, kernelSize: [1, 1] } }],
    loss: 'crossEntropy',
  },
  'nodes of a graph': {
    files: () => ({
      'nodes.csv': lines(31, (i) => (i === 0 ? 'id,size,team' : `n${i},${i * 3},${i % 2 ? '红' : '蓝'}`)),
      'edges.csv': lines(31, (i) => (i === 0 ? 'source,target' : `n${i},n${(i % 30) + 1}`)),
    }),
    field: 'node',
    layers: [dense(2)],
    loss: 'crossEntropy',
  },
  'an npz file': {
    files: () => ({
      'a.npz': zipSync({
        'x_train.npy': npy('<f4', [30, 4], new Uint8Array(Float32Array.from({ length: 120 }, (_, i) => Math.sin(i)).buffer)),
        'y_train.npy': npy(
          '|u1',
          [30],
          new Uint8Array(30).map((_, i) => i % 3),
        ),
        'x_test.npy': npy('<f4', [6, 4], new Uint8Array(new Float32Array(24).buffer)),
        'y_test.npy': npy(
          '|u1',
          [6],
          new Uint8Array(6).map((_, i) => i % 3),
        ),
      }),
    }),
    field: 'features',
    layers: [dense(3)],
    loss: 'crossEntropy',
  },
  'a zip of a folder of pictures': {
    files: async () => ({ '动物.zip': zipSync(await pictures()) }),
    field: 'image',
    layers: flat(2),
    loss: 'crossEntropy',
  },
  'a Parquet file': {
    files: () => ({ 'a.parquet': fixtureBytes('snappy.parquet') }),
    field: 'features',
    layers: [dense(2)],
    loss: 'crossEntropy',
  },
  'the files of Planetoid': {
    files: planetoid,
    field: 'node',
    layers: [dense(3)],
    loss: 'crossEntropy',
  },
  'a series': {
    files: () => ({ 'a.csv': lines(90, (i) => (i === 0 ? 't,u' : `${i},${Math.sin(i)}`)) }),
    options: { window: { length: 5, horizon: 1, stride: 1, step: 'day' } },
    field: 'steps',
    layers: flat(1),
    loss: 'meanSquaredError',
  },
};

describe('own data are trained on as they were imported', () => {
  it.each(Object.keys(cases))('%s', async (name) => {
    const { files, options = {}, field, layers, loss, steps } = cases[name];
    const given = Object.entries(await files());
    for (const [path, content] of given) {
      mkdirSync(join(place, '数据', path, '..'), { recursive: true });
      writeFileSync(join(place, '数据', path), content);
    }
    const source = given.length === 1 ? join(place, '数据', given[0][0]) : join(place, '数据');
    const own = join(place, 'own');
    const { info } = await importData({ paths: [source], folder: own, options: { id: 'mine', ...options } });
    const target = info.fields.find(({ role }) => role === 'target');
    const leaveOut = target?.ignored === undefined ? {} : { ignore: true, ignoreIndex: target.ignored };
    const drawn = chain(
      [
        { id: 'input', type: 'Input', parameters: { dataset: 'mine', field } },
        ...layers.map((layer, i) => ({ id: `layer${i}`, ...layer })),
        { id: 'output', type: 'Output', parameters: { target: target?.name, loss, metrics: [], ...leaveOut } },
      ],
      { epochs: 2, batchSize: 8, seed: 1 },
    );
    const project = projectSchema.parse({ ...drawn, data: { preprocessing: steps ? [{ field, steps }] : [] } });
    const request = { runDirectory: join(place, 'run'), project, datasets: { bundled: '/nowhere', own }, threads: 1, resume: false };
    expect(await startTraining(request, () => undefined).done).toMatchObject({ epochs: 2 });
  });
});
