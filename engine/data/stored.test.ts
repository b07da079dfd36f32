import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { checkCategories } from './checks.ts';
import { digits } from './digits.ts';
import { decodeField, type StoredField } from './stored.ts';

const pair: StoredField = { name: 'point', dtype: 'float32', shape: [2] };

describe('decodeField', () => {
  it('gives back the stored values', () => {
    const values = Float32Array.of(1, -2.5, 3, 4);
    expect(decodeField(gzipSync(new Uint8Array(values.buffer)), pair, 2)).toEqual(values);
  });

  it('refuses a file with values missing', () => {
    expect(() => decodeField(gzipSync(new Uint8Array(12)), pair, 2)).toThrow('the field point unpacks to 12 bytes, 16 were expected');
  });

  it('refuses a file that is not gzip', () => {
    expect(() => decodeField(Uint8Array.of(1, 2, 3), pair, 2)).toThrow('no gzip file');
  });
});

it('refuses a class number without a class', () => {
  const split = { size: 2, fields: new Map([['digit', Uint8Array.of(9, 10)]]) };
  expect(() => checkCategories(split, digits)).toThrow('sample 1 has digit 10, only 0 to 9 exist');
});
