import { expect, it } from 'vitest';
import { readIdx } from './idx.ts';

const header = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3];

it('reads dimensions and values', () => {
  expect(readIdx(Uint8Array.of(...header, 1, 2, 3, 4, 5, 255))).toEqual({ dims: [2, 3], values: Uint8Array.of(1, 2, 3, 4, 5, 255) });
});

it('refuses another kind of file, and one whose length is not what its header says', () => {
  expect(() => readIdx(Uint8Array.of(0x1f, 0x8b, 8, 0))).toThrow('no IDX file');
  expect(() => readIdx(Uint8Array.of(0, 0, 8, 9))).toThrow('ends within its header');
  expect(() => readIdx(Uint8Array.of(...header, 1, 2))).toThrow('holds 2 values, 6 were expected');
});
