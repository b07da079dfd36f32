import { expect, it } from 'vitest';
import { nearestFreePlace, NODE_HEIGHT, NODE_WIDTH } from './placement.ts';

const box = { x: 0, y: 0, width: NODE_WIDTH, height: NODE_HEIGHT };

it('leaves a free place as it is, on the grid', () => {
  expect(nearestFreePlace([], { x: 81, y: 39 })).toEqual({ x: 80, y: 40 });
});

it('moves no further than it takes to overlap nothing', () => {
  const { x, y } = nearestFreePlace([box], { x: NODE_WIDTH - 20, y: 0 });
  expect(x >= NODE_WIDTH || Math.abs(y) >= NODE_HEIGHT).toBe(true);
  expect(Math.hypot(x - (NODE_WIDTH - 20), y)).toBeLessThan(60);
});

it('stays within the view where there is room', () => {
  const view = { x: 0, y: 0, width: 400, height: 200 };
  const { x, y } = nearestFreePlace([box], { x: 20, y: 20 }, view);
  expect([x >= NODE_WIDTH, x + NODE_WIDTH <= 400, y >= 0, y + NODE_HEIGHT <= 200]).toEqual([true, true, true, true]);
});

it('puts many one after the other without an overlap', () => {
  const boxes = [box];
  for (let count = 0; count < 20; count += 1) boxes.push({ ...box, ...nearestFreePlace(boxes, { x: 10, y: 10 }) });
  const overlaps = boxes.flatMap((a, index) =>
    boxes.slice(index + 1).filter((b) => Math.abs(a.x - b.x) < NODE_WIDTH && Math.abs(a.y - b.y) < NODE_HEIGHT),
  );
  expect(overlaps).toEqual([]);
});
