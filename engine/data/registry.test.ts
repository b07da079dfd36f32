import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { loadDataset } from '../runtime/datasets.ts';
import type { DatasetField, DatasetInfo, DatasetSplit } from './dataset.ts';
import type { TensorArray } from '../graph/types.ts';
import { indices } from '../random/distributions.ts';
import { gatherField, sampleSize, storedValues } from './gather.ts';
import { bytesOf } from './ragged.ts';
import { datasetOf, datasets, datasetShapes } from './registry.ts';

const FOLDER = new URL('../../datasets', import.meta.url).pathname;

/** Stored values of each sample. */
function samplesOf(split: DatasetSplit, field: DatasetField): TensorArray[] {
  if (field.ragged !== undefined) {
    const { values, offsets } = split.ragged?.get(field.name)?.gatherRagged(indices(split.size)) ?? {
      values: new Uint8Array(),
      offsets: [],
    };
    const size = sampleSize(field);
    return Array.from({ length: split.size }, (_, i) => values.subarray(offsets[i] * size, offsets[i + 1] * size));
  }
  const values = storedValues(split, field, indices(split.size));
  const size = values.length / split.size;
  return Array.from({ length: split.size }, (_, i) => values.subarray(i * size, (i + 1) * size));
}

/** One hash a sample, over the stored bytes of its inputs. */
function inputHashes(split: DatasetSplit, field: DatasetField): string[] {
  return samplesOf(split, field).map((values) => createHash('sha256').update(bytesOf(values)).digest('hex'));
}

function classCounts(split: DatasetSplit, field: DatasetField, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const label of storedValues(split, field, indices(split.size))) counts[Number(label)] += 1;
  return counts;
}

function targetOf({ fields }: DatasetInfo): DatasetField {
  const target = fields.find(({ role }) => role === 'target');
  if (target === undefined) throw new Error('nothing is foretold');
  return target;
}

describe('registry', () => {
  it('offers each dataset under an id of its own', () => {
    expect(new Set(datasets.map(({ id }) => id)).size).toBe(datasets.length);
    expect(datasets.map(({ id }) => id)).toEqual([
      ...['mnist', 'fashion-mnist', 'emoji', 'digits', 'penguins', 'iris', 'wine', 'breast-cancer', 'auto-mpg', 'diabetes'],
      ...['births', 'seattle-weather', 'sunspots', 'names', 'sotu', 'tang-poets', 'udhr', 'moby-dick', 'jueju'],
      ...['karate', 'roget', 'molecules', 'mislabelled-digits', 'mnist-3d', 'emoji-photographs', 'bursts', 'marked-value'],
      ...['xor', 'moons', 'circles', 'spirals', 'blobs', 'checkerboard'],
    ]);
  });

  it('knows no dataset that was not declared', () => {
    expect(datasetOf('toString')).toBeUndefined();
    expect(datasetShapes('toString')).toBeUndefined();
  });

  it('tells shape inference dtypes, shapes and class counts', () => {
    expect(datasetShapes('mnist')).toMatchObject({
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
      for (const field of info.fields.filter(({ ragged }) => ragged === undefined))
        expect(storedValues(dataset[name], field, indices(dataset[name].size)).length).toBe(info.splits[name] * sampleSize(field));
      for (const field of info.fields.filter(({ ragged }) => ragged !== undefined))
        expect(dataset[name].ragged?.get(field.name)?.lengthOf(info.splits[name] - 1)).toBeGreaterThanOrEqual(0);
    }
  });

  it('has no test sample among the training samples', async () => {
    const { train, test } = await loadDataset(info.id, FOLDER);
    const seen = new Set(inputHashes(train, input));
    expect(inputHashes(test, input).filter((hash) => seen.has(hash))).toEqual([]);
  });

  it.runIf(input.ragged === undefined)('feeds values of about unit range', async () => {
    const { train } = await loadDataset(info.id, FOLDER);
    const fed = new Float32Array(train.size * sampleSize(input));
    gatherField(train, input, indices(train.size), fed);
    const [smallest, largest] = [fed.reduce((a, b) => Math.min(a, b)), fed.reduce((a, b) => Math.max(a, b))];
    if (input.preprocessing !== undefined) expect([smallest, largest]).toEqual([0, 1]);
    // A standardised column may have outliers: one tumour's area is 11.5 deviations from the mean.
    else expect(Math.max(-smallest, largest)).toBeLessThan(input.columns === undefined ? 1.6 : 12);
  });
});

/** Where a key decides on the side of many samples at once, shares are less alike. */
const keyed: readonly string[] = ['udhr'];

describe.each(datasets.filter(({ task }) => task === 'classification'))('classes of $id', (info) => {
  const target = targetOf(info);
  const tolerance = keyed.includes(info.id) ? 0.4 : 0.05;
  const classes = target.classes?.length ?? 0;

  it('gives each class the same share of both splits', async () => {
    const { train, test } = await loadDataset(info.id, FOLDER);
    const inTest = classCounts(test, target, classes);
    classCounts(train, target, classes).forEach((count, label) => {
      expect(Math.abs(inTest[label] - count * (test.size / train.size))).toBeLessThanOrEqual(Math.max(1, tolerance * inTest[label]));
      expect(inTest[label]).toBeGreaterThan(test.size / classes / 3);
    });
  });

  it('mixes the classes from the start', async () => {
    const { train } = await loadDataset(info.id, FOLDER);
    expect(new Set([...storedValues(train, target, indices(Math.min(train.size, 5 * classes + 90)))]).size).toBe(classes);
  });
});

describe('counts of the source', () => {
  it.each([
    ['mnist', [1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978]],
    ['digits', [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]],
  ])('%s has all images of each digit', async (id, expected) => {
    const { train, test, info } = await loadDataset(id, FOLDER);
    const inTest = classCounts(test, info.fields[1], 10);
    expect(classCounts(train, info.fields[1], 10).map((count, digit) => count + inTest[digit])).toEqual(expected);
  });
});
