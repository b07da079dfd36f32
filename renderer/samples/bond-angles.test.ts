import { expect, it } from 'vitest';
import { anglesOf, LINK } from './bond-angles.ts';
import { crossingsOf } from './chain-layout.ts';
import { layoutGraph } from './graph-layout.ts';

const ring = (size: number) => ({
  source: Array.from({ length: size }, (_, i) => i),
  target: Array.from({ length: size }, (_, i) => (i + 1) % size),
});

it('gives a ring the corners of a regular polygon', () => {
  const corners = anglesOf(6, ring(6));
  expect(corners).toHaveLength(6);
  for (const { distance } of corners) expect(distance).toBeCloseTo(Math.sqrt(3) * LINK, 6);
  expect(anglesOf(4, ring(4))[0].distance).toBeCloseTo(Math.SQRT2 * LINK, 6);
});

it('puts a third edge into the middle of what the ring leaves', () => {
  const { source, target } = ring(5);
  const outer = anglesOf(6, { source: [...source, 0], target: [...target, 5] }).filter((angle) => angle.target === 5);
  expect(outer).toHaveLength(2);
  for (const { distance } of outer) expect(distance / LINK).toBeCloseTo(2 * Math.sin((63 * Math.PI) / 180), 6);
});

it('leaves four neighbours and large rings to push each other apart', () => {
  expect(anglesOf(5, { source: [0, 0, 0, 0], target: [1, 2, 3, 4] })).toEqual([]);
  expect(anglesOf(12, ring(12))[0].distance).toBeCloseTo(Math.sqrt(3) * LINK, 6);
});

it.each([5, 6, 7])('draws a ring of %i as a regular polygon', (size) => {
  const places = layoutGraph(size, ring(size));
  const lengths = Array.from({ length: size }, (_, i) => {
    const next = (i + 1) % size;
    return Math.hypot(places[2 * i] - places[2 * next], places[2 * i + 1] - places[2 * next + 1]);
  });
  expect(Math.max(...lengths) / Math.min(...lengths)).toBeLessThan(1.1);
});

it('draws rings that share an edge without crossings', () => {
  // Anthracene with a chain.
  const pairs = [
    [0, 1],
    [1, 2],
    [2, 3],
    [3, 4],
    [4, 5],
    [5, 0],
    [4, 6],
    [6, 7],
    [7, 8],
    [8, 9],
    [9, 5],
    [7, 10],
    [10, 11],
    [11, 12],
    [12, 13],
    [13, 8],
    [11, 14],
    [14, 15],
  ];
  const edges = { source: pairs.map(([from]) => from), target: pairs.map(([, to]) => to) };
  expect(crossingsOf(layoutGraph(16, edges), edges)).toBe(0);
});

it('counts crossings', () => {
  const square = [0, 0, 1, 1, 1, 0, 0, 1];
  expect(crossingsOf(square, { source: [0, 2], target: [1, 3] })).toBe(1);
  expect(crossingsOf(square, { source: [0, 2], target: [2, 1] })).toBe(0);
});
