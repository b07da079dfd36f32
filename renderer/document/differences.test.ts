import { expect, it } from 'vitest';
import { differencesBetween } from './differences.ts';
import { emptyProject } from './document.ts';

const node = (id: string, units = 1, name?: string) => ({
  id,
  type: 'Dense',
  position: { x: 0, y: 0 },
  parameters: { units },
  ...(name !== undefined && { name }),
});
const wire = (from: string, to: string) => ({ from: { node: from, port: 'out' }, to: { node: to, port: 'in' } });
const base = { ...emptyProject('p'), nodes: [node('a'), node('b'), node('c')], wires: [wire('a', 'b')] };

it('finds nothing between a project and what was written and read of it', () => {
  expect(differencesBetween(base, structuredClone(base))).toEqual({
    added: [],
    removed: [],
    changed: [],
    wires: 0,
    comments: false,
    settings: false,
  });
});

it('names what was added, removed and changed, and counts wires that only one has', () => {
  const other = { ...base, nodes: [node('a'), node('b', 2, 'Second'), node('d')], wires: [wire('a', 'd')], name: 'q' };
  const differences = { added: ['d'], removed: ['c'], changed: ['Second'], wires: 2, comments: false, settings: true };
  expect(differencesBetween(base, other)).toEqual(differences);
});

it('looks into modules, too', () => {
  const module = { id: 'm', name: 'M', nodes: [node('x')], wires: [] };
  const [from, to] = [1, 2].map((units) => ({ ...base, modules: [{ ...module, nodes: [node('x', units)] }] }));
  expect(differencesBetween(from, to)).toMatchObject({ changed: ['x'], settings: false });
});
