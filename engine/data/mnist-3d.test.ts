import { beforeAll, describe, expect, it } from 'vitest';
import type { TensorArray } from '../graph/types.ts';
import { loadInMemory } from '../runtime/datasets.ts';
import type { MemoryDataset } from './dataset.ts';
import { generatedDataset } from './registry.ts';

const FOLDER = new URL('../../datasets', import.meta.url).pathname;
const VOXELS = 16 ** 3;

let flat: MemoryDataset;
let solid: MemoryDataset;
beforeAll(async () => {
  flat = await loadInMemory('mnist', FOLDER);
  solid = await loadInMemory('mnist-3d', FOLDER);
});

function bytesOf(values: TensorArray = new Uint8Array()): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

function volume(sample: number): Uint8Array {
  return Uint8Array.from(solid.train.fields.get('volume')?.subarray(sample * VOXELS, (sample + 1) * VOXELS) ?? [], Number);
}

/** Middle of the ink along each axis, in voxels from the grid's middle. */
function middleOf(values: Uint8Array): number[] {
  const total = values.reduce((sum, value) => sum + value, 0);
  return [1, 16, 256].map((stride) => values.reduce((sum, value, i) => sum + value * ((Math.floor(i / stride) % 16) - 7.5), 0) / total);
}

describe('mnist-3d', () => {
  it('gives the same volumes each time', () => {
    const again = generatedDataset('mnist-3d')?.generate([flat]).test.fields.get('volume');
    expect(Buffer.compare(bytesOf(again), bytesOf(solid.test.fields.get('volume')))).toBe(0);
  });

  it('holds as many of each digit', () => {
    for (const split of [solid.train, solid.test]) {
      const digits = [...(split.fields.get('digit') ?? [])].map(Number);
      for (let digit = 0; digit < 10; digit += 1) expect(digits.filter((one) => one === digit)).toHaveLength(split.size / 10);
    }
  });

  it('keeps digits near the middle and turns them out of their plane', () => {
    let outside = 0;
    for (let sample = 0; sample < 50; sample += 1) {
      const values = volume(sample);
      for (const offset of middleOf(values)) expect(Math.abs(offset)).toBeLessThan(2);
      outside += values.filter((value, i) => value > 0 && Math.abs(Math.floor(i / 256) - 7.5) > 2).length > 0 ? 1 : 0;
    }
    expect(outside).toBeGreaterThan(40);
  });
});
