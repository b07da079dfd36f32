import { expect, it } from 'vitest';
import { layerOf } from '../../engine/layers/registry.ts';
import type { DatasetShape } from '../../engine/layers/definition.ts';
import { emptyProject, nothingSelected, type EditorDocument } from './document.ts';
import { applyEdit, type Edit } from './edits.ts';

const datasets: readonly DatasetShape[] = [
  {
    id: 'mnist',
    fields: [
      { name: 'image', dtype: 'float32', shape: [1, 28, 28], role: 'input' },
      { name: 'digit', dtype: 'int64', shape: [], role: 'target', classes: 10 },
    ],
  },
  {
    id: 'houses',
    fields: [
      { name: 'rooms', dtype: 'float32', shape: [4], role: 'input' },
      { name: 'price', dtype: 'float32', shape: [1], role: 'target' },
    ],
  },
  {
    id: 'club',
    samples: 'nodes',
    fields: [
      { name: 'member', dtype: 'float32', shape: [34], role: 'input', part: 'nodes' },
      { name: 'name', dtype: 'int64', shape: [7], role: 'input', part: 'nodes', tokens: 30 },
      { name: 'side', dtype: 'int64', shape: [], role: 'target', classes: 2 },
      { name: 'edges', dtype: 'int64', shape: [], role: 'input', part: 'edges' },
    ],
  },
];

function after(...edits: readonly Edit[]) {
  const start: EditorDocument = { project: emptyProject(), selection: nothingSelected };
  const knowledge = { layerOf, dataset: (id: string) => datasets.find((dataset) => dataset.id === id) };
  const last = edits.reduce((document, edit) => {
    const result = applyEdit(document, edit, knowledge);
    if ('refused' in result) throw new Error(result.refused);
    return result.document;
  }, start);
  return last.project.nodes.map(({ parameters }) => parameters);
}

const add = (layer: string): Edit => ({ type: 'add-layer', layer, position: { x: 0, y: 0 } });
const choose = (dataset: string): Edit => ({ type: 'set-parameter', node: 'input1', parameter: 'dataset', value: dataset });

it('takes a field of the dataset that an input changes to, in one edit', () => {
  expect(after(add('Input'), choose('houses'))).toEqual([{ dataset: 'houses', field: 'rooms' }]);
  expect(after(add('Input'), choose('houses'), choose('mnist'))).toEqual([{ dataset: 'mnist', field: 'image' }]);
});

it('leaves the field alone where the dataset is unknown', () => {
  expect(after(add('Input'), choose('nowhere'))).toEqual([{ dataset: 'nowhere' }]);
});

it("gives a new output the project's target with a loss and a metric that suit", () => {
  const [, output] = after(add('Input'), choose('houses'), add('Output'));
  expect(output).toEqual({ target: 'price', loss: 'meanSquaredError', metrics: ['meanAbsoluteError'] });
  expect(after(add('Input'), add('Output'))).toEqual([{}, {}]);
});

it("lets a new input read the project's dataset", () => {
  const [, input] = after(add('Input'), choose('houses'), add('Input'));
  expect(input).toEqual({ dataset: 'houses', field: 'rooms' });
});

it('lets each new input read a part of the graph that none reads yet', () => {
  const parts = after(add('Input'), choose('club'), add('Input'), add('Input'), add('Output'));
  expect(parts.map(({ field, target }) => field ?? target)).toEqual(['member', 'edges', 'member', 'side']);
});
