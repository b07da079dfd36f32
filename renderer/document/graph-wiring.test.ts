import { expect, it } from 'vitest';
import type { DatasetShape } from '../../engine/layers/definition.ts';
import { layerOf } from '../../engine/layers/registry.ts';
import { emptyProject, nothingSelected, wireId, type EditorDocument } from './document.ts';
import { applyEdit, type Edit } from './edits.ts';

const graphs: DatasetShape = {
  id: 'molecules',
  samples: 'graphs',
  fields: [
    { name: 'atoms', dtype: 'float32', shape: [15], role: 'input', part: 'nodes' },
    { name: 'bonds', dtype: 'int64', shape: [2], role: 'input', part: 'edges' },
    { name: 'polarity', dtype: 'int64', shape: [], role: 'target', classes: 2 },
    { name: 'membership', dtype: 'int64', shape: [], role: 'input', part: 'membership' },
  ],
};

const input = (field: string): Edit => ({
  type: 'add-layer',
  layer: 'Input',
  position: { x: 0, y: 0 },
  parameters: { dataset: 'molecules', field },
});
const inputs = ['atoms', 'bonds', 'membership'].map(input);
const add = (layer: string, from?: string, port = 'out'): Edit => ({
  type: 'add-layer',
  layer,
  position: { x: 0, y: 0 },
  ...(from !== undefined && { from: { node: from, port } }),
});

function wiresAfter(...edits: readonly Edit[]): readonly string[] {
  const start: EditorDocument = { project: emptyProject(), selection: nothingSelected };
  const last = edits.reduce((document, edit) => {
    const result = applyEdit(document, edit, {
      layerOf,
      dataset: () => graphs,
      outputKind: ({ node, port }) => (node === 'input2' || port === 'edges' ? 'edges' : 'features'),
    });
    if ('refused' in result) throw new Error(result.refused);
    return result.document;
  }, start);
  return last.project.wires.map(wireId);
}

const first = wiresAfter(...inputs, add('GCNConv'));

it('wires the first layer to the Inputs of nodes and edges', () => {
  expect(first).toEqual(wiresAfter(...inputs, add('GCNConv', 'input1')));
  expect(first).toHaveLength(2);
});

it('leads a wire of edges to the port of edges', () => {
  expect(new Set(wiresAfter(...inputs, add('GCNConv', 'input2')))).toEqual(new Set(first));
});

it('lets the next layer use the edges of the one before, and a pool the graph of each node', () => {
  const wires = wiresAfter(...inputs, add('GCNConv'), add('GCNConv', 'gcnconv1'), add('GraphPool', 'gcnconv2'));
  expect(wires.filter((id) => id.includes('input2'))).toHaveLength(2);
  expect(wires.filter((id) => id.includes('input3'))).toHaveLength(1);
});

it.each(['GraphNorm', 'TopKPool'])('wires the graph of each node to %s, too, which takes it on request', (layer) => {
  const wires = wiresAfter(...inputs, add('GCNConv'), add(layer, 'gcnconv1'));
  expect(wires.filter((id) => id.includes('input3'))).toHaveLength(1);
});

it('takes the edges that are left by a pool, not those before it', () => {
  const wires = wiresAfter(...inputs, add('GCNConv'), add('TopKPool', 'gcnconv1'), add('GCNConv', 'topkpool1', 'nodes'));
  expect(wires.filter((id) => id.includes('input2'))).toHaveLength(2);
  expect(wires.filter((id) => id.includes('gcnconv2'))).toHaveLength(2);
});

it('wires nothing where two Inputs read the edges', () => {
  expect(wiresAfter(...inputs, input('bonds'), add('GCNConv', 'input1'))).toHaveLength(1);
});
