import { describe, expect, it } from 'vitest';
import { projectSchema } from '../../engine/project/schema.ts';
import { projectDatasetId, projectInputField } from './knowledge.ts';

function project(parameters: object) {
  const nodes = [
    { id: 'relu', type: 'ReLU', position: { x: 0, y: 0 }, parameters: { dataset: 'moons' } },
    { id: 'input', type: 'Input', position: { x: 0, y: 0 }, parameters },
  ];
  return projectSchema.parse({ format: 'netloom', version: 1, name: 'Drawn', nodes, wires: [] });
}

const fields = [
  { name: 'label', role: 'target' },
  { name: 'first', role: 'input' },
  { name: 'image', role: 'input' },
] as const;

describe('the data of a project', () => {
  it('is the default of an Input that was left as it came', () => {
    expect(projectDatasetId(project({}))).toBe('mnist');
    expect(projectInputField(project({}), fields)?.name).toBe('image');
  });

  it('is what the Input names', () => {
    expect(projectDatasetId(project({ dataset: 'moons' }))).toBe('moons');
    expect(projectInputField(project({ field: 'first' }), fields)?.name).toBe('first');
  });

  it('is the first input field where the named one is not there, and nothing without an Input', () => {
    expect(projectInputField(project({ field: 'gone' }), fields)?.name).toBe('first');
    expect(projectDatasetId({ ...project({}), nodes: [] })).toBeUndefined();
  });
});
