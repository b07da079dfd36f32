import { expect, it } from 'vitest';
import { boundsOf, excerptOf, layoutGraph, layoutInSlices } from './graph-layout.ts';

/** Two triangles with one edge between them. */
const edges = { source: [0, 1, 2, 3, 4, 5, 2], target: [1, 2, 0, 4, 5, 3, 3] };

function distance(places: Float32Array, a: number, b: number): number {
  return Math.hypot(places[2 * a] - places[2 * b], places[2 * a + 1] - places[2 * b + 1]);
}

it('draws the same graph the same way, at once or in slices', async () => {
  const places = layoutGraph(6, edges);
  expect(layoutGraph(6, edges)).toEqual(places);
  expect(await layoutInSlices(6, edges, new AbortController().signal)).toEqual(places);
});

it('brings nodes with an edge together and keeps the others apart', () => {
  const places = layoutGraph(6, edges);
  expect(distance(places, 0, 1)).toBeLessThan(distance(places, 0, 4));
  expect(Math.min(distance(places, 0, 1), distance(places, 4, 5))).toBeGreaterThan(5);
});

it('stops where it is not wanted any more', async () => {
  const count = 3000;
  const chain = { source: Array.from({ length: count - 1 }, (_, i) => i), target: Array.from({ length: count - 1 }, (_, i) => i + 1) };
  const controller = new AbortController();
  const layout = layoutInSlices(count, chain, controller.signal);
  controller.abort(new Error('left'));
  await expect(layout).rejects.toThrow('left');
});

it('lays out graphs without edges and without nodes', () => {
  expect(layoutGraph(0, { source: [], target: [] })).toHaveLength(0);
  expect(layoutGraph(1, { source: [], target: [] })).toHaveLength(2);
  expect(boundsOf(new Float32Array(0), 5)).toEqual({ x: -5, y: -5, width: 10, height: 10 });
  expect(boundsOf(Float32Array.of(0, 0, 10, 4), 1)).toEqual({ x: -1, y: -1, width: 12, height: 6 });
});

it('takes the part of a large graph around its busiest node, without edges that lead out of it', () => {
  const star = { source: [0, 0, 0, 3, 4], target: [1, 2, 3, 4, 5] };
  const excerpt = excerptOf(6, star, 4);
  expect(excerpt.nodes).toEqual([0, 1, 2, 3]);
  expect(excerpt.edges).toEqual({ source: [0, 0, 0], target: [1, 2, 3] });
  expect(excerptOf(6, star, 9).nodes).toHaveLength(6);
});
