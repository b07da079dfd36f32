import { expect, it } from 'vitest';
import { nodeSplits } from './nodes.ts';
import { keysBySharedLines } from './texts.ts';

it('gives texts one key that a chain of shared lines joins', () => {
  const keys = keysBySharedLines([['a', 'b'], ['c', 'd'], ['b', 'c'], ['e'], ['d', 'f'], []]);
  expect(new Set([keys[0], keys[1], keys[2], keys[4]]).size).toBe(1);
  expect(new Set(keys).size).toBe(3);
});

it('numbers training nodes first, in the edges as well', () => {
  const nodes = ['a', 'b', 'c'].map((name, target) => ({ name, target }));
  const { train, test, edges } = nodeSplits(
    nodes,
    [
      [0, 1],
      [1, 2],
    ],
    [2],
    'name',
  );
  expect(train.map(({ target }) => target)).toEqual([2]);
  expect(test.map(({ input }) => [...input])).toEqual([
    [0, 1, 0],
    [0, 0, 1],
  ]);
  expect(edges).toEqual([
    [1, 2],
    [2, 0],
  ]);
});

it('refuses an edge to a node that does not exist', () => {
  expect(() => nodeSplits([{ name: 'a', target: 0 }], [[0, 1]], [], 'name')).toThrow('node 1, which does not exist');
});
