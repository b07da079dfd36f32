import { describe, expect, it } from 'vitest';
import type { MemorySplit } from './dataset.ts';
import { generatedDataset, toys } from './registry.ts';

function pointsOf(split: MemorySplit): [number, number][] {
  const values = split.fields.get('point') ?? new Float32Array();
  return Array.from({ length: split.size }, (_, i) => [Number(values[2 * i]), Number(values[2 * i + 1])]);
}

/** Share of test points whose nearest training point is of their class. */
function nearestNeighbourAccuracy(id: string): number {
  const dataset = generatedDataset(id)?.generate([]);
  if (dataset === undefined) throw new Error(`no toy ${id}`);
  const known = pointsOf(dataset.train);
  const right = pointsOf(dataset.test).filter(([x, y], i) => {
    const distances = known.map(([u, v]) => (u - x) ** 2 + (v - y) ** 2);
    const nearest = distances.indexOf(Math.min(...distances));
    return dataset.train.fields.get('label')?.[nearest] === dataset.test.fields.get('label')?.[i];
  });
  return right.length / dataset.test.size;
}

describe('toys', () => {
  it.each(toys)('$info.id gives the same points each time', (toy) => {
    expect(toy.generate()).toEqual(toy.generate());
  });

  it.each([
    ['xor', 0.99],
    ['moons', 0.99],
    ['circles', 0.99],
    ['spirals', 0.98],
    ['blobs', 0.98],
    ['checkerboard', 0.9],
  ])('%s can be told apart by nearest neighbours', (id, atLeast) => {
    expect(nearestNeighbourAccuracy(id)).toBeGreaterThanOrEqual(atLeast);
  });

  it('keeps its first points from release to release', () => {
    const points = [...(generatedDataset('spirals')?.generate([])?.train.fields.get('point') ?? [])].slice(0, 4);
    expect(points.map((value) => Number(value).toFixed(5))).toEqual(['0.67735', '0.20050', '-0.59061', '-0.49648']);
  });
});

describe('spirals', () => {
  it('cannot be told apart by a straight line through the centre', () => {
    const dataset = generatedDataset('spirals')?.generate([]);
    const points = dataset ? pointsOf(dataset.train) : [];
    for (let degrees = 0; degrees < 180; degrees += 5) {
      const [u, v] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
      const right =
        points.filter(([x, y], i) => Number(x * u + y * v > 0) === Number(dataset?.train.fields.get('label')?.[i])).length / points.length;
      expect(Math.max(right, 1 - right)).toBeLessThan(0.75);
    }
  });
});
