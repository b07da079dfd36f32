import { expect, it } from 'vitest';
import { iris } from '../../engine/data/iris.ts';
import { mnist } from '../../engine/data/mnist.ts';
import { emptyProject, nothingSelected } from '../document/document.ts';
import { applyEdit, type Edit } from '../document/edits.ts';
import { layerKnowledge } from '../document/store.ts';
import { projectWithDataset } from './use-dataset.ts';

const edits: readonly Edit[] = [
  { type: 'add-layer', layer: 'Input', position: { x: 0, y: 0 } },
  { type: 'add-layer', layer: 'Output', position: { x: 300, y: 0 } },
];
const drawn = edits.reduce(
  (document, edit) => {
    const applied = applyEdit(document, edit, layerKnowledge);
    if ('refused' in applied) throw new Error(applied.refused);
    return applied.document;
  },
  { project: emptyProject('digits'), selection: nothingSelected },
).project;

it('reads another dataset and aims at its target', () => {
  const { nodes } = projectWithDataset(drawn, iris, undefined, layerKnowledge);
  const [input, target] = ['input', 'target'].map((role) => iris.fields.find((field) => field.role === role)?.name);
  expect(nodes.map(({ parameters }) => parameters)).toMatchObject([{ dataset: 'iris', field: input }, { target }]);
});

it('leaves a project as it is that reads the dataset already', () => {
  expect(projectWithDataset(drawn, mnist, undefined, layerKnowledge).nodes.map(({ id }) => id)).toEqual(drawn.nodes.map(({ id }) => id));
});
