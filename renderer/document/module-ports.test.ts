import { beforeEach, describe, expect, it } from 'vitest';
import { portsOf, scanPortsOf } from '../../engine/modules/instance-layer.ts';
import { type Project, projectSchema } from '../../engine/project/schema.ts';
import { emptyProject } from './document.ts';
import { useDocument } from './store.ts';

const node = (id: string, type: string, parameters: Record<string, unknown> = {}) => ({ id, type, position: { x: 0, y: 0 }, parameters });
const wire = (from: string, to: string, port: string) => ({ from: { node: from, port: 'out' }, to: { node: to, port } });
const cell: Project = projectSchema.parse({
  ...emptyProject('p'),
  nodes: [node('scan', 'Scan', { module: 'cell' })],
  wires: [],
  modules: [
    {
      id: 'cell',
      name: 'Cell',
      nodes: [
        node('x', 'ModuleInput'),
        node('before', 'ModuleInput'),
        node('join', 'Add'),
        node('after', 'ModuleOutput'),
        node('y', 'ModuleOutput'),
      ],
      wires: [wire('x', 'join', 'in'), wire('before', 'join', 'in'), wire('join', 'after', 'in'), wire('join', 'y', 'in')],
    },
  ],
});

const state = () => useDocument.getState();
const module = () => state().whole.modules?.[0] ?? expect.fail('there is a module');
const labels = () => {
  const { inputs, outputs } = portsOf(module());
  return [inputs, outputs].map((ports) => ports.map(({ label }) => label).join(' ')).join(' > ');
};
const states = () => scanPortsOf(module()).states.map(({ input, output }) => `${input.name}=${output.name}`);

beforeEach(() => {
  const info = { id: 'p', name: 'p', modifiedAt: 0, layers: 0 } as never;
  state().open({ info, project: cell, revision: '1', diagnostics: [] });
});

describe('the ports of a module', () => {
  it('are renamed and put in order, each as one step that can be undone', () => {
    expect(state().execute({ type: 'rename-port', module: 'cell', port: 'x', name: ' tokens ' })).toBeUndefined();
    expect(state().execute({ type: 'move-port', module: 'cell', port: 'before', by: -1 })).toBeUndefined();
    expect(labels()).toBe('before tokens > after y');
    expect(state().history.steps).toHaveLength(2);
    state().undo();
    state().undo();
    expect(state().whole).toBe(cell);
  });

  it('are changed where the module is open, too', () => {
    state().openLevel([{ module: 'cell' }]);
    expect(state().execute({ type: 'rename-port', module: 'cell', port: 'x', name: 'tokens' })).toBeUndefined();
    expect(state().execute({ type: 'move-port', module: 'cell', port: 'before', by: -1 })).toBeUndefined();
    expect(labels()).toBe('before tokens > after y');
    expect(state().project.nodes[0].id).toBe('before');
    state().undo();
    expect(labels()).toBe('tokens before > after y');
  });

  it('stay where they are at the ends of the list', () => {
    state().execute({ type: 'move-port', module: 'cell', port: 'x', by: -1 });
    expect(labels()).toBe('x before > after y');
  });

  it('have names of their own', () => {
    expect(state().execute({ type: 'rename-port', module: 'cell', port: 'x', name: 'before' })).toContain('before');
    expect(state().execute({ type: 'rename-port', module: 'cell', port: 'x', name: ' ' })).toBe('A port has a name.');
    expect(labels()).toBe('x before > after y');
  });

  it('become a state by choosing the output, keep it under another name, and part again', () => {
    state().execute({ type: 'pair-state', module: 'cell', input: 'before', output: 'after' });
    expect(states()).toEqual(['before=after']);
    state().execute({ type: 'rename-port', module: 'cell', port: 'before', name: 'h' });
    expect(labels()).toBe('x h > h y');
    expect(states()).toEqual(['before=after']);
    state().execute({ type: 'pair-state', module: 'cell', input: 'before', output: 'y' });
    expect(states()).toEqual(['before=y']);
    state().execute({ type: 'pair-state', module: 'cell', input: 'before', output: undefined });
    expect(states()).toEqual([]);
    expect(new Set(portsOf(module()).outputs.map(({ label }) => label)).size).toBe(2);
  });
});
