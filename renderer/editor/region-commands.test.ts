import { expect, it } from 'vitest';
import { inReadingOrder } from './region-commands.ts';

it('parts of the window follow each other from top to bottom, and from left to right', () => {
  const boxes = {
    'status bar': { top: 776, left: 0 },
    dock: { top: 549, left: 227 },
    inspector: { top: 45, left: 978 },
    canvas: { top: 44, left: 227 },
    layers: { top: 44, left: 0 },
    'top bar': { top: 0, left: 0 },
  };
  const order = Object.entries(boxes).toSorted(([, a], [, b]) => inReadingOrder(a, b));
  expect(order.map(([name]) => name)).toEqual(['top bar', 'layers', 'canvas', 'inspector', 'dock', 'status bar']);
});
