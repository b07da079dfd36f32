import ELK from 'elkjs/lib/elk.bundled.js';
import { expect, it } from 'vitest';
import { emptyProject } from './document.ts';
import type { FlowDirection } from '../../engine/project/schema.ts';
import { elkGraph, layoutFrom, type LayoutNode } from './layered-layout.ts';

const node = (id: string, direction: FlowDirection): LayoutNode => ({
  id,
  x: 0,
  y: 0,
  width: 140,
  height: 100,
  ports: [
    { port: 'in', side: 'in', ...(direction === 'down' ? { x: 56, y: 0 } : { x: 0, y: 15 }) },
    { port: 'out', side: 'out', ...(direction === 'down' ? { x: 56, y: 100 } : { x: 140, y: 15 }) },
  ],
});
const wire = (from: string, to: string) => ({ from: { node: from, port: 'out' }, to: { node: to, port: 'in' } });
const corner = { x: 400, y: 80 };

async function laidOut(wires: ReturnType<typeof wire>[], ids: readonly string[], direction: FlowDirection, aspect?: number) {
  const graph = elkGraph(
    ids.map((id) => node(id, direction)),
    { ...emptyProject(), wires },
    direction,
    aspect,
  );
  return layoutFrom(await new ELK().layout(graph), corner, direction);
}

const branches = [wire('x', 'a'), wire('x', 'b'), wire('a', 'sum'), wire('b', 'sum')];

it('puts each layer behind what feeds it, branches beside each other, from the corner on', async () => {
  const { positions } = await laidOut(branches, ['sum', 'b', 'a', 'x'], 'right');
  expect(positions.x.x).toBe(corner.x);
  expect(positions.a.x).toBeGreaterThan(positions.x.x + 140);
  expect(positions.b.x).toBe(positions.a.x);
  expect(Math.abs(positions.a.y - positions.b.y)).toBeGreaterThan(100);
  expect(positions.sum.x).toBeGreaterThan(positions.a.x + 140);
});

it('puts a chain in one column from top to bottom', async () => {
  const { positions } = await laidOut([wire('x', 'a'), wire('a', 'b')], ['x', 'a', 'b'], 'down');
  expect(new Set(Object.values(positions).map(({ x }) => x)).size).toBe(1);
  expect([positions.x.y < positions.a.y, positions.a.y < positions.b.y]).toEqual([true, true]);
});

it('leads a wire past the layers that it skips', async () => {
  const wires = [wire('x', 'a'), wire('a', 'b'), wire('b', 'sum'), wire('x', 'sum')];
  const { positions, bends } = await laidOut(wires, ['x', 'a', 'b', 'sum'], 'right');
  const through = Object.values(bends).flat();
  const isInside = (at: { x: number; y: number }, { x, y }: { x: number; y: number }) =>
    at.x > x && at.x < x + 140 && at.y > y && at.y < y + 100;
  expect(through.some((at) => Object.values(positions).some((place) => isInside(at, place)))).toBe(false);
});

it('goes on in the next row where a chain is longer than wide', async () => {
  const ids = Array.from({ length: 20 }, (_, index) => `n${index}`);
  const wires = ids.slice(1).map((id, index) => wire(ids[index], id));
  const { positions } = await laidOut(wires, ids, 'right', 1.6);
  expect(new Set(Object.values(positions).map(({ y }) => y)).size).toBeGreaterThan(1);
  expect(new Set(Object.values(positions).map(({ x, y }) => `${x} ${y}`)).size).toBe(20);
});

it('leaves out wires to what stays where it is', async () => {
  const { positions } = await laidOut(branches, ['a', 'sum'], 'right');
  expect(Object.keys(positions).toSorted()).toEqual(['a', 'sum']);
});
