import { expect, it } from 'vitest';
import { emptyProject } from '../document/document.ts';
import { analyzeProject } from '../document/knowledge.ts';
import { findOnCanvas } from './find-nodes.ts';

const node = (id: string, type: string, parameters: Record<string, unknown> = {}, name?: string) => ({
  id,
  type,
  position: { x: 0, y: 0 },
  parameters,
  ...(name !== undefined && { name }),
});
const wire = (from: string, to: string) => ({ from: { node: from, port: 'out' }, to: { node: to, port: 'in' } });
const project = {
  ...emptyProject(),
  nodes: [
    node('fc', 'Dense', { units: 10 }, 'logits'),
    node('conv', 'Conv2D', { filters: 24 }),
    node('x', 'Input', { dataset: 'mnist', field: 'image' }),
  ],
  wires: [wire('x', 'conv')],
  comments: [{ id: 'c', text: 'Why **24**?', position: { x: 0, y: 0 }, width: 100, height: 50 }],
};
const found = (query: string) => findOnCanvas(project, analyzeProject(project), query).map(({ id }) => id);

it.each([
  ['a name', 'logits', ['fc']],
  ['a type in any case', 'conv2d', ['conv']],
  ['what people call the layer', 'convolution', ['conv']],
  ['a shape, typed with x', '24x', ['conv']],
  ['a parameter and its value', 'filters=24', ['conv']],
  ['a value in the order of the network, comments last', '24', ['conv', 'c']],
  ['several words that all have to fit', 'conv 24 3×3', ['conv']],
  ['nothing', 'zebra', []],
  ['nothing for nothing', ' ', []],
])('finds %s', (_what, query, ids) => {
  expect(found(query)).toEqual(ids);
});
