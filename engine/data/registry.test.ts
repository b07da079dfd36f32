import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { loadDataset } from '../runtime/datasets.ts';
import type { MemorySplit } from './dataset.ts';
import { indices } from '../random/distributions.ts';
import { gatherField, sampleSize } from './gather.ts';
import { datasetOf, datasets, datasetShapes } from './registry.ts';

const FOLDER = new URL('../../datasets', import.meta.url).pathname;

/** One hash a sample, over the stored bytes of its inputs. */
function inputHashes(split: MemorySplit, fieldName: string): string[] {
  const stored = split.fields.get(fieldName);
  if (stored === undefined) throw new Error(`no field ${fieldName}`);
  const bytes = new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength);
  const size = bytes.length / split.size;
  return Array.from({ length: split.size }, (_, i) =>
    createHash('sha256')
      .update(bytes.subarray(i * size, (i + 1) * size))
      .digest('hex'),
  );
}

function classCounts(split: MemorySplit, fieldName: string, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const label of split.fields.get(fieldName) ?? []) counts[Number(label)] += 1;
  return counts;
}

describe('registry', () => {
  it('offers each dataset under an id of its own', () => {
    expect(new Set(datasets.map(({ id }) => id)).size).toBe(datasets.length);
    expect(datasets.map(({ id }) => id)).toEqual([
      ...['mnist', 'fashion-mnist', 'emoji', 'digits', 'penguins', 'iris', 'wine', 'breast-cancer', 'auto-mpg', 'diabetes'],
      ...['births', 'seattle-weather', 'sunspots', 'mislabelled-digits', 'mnist-3d', 'bursts'],
      ...['xor', 'moons', 'circles', 'spirals', 'blobs', 'checkerboard'],
    ]);
  });

  it('knows no dataset that was not declared', () => {
    expect(datasetOf('toString')).toBeUndefined();
    expect(datasetShapes('toString')).toBeUndefined();
  });

  it('tells shape inference dtypes, shapes and class counts', () => {
    expect(datasetShapes('mnist')).toEqual({
      id: 'mnist',
      fields: [
        { name: 'image', dtype: 'float32', shape: [1, 28, 28], role: 'input' },
        { name: 'digit', dtype: 'int64', shape: [], role: 'target', classes: 10 },
      ],
    });
  });
});

describe.each(datasets)('$id', (info) => {
  const [input] = info.fields;

  it('holds as many samples as declared, in every field', async () => {
    const dataset = await loadDataset(info.id, FOLDER);
    for (const name of ['train', 'test'] as const) {
      expect(dataset[name].size).toBe(info.splits[name]);
      for (const field of info.fields) expect(dataset[name].fields.get(field.name)?.length).toBe(info.splits[name] * sampleSize(field));
    }
  });

  it('has no test sample among the training samples', async () => {
    const { train, test } = await loadDataset(info.id, FOLDER);
    const seen = new Set(inputHashes(train, input.name));
    expect(inputHashes(test, input.name).filter((hash) => seen.has(hash))).toEqual([]);
  });

  it('feeds values of about unit range', async () => {
    const { train } = await loadDataset(info.id, FOLDER);
    const fed = new Float32Array(train.size * sampleSize(input));
    gatherField(train, input, indices(train.size), fed);
    const [smallest, largest] = [fed.reduce((a, b) => Math.min(a, b)), fed.reduce((a, b) => Math.max(a, b))];
    if (input.preprocessing !== undefined) expect([smallest, largest]).toEqual([0, 1]);
    // A standardised column may have outliers: one tumour's area is 11.5 deviations from the mean.
    else expect(Math.max(-smallest, largest)).toBeLessThan(input.columns === undefined ? 1.6 : 12);
  });
});

describe.each(datasets.filter(({ task }) => task === 'classification'))('classes of $id', (info) => {
  const target = info.fields[1];
  const classes = target.classes?.length ?? 0;

  it('gives each class the same share of both splits', async () => {
    const { train, test } = await loadDataset(info.id, FOLDER);
    const inTest = classCounts(test, target.name, classes);
    classCounts(train, target.name, classes).forEach((count, label) => {
      expect(Math.abs(inTest[label] - count * (test.size / train.size))).toBeLessThanOrEqual(Math.max(1, 0.05 * inTest[label]));
      expect(inTest[label]).toBeGreaterThan(test.size / classes / 3);
    });
  });

  it('mixes the classes from the start', async () => {
    const { train } = await loadDataset(info.id, FOLDER);
    expect(new Set([...(train.fields.get(target.name) ?? [])].slice(0, 100)).size).toBe(classes);
  });
});

describe('counts of the source', () => {
  it.each([
    ['mnist', [1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978]],
    ['digits', [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]],
  ])('%s has all images of each digit', async (id, expected) => {
    const { train, test } = await loadDataset(id, FOLDER);
    const inTest = classCounts(test, 'digit', 10);
    expect(classCounts(train, 'digit', 10).map((count, digit) => count + inTest[digit])).toEqual(expected);
  });
});
