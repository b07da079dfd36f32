import { describe, expect, it } from 'vitest';
import { type Project, projectSchema } from '../../engine/project/schema.ts';
import { fieldOptions } from './reference-options.ts';

const position = { x: 0, y: 0 };
const project = projectSchema.parse({
  format: 'netloom',
  version: 1,
  name: 'fields',
  nodes: [
    { id: 'input', type: 'Input', position, parameters: { dataset: 'mnist', field: 'image' } },
    { id: 'out', type: 'Output', position, parameters: {} },
  ],
  wires: [],
});

describe('fields of a dataset', () => {
  it('are its inputs for an Input', () => {
    expect(fieldOptions(project, 'input')).toEqual([{ value: 'image', label: 'Image' }]);
  });

  it('are its targets for an Output, then its inputs, which it can reconstruct', () => {
    expect(fieldOptions(project, 'out')).toEqual([
      { value: 'digit', label: 'Digit' },
      { value: 'image', label: 'Image (reconstruct)' },
    ]);
  });

  it('are the parts of a graph, too', () => {
    expect(fieldOptions(reading('karate'), 'input')).toEqual([
      { value: 'member', label: 'Member' },
      { value: 'name', label: 'Name' },
      { value: 'edges', label: 'Edges' },
    ]);
    expect(fieldOptions(reading('molecules'), 'input').at(-1)).toEqual({ value: 'membership', label: 'Graph of each node' });
  });

  it('are those of the pairs of nodes where links are predicted', () => {
    const links = { ...reading('karate'), data: { preprocessing: [], links: { testFraction: 0.1 } } };
    expect(fieldOptions(links, 'input').map(({ value }) => value)).toEqual(['member', 'name', 'pair', 'edges']);
    expect(fieldOptions(links, 'out')[0]).toEqual({ value: 'linked', label: 'Linked' });
  });
});

function reading(dataset: string): Project {
  return { ...project, nodes: project.nodes.map((node) => (node.id === 'input' ? { ...node, parameters: { dataset } } : node)) };
}
