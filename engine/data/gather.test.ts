import { describe, expect, it } from 'vitest';
import type { DatasetField, DatasetSplit } from './dataset.ts';
import { gatherField, storedValues } from './gather.ts';

const image: DatasetField = {
  name: 'image',
  label: 'Image',
  role: 'input',
  semantics: 'image',
  dtype: 'float32',
  shape: [1, 1, 2],
  preprocessing: { scale: 0.5, offset: -1 },
};
const label: DatasetField = {
  name: 'label',
  label: 'Label',
  role: 'target',
  semantics: 'category',
  dtype: 'int64',
  shape: [],
  classes: ['a', 'b', 'c'],
};
const split: DatasetSplit = {
  size: 3,
  fields: new Map([
    ['image', Uint8Array.of(0, 2, 4, 6, 8, 255)],
    ['label', Uint8Array.of(2, 0, 1)],
  ]),
};

describe('gatherField', () => {
  it('takes samples in the order asked for and preprocesses them', () => {
    const out = new Float32Array(4);
    gatherField(split, image, [2, 0], out);
    expect([...out]).toEqual([3, 126.5, -1, 0]);
  });

  it('gives class numbers as the 64-bit integers that the graph takes', () => {
    const out = new BigInt64Array(3);
    gatherField(split, label, [1, 1, 0], out);
    expect([...out]).toEqual([0n, 0n, 2n]);
  });

  it('gives class numbers to the float64 reference', () => {
    const out = new Float64Array(2);
    gatherField(split, label, [2, 0], out);
    expect([...out]).toEqual([1, 2]);
  });

  it('scales each column of a table by itself', () => {
    const columns = [
      { name: 'length', scale: 2, offset: 1 },
      { name: 'mass', scale: 0.1, offset: 0 },
    ];
    const table: DatasetField = { name: 'body', label: 'Body', role: 'input', semantics: 'table', dtype: 'float32', shape: [2], columns };
    const rows = { size: 2, fields: new Map([['body', Float32Array.of(1, 10, 2, 20)]]) };
    const out = new Float64Array(4);
    gatherField(rows, table, [1, 0], out);
    expect([...out]).toEqual([5, 2, 3, 1]);
  });

  it('scales each channel of a signal by itself', () => {
    const columns = [
      { name: 'warmth', scale: 2, offset: 1 },
      { name: 'wind', scale: 0.5, offset: 0 },
    ];
    const signal: DatasetField = {
      name: 'days',
      label: 'Days',
      role: 'input',
      semantics: 'signal',
      dtype: 'float32',
      shape: [2, 3],
      columns,
    };
    const out = new Float64Array(6);
    gatherField({ size: 2, fields: new Map([['days', Float32Array.of(0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6)]]) }, signal, [1], out);
    expect([...out]).toEqual([3, 5, 7, 2, 2.5, 3]);
  });

  it('refuses an array of another size', () => {
    expect(() => gatherField(split, image, [0], new Float32Array(3))).toThrow('1 samples of 2 values fit 3 places');
  });
});

describe('storedValues', () => {
  it('gives as many values as are asked for, samples that repeat among them', () => {
    expect([...storedValues(split, label, [2, 2, 0, 0, 1, 1, 1])]).toEqual([1, 1, 2, 2, 0, 0, 0]);
    expect([...storedValues(split, image, [2, 2, 2, 2])]).toEqual([8, 255, 8, 255, 8, 255, 8, 255]);
  });
});
