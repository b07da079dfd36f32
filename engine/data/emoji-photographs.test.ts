import { beforeAll, describe, expect, it } from 'vitest';
import { loadInMemory } from '../runtime/datasets.ts';
import { cutOut } from './cut-out.ts';
import type { MemoryDataset, MemorySplit } from './dataset.ts';
import { emojiPhotographs } from './emoji-photographs.ts';

const FOLDER = new URL('../../datasets', import.meta.url).pathname;

let sources: MemoryDataset[];
let composed: MemoryDataset;
beforeAll(async () => {
  sources = await Promise.all(emojiPhotographs.from.map((id) => loadInMemory(id, FOLDER)));
  composed = await loadInMemory('emoji-photographs', FOLDER);
}, 60_000);

/** Shares of the classes in all pixels. */
function shares({ fields }: MemorySplit): number[] {
  const counts = [0, 0, 0, 0];
  const mask = fields.get('mask') ?? new Uint8Array();
  for (const label of mask) counts[Number(label)] += 1;
  return counts.map((count) => count / mask.length);
}

describe('emoji-photographs', () => {
  it('gives the same pictures each time', { timeout: 60_000 }, () => {
    const again = emojiPhotographs.generate(sources).test.fields.get('image');
    expect(Buffer.compare(again as Uint8Array, composed.test.fields.get('image') as Uint8Array)).toBe(0);
  });

  it('is four fifths background, the rest as much of each class', () => {
    for (const split of [composed.train, composed.test]) {
      const [background, ...others] = shares(split);
      expect(background).toBeGreaterThan(0.75);
      expect(background).toBeLessThan(0.85);
      for (const share of others) expect(share).toBeGreaterThan(0.05);
    }
  });

  it('shows something in each picture', () => {
    const mask = composed.test.fields.get('mask') as Uint8Array;
    for (let sample = 0; sample < composed.test.size; sample += 1)
      expect(mask.subarray(sample * 64 ** 2, (sample + 1) * 64 ** 2).some((label) => label > 0)).toBe(true);
  });
});

it('cuts a drawing out of its paper, and keeps what is white within', () => {
  // A red ring around a white pixel, with a pink pixel, half red, at its right.
  const drawing = new Uint8Array(3 * 49).fill(255);
  const paint = (pixel: number, shade: number) => [49, 98].forEach((plane) => drawing.fill(shade, plane + pixel, plane + pixel + 1));
  for (const pixel of [16, 17, 18, 23, 25, 30, 31, 32]) paint(pixel, 0);
  paint(26, 127);
  const [{ coverage, colours }] = cutOut([drawing], 7);
  expect(Array.from(coverage.subarray(21, 28)).map((value) => Math.round(10 * value) / 10)).toEqual([0, 0, 1, 1, 1, 0.5, 0]);
  expect([colours[26], colours[49 + 26]]).toEqual([255, 0]);
});
