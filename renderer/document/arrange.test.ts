import { expect, it } from 'vitest';
import { arrangedPositions } from './arrange.ts';
import { emptyProject } from './document.ts';

const nodes = (...ids: readonly string[]) => ids.map((id) => ({ id, type: 'Dense', position: { x: 0, y: 0 }, parameters: {} }));
const wire = (from: string, to: string) => ({ from: { node: from, port: 'out' }, to: { node: to, port: 'in' } });

it('puts each layer right of what feeds it, branches below each other', () => {
  const project = {
    ...emptyProject(),
    nodes: nodes('sum', 'b', 'a', 'x'),
    wires: [wire('x', 'a'), wire('x', 'b'), wire('a', 'sum'), wire('b', 'sum')],
  };
  const place = arrangedPositions(project, new Map());
  expect(place.x.x).toBeLessThan(place.a.x);
  expect(place.a.x).toBe(place.b.x);
  expect(place.a.y).not.toBe(place.b.y);
  expect(place.sum.x).toBeGreaterThan(place.a.x);
});

it('wraps a long chain into rows that do not overlap', () => {
  const ids = Array.from({ length: 14 }, (_, i) => `n${i}`);
  const project = { ...emptyProject(), nodes: nodes(...ids), wires: ids.slice(1).map((id, i) => wire(ids[i], id)) };
  const place = Object.values(arrangedPositions(project, new Map()));
  expect(new Set(place.map(({ x, y }) => `${x},${y}`)).size).toBe(14);
  expect(new Set(place.map(({ y }) => y)).size).toBeGreaterThan(1);
});

it('gives the nodes of a circle a place, too', () => {
  const project = { ...emptyProject(), nodes: nodes('a', 'b'), wires: [wire('a', 'b'), wire('b', 'a')] };
  expect(Object.keys(arrangedPositions(project, new Map())).sort()).toEqual(['a', 'b']);
});
