import { expect, it } from 'vitest';
import { partsOfSample, sampleValues, textOfSample } from './sample-values.ts';

it('finds a sample among others of one size', () => {
  expect([...sampleValues({ shape: [1, 2], values: Float32Array.of(1, 2, 3, 4) }, 1)]).toEqual([3, 4]);
  expect([...sampleValues({ shape: [], values: Int32Array.of(7, 8) }, 1)]).toEqual([8]);
});

it('finds a ragged sample with all of its parts, also one without any', () => {
  const edges = { shape: [2], values: Int32Array.of(0, 1, 1, 2, 0, 3), offsets: Uint32Array.of(0, 2, 2, 3) };
  expect([0, 1, 2].map((sample) => [...sampleValues(edges, sample)])).toEqual([[0, 1, 1, 2], [], [0, 3]]);
  expect([0, 1, 2].map((sample) => partsOfSample(edges, sample))).toEqual([2, 0, 1]);
});

it('reads texts of any script', () => {
  const bytes = new TextEncoder().encode('床前明月光naïve');
  expect(textOfSample({ shape: [], values: bytes, offsets: Uint32Array.of(0, 15, bytes.length) }, 0)).toBe('床前明月光');
  expect(textOfSample({ shape: [], values: bytes, offsets: Uint32Array.of(0, 15, bytes.length) }, 1)).toBe('naïve');
});
