import { describe, expect, it } from 'vitest';
import { highWord, philox4x32, type Words4 } from './philox.ts';

function words(counter: Words4, key: readonly [number, number]): string {
  const out = new Uint32Array(4);
  philox4x32(counter, key[0], key[1], out);
  return Array.from(out, (word) => word.toString(16).padStart(8, '0')).join(' ');
}

const ONES = 0xffffffff;

describe('philox4x32-10', () => {
  it('gives the known answers of the Random123 distribution', () => {
    expect(words([0, 0, 0, 0], [0, 0])).toBe('6627e8d5 e169c58d bc57ac4c 9b00dbd8');
    expect(words([ONES, ONES, ONES, ONES], [ONES, ONES])).toBe('408f276d 41c83b0e a20bc7c6 6d5451fd');
    expect(words([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0])).toBe('d16cfe09 94fdcceb 5001e420 24126ea1');
  });

  it('multiplies 32-bit words exactly', () => {
    const cases = [0, 1, 2, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xd2511f53, 0xcd9e8d57, ONES];
    for (const a of cases) {
      for (const b of cases) expect(highWord(a, b) >>> 0).toBe(Number((BigInt(a) * BigInt(b)) >> 32n));
    }
  });

  it('takes words with and without sign alike', () => {
    expect(words([-1, -1, -1, -1], [-1, -1])).toBe(words([ONES, ONES, ONES, ONES], [ONES, ONES]));
  });
});
