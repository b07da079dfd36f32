import { expect, it } from 'vitest';
import { reachOf, seenFaces, voxelFaces } from './voxel-faces.ts';

it('has six faces for one voxel and ten for two beside each other', () => {
  expect(voxelFaces([1], [1, 1, 1], 0.5).direction).toHaveLength(6);
  expect(voxelFaces([1, 1], [1, 1, 2], 0.5).direction).toHaveLength(10);
  expect(voxelFaces([0.4, 0.2], [1, 1, 2], 0.5).direction).toHaveLength(0);
});

it('shows one side of a cube from the front and three of them turned', () => {
  const cube = voxelFaces([1], [1, 1, 1], 0.5);
  const [front, ...others] = seenFaces(cube, 0, 0);
  expect(others).toEqual([]);
  expect([...front.points].map(Math.round).sort()).toEqual([-1, -1, -1, -1, 1, 1, 1, 1]);
  expect(seenFaces(cube, 0.5, 0.4)).toHaveLength(3);
});

it('draws what is nearer last', () => {
  const faces = seenFaces(voxelFaces([1, 0, 0, 1], [2, 1, 2], 0.5), 0, 0);
  const left = (points: readonly number[]) => Math.min(points[0], points[2], points[4], points[6]);
  expect(faces).toHaveLength(2);
  expect(left(faces[1].points)).toBeLessThan(left(faces[0].points));
});

it('lights the side that faces the light more', () => {
  const lights = seenFaces(voxelFaces([1], [1, 1, 1], 0.5), 0.6, 0.5).map(({ light }) => light);
  expect(Math.max(...lights)).toBeGreaterThan(1.2 * Math.min(...lights));
  for (const light of lights) expect(light).toBeLessThanOrEqual(1);
});

it('tells how much room a volume takes, empty ones none', () => {
  expect(reachOf(voxelFaces([1], [1, 1, 1], 0.5))).toBeCloseTo(Math.sqrt(3));
  expect(reachOf(voxelFaces([0], [1, 1, 1], 0.5))).toBe(0);
});
