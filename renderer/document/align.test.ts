import { expect, it } from 'vitest';
import { alignedBoxes, distributedBoxes } from './align.ts';

const box = (id: string, x: number, y: number, width = 100, height = 50) => ({ id, x, y, width, height });
const three = [box('a', 0, 10), box('b', 300, 0, 40, 80), box('c', 120, 200)];

it.each([
  ['left', { b: { x: 0, y: 0 }, c: { x: 0, y: 200 } }],
  ['right', { a: { x: 240, y: 10 }, c: { x: 240, y: 200 } }],
  ['centre', { a: { x: 120, y: 10 }, b: { x: 150, y: 0 } }],
  ['top', { a: { x: 0, y: 0 }, c: { x: 120, y: 0 } }],
  ['bottom', { a: { x: 0, y: 200 }, b: { x: 300, y: 170 } }],
  ['middle', { a: { x: 0, y: 100 }, b: { x: 300, y: 85 }, c: { x: 120, y: 100 } }],
] as const)('aligns to the %s, moving only what is not there yet', (edge, expected) => {
  expect(alignedBoxes(three, edge)).toEqual(expected);
});

it('gives equal gaps between boxes of any sizes, the outer ones staying', () => {
  expect(distributedBoxes(three, 'x')).toEqual({ c: { x: 150, y: 200 } });
  expect(distributedBoxes([box('a', 0, 0), box('b', 0, 60), box('c', 0, 400)], 'y')).toEqual({ b: { x: 0, y: 200 } });
});
