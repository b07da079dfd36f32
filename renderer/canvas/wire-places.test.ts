import { Position } from '@xyflow/react';
import { expect, it } from 'vitest';
import { wirePath, wireStretches } from './wire-path.ts';
import { distanceWithin } from './wire-places.ts';

const stretches = wireStretches(
  wirePath({ source: { x: 0, y: 0 }, target: { x: 400, y: 100 }, sourcePosition: Position.Right, targetPosition: Position.Left }).path,
);
const boxAt = (x: number, y: number, side = 20) => ({ x: x - side / 2, y: y - side / 2, width: side, height: side });

it('finds a wire on its level and upright stretches, also between its corners', () => {
  expect(distanceWithin(stretches, boxAt(60, 3), { x: 60, y: 3 })).toBe(3);
  expect(distanceWithin(stretches, boxAt(206, 50), { x: 206, y: 50 })).toBe(6);
  expect(distanceWithin(stretches, boxAt(350, 100), { x: 350, y: 100 })).toBe(0);
});

it('finds no wire where none runs, though it goes around the place', () => {
  expect(distanceWithin(stretches, boxAt(300, 40), { x: 300, y: 40 })).toBeUndefined();
});

it('measures to what lies within the box alone', () => {
  expect(distanceWithin(stretches, { x: 180, y: -40, width: 100, height: 60 }, { x: 230, y: 15 })).toBe(30);
});
