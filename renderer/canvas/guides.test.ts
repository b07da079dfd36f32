import { expect, it } from 'vitest';
import { alignment } from './guides.ts';

const box = (x: number, y: number, width = 100, height = 60) => ({ x, y, width, height });

it('moves a box that is nearly in line, and draws the line over all that stand in it', () => {
  const { offset, guides } = alignment(box(203, 300), [box(200, 0), box(200, 600), box(500, 100)], 5);
  expect(offset).toEqual({ x: -3, y: 0 });
  expect(guides).toContainEqual({ axis: 'x', at: 200, from: 0, to: 660 });
});

it('aligns middles of boxes of other sizes', () => {
  const { offset, guides } = alignment(box(0, 102, 100, 40), [box(300, 90, 100, 60)], 5);
  expect(offset.y).toBe(-2);
  expect(guides).toEqual([{ axis: 'y', at: 120, from: 0, to: 400 }]);
});

it('takes the nearest line, and none beyond its reach', () => {
  expect(alignment(box(0, 0), [box(4, 200), box(-2, 400)], 5).offset.x).toBe(-2);
  expect(alignment(box(0, 0), [box(40, 200)], 5)).toEqual({ offset: { x: 0, y: 0 }, guides: [] });
});
