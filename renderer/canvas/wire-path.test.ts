import { Position } from '@xyflow/react';
import { expect, it } from 'vitest';
import { wirePath, withBend } from './wire-path.ts';

const ends = {
  source: { x: 0, y: 0 },
  target: { x: 400, y: 100 },
  sourcePosition: Position.Right,
  targetPosition: Position.Left,
};

it('runs through its bends, leg by leg', () => {
  const { path } = wirePath(ends, [
    { x: 100, y: 200 },
    { x: 300, y: 200 },
  ]);
  expect(path.match(/M/g)).toHaveLength(3);
  expect(path).toMatch(/100[ ,]200/);
});

it('tells the room for a label on a straight wire alone', () => {
  expect(wirePath({ ...ends, target: { x: 90, y: 0 } }).room).toBe(90);
  expect(wirePath(ends).room).toBe(Infinity);
});

it('puts a new bend between the points that it lies between', () => {
  const points = [
    { x: 0, y: 0 },
    { x: 100, y: 0 },
    { x: 200, y: 0 },
  ];
  expect(withBend(points, { x: 150, y: 5 })).toEqual([
    { x: 100, y: 0 },
    { x: 150, y: 5 },
  ]);
  expect(withBend([points[0], points[2]], { x: 20, y: 9 })).toEqual([{ x: 20, y: 9 }]);
});
