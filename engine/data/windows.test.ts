import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { indices } from '../random/distributions.ts';
import { loadDataset } from '../runtime/datasets.ts';
import type { Dataset, DatasetInfo, DatasetSplit } from './dataset.ts';
import { gatherField, storedValues } from './gather.ts';
import { bytesOf } from './ragged.ts';
import { datasetOf } from './registry.ts';
import { infoForProject, seriesDataset, windowed, windowedInfo } from './windows.ts';

const FOLDER = new URL('../../datasets', import.meta.url).pathname;

/** Twenty steps of two channels, the first twelve for training. */
const info: DatasetInfo = {
  id: 'steps',
  title: 'Steps',
  description: '',
  task: 'regression',
  fields: [
    { name: 'seen', label: 'Seen', role: 'input', semantics: 'signal', dtype: 'float32', shape: [2, 3] },
    { name: 'next', label: 'Next', role: 'target', semantics: 'number', dtype: 'float32', shape: [] },
  ],
  splits: { train: 9, test: 5 },
  window: { length: 3, horizon: 1, stride: 1, step: 'day' },
  steps: { train: 12, test: 8 },
  splitKey: 'in time',
  license: '',
  attribution: '',
  preview: 'signals',
};

function stepsFrom(first: number, size: number): DatasetSplit {
  const steps = Array.from({ length: size }, (_, i) => first + i);
  return {
    size,
    fields: new Map([
      ['seen', Float32Array.from(steps.flatMap((step) => [step, 50 - step]))],
      ['next', Float32Array.from(steps, (step) => 100 + step)],
    ]),
  };
}

const series = seriesDataset(info, { train: stepsFrom(0, 12), test: stepsFrom(12, 8) });

/** The same steps, given sample by sample as a file gives them. */
function read({ size, fields }: DatasetSplit): DatasetSplit {
  const readers = [...fields].map(([name, values]) => {
    if ('gather' in values) throw new Error('arrays were expected');
    const width = values.length / size;
    const gather = (samples: ArrayLike<number>) =>
      Float32Array.from(Array.from(samples).flatMap((i) => [...values.subarray(i * width, (i + 1) * width)].map(Number)));
    return [name, { gather }] as const;
  });
  return { size, fields: new Map(readers) };
}

function windowsOf({ info: { fields }, ...dataset }: Dataset, split: 'train' | 'test', name: string, wanted: readonly number[]): number[] {
  const field = fields.find((one) => one.name === name);
  if (field === undefined) throw new Error(`no field ${name}`);
  return [...storedValues(dataset[split], field, wanted)].map(Number);
}

describe('windows of a series', () => {
  it('give the steps of one channel after those of another, and the next value', () => {
    expect(windowsOf(series, 'train', 'seen', [0, 1])).toEqual([0, 1, 2, 50, 49, 48, 1, 2, 3, 49, 48, 47]);
    expect(windowsOf(series, 'train', 'next', [0, 1])).toEqual([103, 104]);
  });

  it('lie within the steps of their split', () => {
    expect(windowsOf(series, 'train', 'next', [8])).toEqual([111]);
    expect(windowsOf(series, 'test', 'seen', [0])).toEqual([12, 13, 14, 38, 37, 36]);
    expect(() => windowsOf(series, 'train', 'next', [9])).toThrow('there is a window 9');
  });

  it('are cut otherwise as a project asks', () => {
    const other = windowed(series, { length: 2, horizon: 2, stride: 4 });
    expect(other.info).toMatchObject({
      splits: { train: 3, test: 2 },
      window: { length: 2, horizon: 2, stride: 4, step: 'day' },
      fields: [{ shape: [2, 2] }, { shape: [2], semantics: 'vector' }],
    });
    expect(windowsOf(other, 'train', 'seen', [2, 0])).toEqual([8, 9, 42, 41, 0, 1, 50, 49]);
    expect(windowsOf(other, 'train', 'next', [2, 0])).toEqual([110, 111, 102, 103]);
    expect([other.train.size, other.test.size]).toEqual([3, 2]);
  });

  it('come back as they were with the first choice', () => {
    const back = windowed(windowed(series, { length: 2, horizon: 2, stride: 4 }), { length: 3, horizon: 1, stride: 1 });
    expect(back.info).toEqual(info);
    expect(windowsOf(back, 'test', 'seen', [4])).toEqual(windowsOf(series, 'test', 'seen', [4]));
  });

  it.each([
    { length: 3, horizon: 1, stride: 1 },
    { length: 2, horizon: 3, stride: 2 },
  ])('are the same from memory and from a file, $length and $horizon', (window) => {
    const fromFile = windowed(seriesDataset(info, { train: read(stepsFrom(0, 12)), test: read(stepsFrom(12, 8)) }), window);
    const fromMemory = windowed(series, window);
    for (const field of ['seen', 'next'])
      expect(windowsOf(fromFile, 'train', field, [2, 0, 1])).toEqual(windowsOf(fromMemory, 'train', field, [2, 0, 1]));
  });

  it('that do not fit are refused with the steps that there are', () => {
    expect(() => windowedInfo(info, { length: 8, horizon: 1, stride: 1 })).toThrow(
      "A window of 8 steps and 1 to forecast doesn't fit into the 8 steps for testing. Choose a shorter one.",
    );
    expect(infoForProject(info, { length: 8, horizon: 1, stride: 1 })).toBe(info);
    expect(infoForProject(info, undefined)).toBe(info);
  });
});

/** SHA-256 of all windows of a field, in the order of the fields and splits, as they were stored before steps were. */
describe.each([
  [
    'births',
    [
      '4e1ff0a09b852fb2412b52ec5dffe573246d163977c84652820dd8ed5c97b389',
      '74a66c989cae722de68376934d88c43314f8b2bdd6ff69addd33221955fa52bf',
    ],
    [
      '02ead25720a0a588d3fc7f2819a299511ec1f16a199ea2b9acf6e6a56da02dd8',
      'f7c009da4ef5a8990dc84bf292467cd2c511e22ca944c46479af025c0726850d',
    ],
  ],
  [
    'seattle-weather',
    [
      'b053553c2f4542de10be1428f0ac838a9672fdfe4309ae6e970d5b9a8ec1554b',
      'f06071b63e4d24babbbacdf1d9fe6b7569035123756cde1d75c21e87ce425b8b',
    ],
    [
      'b73036093ffbf2034d567b0ea7d99cdc5b3ba2e02e2b043e21b249ac8639afc1',
      'b8a9a47dd55942f4183a06aaf1563b9cea34a9d759d6ba37ee5ffd8ed9ecce0f',
    ],
  ],
  [
    'sunspots',
    [
      'dd9ccff455fd679ed65ce988fc95a534398d22e84aa0a64a08fd8e2adcb25ff2',
      'f6fd34d271d506bca0a4e026b9ae0a62bda28f986a4ad507b64bed2660608457',
    ],
    [
      'f2c71760f616ffd43f1e73b5ed2138c33cac425c33b9b7e9f276efb81e9c9722',
      '4f3f754079c3663bb69373b2d00d81fb878fffba173781f054e2ca8bed754f33',
    ],
  ],
])('the own windows of %s', (id, train, test) => {
  it('have the very bytes that runs have learnt from', async () => {
    const dataset = await loadDataset(id, FOLDER);
    expect(dataset.info).toBe(datasetOf(id));
    const hashes = [dataset.train, dataset.test].map((split) =>
      dataset.info.fields.map((field) =>
        createHash('sha256')
          .update(bytesOf(storedValues(split, field, indices(split.size))))
          .digest('hex'),
      ),
    );
    expect(hashes).toEqual([train, test]);
  });
});

it('feeds births in thousands, to the bit as when they were stored so', async () => {
  const { info, train } = await loadDataset('births', FOLDER);
  const fed = new Float32Array(train.size);
  gatherField(train, info.fields[1], indices(train.size), fed);
  const hash = createHash('sha256').update(bytesOf(fed)).digest('hex');
  expect(hash).toBe('607c1f3d8aa02f361cd2a4a6650e7aa7374d47506a0b8bf62a121614ced331a2');
});
