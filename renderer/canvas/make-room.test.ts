import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Box } from '../document/placement.ts';
import { edgeHeights, moduleFrame, roomFor } from './make-room.ts';
import { FIRST_PORT } from './view.ts';

const overlap = (a: Box, b: Box): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

it('puts a frame around what is drawn in a module, and around nothing', () => {
  const frame = moduleFrame([
    { x: 0, y: 0, width: 100, height: 40 },
    { x: 300, y: 80, width: 100, height: 40 },
  ]);
  expect([frame.x < 0, frame.y < 0, frame.x + frame.width > 400, frame.y + frame.height > 120]).toEqual([true, true, true, true]);
  expect(moduleFrame([]).width).toBeGreaterThan(100);
});

it('keeps ports on an edge apart, in the order of their nodes', () => {
  expect(edgeHeights([100, 0, 104])).toEqual([100, 0, 122]);
});

it('leaves nothing under the frame, nothing on another that wasn’t, and other rows as they were', () => {
  const box = fc.record({ x: fc.nat(60), y: fc.nat(40), width: fc.integer({ min: 1, max: 8 }), height: fc.integer({ min: 1, max: 6 }) });
  const scaled = (all: readonly Box[]): Box[] =>
    all.map(({ x, y, width, height }) => ({ x: x * 20, y: y * 20, width: width * 20, height: height * 20 }));
  fc.assert(
    fc.property(fc.array(box, { minLength: 1, maxLength: 12 }), fc.nat(600), fc.nat(300), (drawn, width, below) => {
      const apart = scaled(drawn).filter((one, index, all) => all.slice(0, index).every((other) => !overlap(one, other)));
      const [node, ...others] = apart;
      const frame = { x: -70, y: -40, width: node.width + width, height: node.height + 60 + below };
      const place = roomFor(node, frame, frame.y + FIRST_PORT + 50, others);
      const placed = others.map((other) => ({ ...other, ...place(other) }));
      for (const [index, one] of placed.entries()) {
        expect(overlap(one, frame)).toBe(false);
        for (const other of placed.slice(0, index)) expect(overlap(one, other)).toBe(false);
      }
    }),
  );
  const node = { x: 100, y: 0, width: 100, height: 50 };
  const next = { x: 240, y: 10, width: 100, height: 50 };
  const lower = { x: 240, y: 200, width: 100, height: 50 };
  const place = roomFor(node, { x: 0, y: 0, width: 400, height: 150 }, FIRST_PORT + 30, [next, lower]);
  expect(place(next)).toEqual({ x: 440, y: 40 });
  expect(place(lower)).toEqual({ x: 140, y: 300 });
});
