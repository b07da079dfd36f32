import { describe, expect, it } from 'vitest';
import { formatProject, parseProject } from './parse.ts';

const project = { format: 'netloom', version: 1, name: 'p', nodes: [], wires: [] };
const codeOf = (text: string): string | undefined => parseProject(text).diagnostics[0]?.code;

describe('parseProject', () => {
  it('fills in defaults and reads what it wrote', () => {
    const { project: read } = parseProject(JSON.stringify(project));
    expect(read?.training).toMatchObject({ epochs: 10, batchSize: 64, optimizer: { type: 'Adam' } });
    expect(read && parseProject(formatProject(read)).project).toEqual(read);
  });

  it.each([
    ['no JSON', '{"format": "netloom",', 'not-json'],
    ['an empty file', '', 'not-json'],
    ['other JSON', '[1, 2]', 'not-a-project'],
    ['another format', '{"format": "onnx", "version": 1}', 'not-a-project'],
    ['a newer version', JSON.stringify({ ...project, version: 2 }), 'newer-version'],
    ['missing parts', JSON.stringify({ format: 'netloom', version: 1, name: 'p' }), 'invalid-field'],
    [
      'a learning rate beyond all numbers',
      JSON.stringify({ ...project, training: { learningRate: 1 } }).replace(':1}', ':1e999}'),
      'invalid-field',
    ],
  ])('refuses %s', (_, text, code) => {
    expect(codeOf(text)).toBe(code);
    expect(parseProject(text).project).toBeUndefined();
  });

  it('names the node of a fault', () => {
    const nodes = [{ id: 'a', type: 'Dense', position: { x: 0, y: null }, parameters: {} }];
    expect(parseProject(JSON.stringify({ ...project, nodes })).diagnostics[0]).toMatchObject({ code: 'invalid-field', nodeId: 'a' });
  });
});
