import { expect, it } from 'vitest';
import { filesOf } from './conversion.ts';
import { splitByHash, type Sample } from './samples.ts';
import { digits } from '../../engine/data/digits.ts';

/** 40 different images of two classes, and one of them twice more. */
function samples(): Sample[] {
  const different = Array.from({ length: 40 }, (_, i) => ({ image: Uint8Array.of(i, 0), label: i % 2 }));
  return [...different, different[7], different[7]];
}

it('takes the same share of each class for testing', () => {
  const { train, test } = splitByHash(samples().slice(0, 40), 0.25);
  expect([train.length, test.length]).toEqual([30, 10]);
  expect(test.filter(({ label }) => label === 0)).toHaveLength(5);
});

it('keeps equal images on one side, whichever the share', () => {
  for (const fraction of [0.1, 0.2, 0.3, 0.5, 0.7]) {
    const { train, test } = splitByHash(samples(), fraction);
    const trained = new Set(train.map(({ image }) => image[0]));
    expect(test.filter(({ image }) => trained.has(image[0]))).toEqual([]);
    expect(train.length + test.length).toBe(42);
  }
});

it('gives the same files whatever the order of the source', () => {
  expect([...filesOf(digits, samples().reverse())]).toEqual([...filesOf(digits, samples())]);
});
