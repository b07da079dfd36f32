import { expect, it } from 'vitest';
import { layers } from '../../engine/layers/registry.ts';
import { projectSchema } from '../../engine/project/schema.ts';
import { recurs } from './recurs.ts';

const node = (type: string) => ({ id: type, type, position: { x: 0, y: 0 }, parameters: {} });
const project = (types: readonly string[], inside: readonly string[] = []) =>
  projectSchema.parse({
    ...{ format: 'netloom', version: 1, name: 'x', wires: [], nodes: types.map(node) },
    modules: [{ id: 'm', name: 'm', nodes: inside.map(node), wires: [] }],
  });

it('is true of networks with a layer that reads step by step, in a module too', () => {
  expect(recurs(project(['Dense', 'LSTM']))).toBe(true);
  expect(recurs(project(['Module'], ['Scan']))).toBe(true);
  expect(recurs(project(['Dense', 'Conv1D']))).toBe(false);
});

it('knows all layers that can be cut off in time', () => {
  const cut = layers.filter(({ parameters }) => 'truncate' in parameters).map(({ type }) => type);
  expect(cut.length).toBeGreaterThan(2);
  expect(cut.filter((type) => !recurs(project([type])))).toEqual([]);
});
