import { expect, it } from 'vitest';
import { flowIdOf } from './flow-model.ts';
import { frameAround, framedBy } from './frames.ts';

const box = (id: string, x: number, y: number, width: number, height: number) => ({ id, x, y, width, height });
const frame = box(flowIdOf('frame'), 0, 0, 400, 300);

it('takes along what lies wholly within a frame, and what lies in frames within it', () => {
  const items = [
    frame,
    box('inside', 20, 40, 100, 80),
    box('half', 380, 40, 100, 80),
    box('outside', 600, 40, 100, 80),
    box(flowIdOf('inner'), 150, 40, 200, 200),
    box('innermost', 160, 60, 50, 50),
    { ...box('locked', 20, 150, 50, 50), locked: true },
  ];
  expect([...framedBy(new Set([frame.id]), items)].sort()).toEqual([flowIdOf('inner'), 'innermost', 'inside']);
});

it('takes nothing along from under a note, nor a frame of its own size', () => {
  const twin = { ...frame, id: flowIdOf('twin') };
  expect([...framedBy(new Set([frame.id]), [frame, twin])]).toEqual([]);
  const note = box(flowIdOf('note'), 0, 0, 80, 60);
  expect([...framedBy(new Set([note.id]), [note, box('node', -20, -20, 140, 120)])]).toEqual([]);
});

it('leaves room around what it frames', () => {
  const around = frameAround([box('a', 100, 100, 100, 50), box('b', 300, 200, 100, 50)]);
  expect(around).toEqual({ x: 76, y: 36, width: 348, height: 238 });
  expect(frameAround([])).toBeUndefined();
  const items = [box('a', 100, 100, 100, 50), box('b', 300, 200, 100, 50)];
  expect(around && [...framedBy(new Set([flowIdOf('f')]), [{ id: flowIdOf('f'), ...around }, ...items])].sort()).toEqual(['a', 'b']);
});
