import { describe, expect, it } from 'vitest';
import { projectSchema } from '../../engine/project/schema.ts';
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
});
