import { expect, it, vi } from 'vitest';
import { mnist } from '../../engine/data/mnist.ts';
import type { DatasetPreview } from '../../host/api.ts';
import { SampleBlocks, samplesPerBlock } from './sample-blocks.ts';

interface Asked {
  readonly positions: readonly number[];
  answer(): Promise<void>;
  fail(): Promise<void>;
}

function blocksOf(count: number, positionAt = (place: number) => place) {
  const asked: Asked[] = [];
  const fetch = (positions: readonly number[]) =>
    new Promise<DatasetPreview>((resolve, reject) => {
      const settle = (end: () => void) => async () => {
        end();
        await new Promise<void>((done) => setTimeout(done));
      };
      const preview = { count: positions.length, fields: { x: { shape: [], values: Int32Array.from(positions) } } };
      asked.push({ positions, answer: settle(() => resolve(preview)), fail: settle(() => reject(new Error('gone'))) });
    });
  return { blocks: new SampleBlocks({ count, perBlock: 10, positionAt, fetch }), asked };
}

it('fetches whole blocks, few at once, the last one as long as it is', async () => {
  const { blocks, asked } = blocksOf(25);
  blocks.want(8, 24);
  expect(asked.map(({ positions }) => [positions[0], positions.length])).toEqual([
    [0, 10],
    [10, 10],
  ]);
  await asked[0].answer();
  expect(asked[2].positions).toEqual([20, 21, 22, 23, 24]);
  expect(blocks.at(9)).toMatchObject({ index: 9, preview: { count: 10 } });
  expect(blocks.at(12)).toBeUndefined();
});

it('does not fetch what was only passed by', async () => {
  const { blocks, asked } = blocksOf(1000);
  blocks.want(0, 99);
  blocks.want(500, 505);
  await asked[0].answer();
  await asked[1].answer();
  expect(asked.map(({ positions }) => positions[0])).toEqual([0, 10, 500]);
});

it('asks for the positions of a list’s places and for each block once', async () => {
  const { blocks, asked } = blocksOf(3, (place) => 7 * place);
  blocks.want(0, 2);
  blocks.want(0, 2);
  await asked[0].answer();
  blocks.want(0, 2);
  expect(asked).toHaveLength(1);
  expect(asked[0].positions).toEqual([0, 7, 14]);
});

it('keeps the blocks that were used last', async () => {
  const { blocks, asked } = blocksOf(1000);
  for (let block = 0; block < 62; block += 1) {
    blocks.want(10 * block, 10 * block);
    await asked[block].answer();
    blocks.at(0);
  }
  expect([0, 10, 20, 610].map((place) => blocks.at(place) !== undefined)).toEqual([false, false, true, true]);
});

it('tells of a failure and asks again when told to', async () => {
  const { blocks, asked } = blocksOf(5);
  const listener = vi.fn();
  blocks.subscribe(listener);
  blocks.want(0, 4);
  await asked[0].fail();
  expect(blocks.failure).toEqual(new Error('gone'));
  blocks.want(0, 4);
  expect(asked).toHaveLength(1);
  blocks.retry();
  await asked[1].answer();
  expect(blocks.failure).toBeUndefined();
  expect(blocks.at(4)?.index).toBe(4);
  expect(listener).toHaveBeenCalled();
});

it('takes fewer samples at once where they are large', () => {
  expect(samplesPerBlock(mnist)).toBe(100);
  const [image] = mnist.fields;
  expect(samplesPerBlock({ ...mnist, fields: [{ ...image, shape: [3, 512, 512] }] })).toBe(1);
});
