import { beforeEach, describe, expect, it } from 'vitest';
import { type Project, projectSchema } from '../../engine/project/schema.ts';
import { fragmentOf, fragmentText, linkedTo, parseFragment } from './clipboard.ts';
import { emptyProject, wireId } from './document.ts';
import { useDocument } from './store.ts';

const node = (id: string, type: string, x: number, parameters: Record<string, unknown> = {}) => ({
  id,
  type,
  position: { x, y: 0 },
  parameters,
});
const wire = (from: string, to: string) => {
  const end = (text: string, port: string) => ({ node: text.split('.')[0], port: text.split('.')[1] ?? port });
  return { from: end(from, 'out'), to: end(to, 'in') };
};
const drawn: Project = projectSchema.parse({
  ...emptyProject('p'),
  nodes: [
    node('data', 'Input', 0, { dataset: 'iris', field: 'measures' }),
    node('dense', 'Dense', 240, { units: 8 }),
    node('relu', 'ReLU', 480),
    node('sum', 'Add', 720),
    node('head', 'Dense', 960, { units: 3 }),
  ],
  wires: [wire('data', 'dense'), wire('dense', 'relu'), wire('relu', 'sum'), wire('dense', 'sum'), wire('sum', 'head')],
});

const state = () => useDocument.getState();
const wiresOf = ({ wires }: Pick<Project, 'wires'>) =>
  wires.map(({ from, to }) => `${from.node}.${from.port}>${to.node}.${to.port}`).sort();

beforeEach(() => {
  const info = { id: 'p', name: 'p', modifiedAt: 0, layers: 0 } as never;
  state().open({ info, project: drawn, revision: '1', diagnostics: [] });
});

describe('layers that become a module', () => {
  it('keep their wires, those in and out through ports, as one step', () => {
    state().execute({ type: 'collapse', nodes: ['dense', 'relu', 'sum'] });
    expect(wiresOf(state().project)).toEqual(['block1.y>head.in', 'data.out>block1.x']);
    const [module] = state().project.modules ?? [];
    expect(module.nodes.map(({ id, type }) => `${id} ${type}`)).toEqual([
      'x ModuleInput',
      'dense Dense',
      'relu ReLU',
      'sum Add',
      'y ModuleOutput',
    ]);
    expect(wiresOf(module)).toEqual(['dense.out>relu.in', 'dense.out>sum.in', 'relu.out>sum.in', 'sum.out>y.in', 'x.out>dense.in']);
    state().undo();
    expect(state().whole).toBe(drawn);
  });

  it('come out of it again as they were', () => {
    state().execute({ type: 'collapse', nodes: ['dense', 'relu', 'sum'] });
    state().execute({ type: 'unpack', node: 'block1' });
    expect(wiresOf(state().project)).toEqual(wiresOf(drawn));
    expect(new Set(state().project.nodes.map(({ id }) => id))).toEqual(new Set(drawn.nodes.map(({ id }) => id)));
  });

  it('come out of a repeated one as a chain', () => {
    state().execute({ type: 'collapse', nodes: ['dense', 'relu', 'sum'] });
    state().execute({ type: 'set-parameter', node: 'block1', parameter: 'repeat', value: 2 });
    state().execute({ type: 'unpack', node: 'block1' });
    expect(wiresOf(state().project)).toContain('sum.out>dense1.in');
    expect(wiresOf(state().project)).toContain('sum1.out>head.in');
    expect(state().project.nodes).toHaveLength(8);
  });

  it('come out with the comments and bends that they had in there, and muted where the module is', () => {
    state().execute({ type: 'collapse', nodes: ['dense', 'relu', 'sum'] });
    const [{ id: module }] = state().project.modules ?? [];
    state().execute({ type: 'move', positions: { block1: { x: 480, y: 80 } } });
    state().openLevel([{ node: 'block1', module }]);
    state().execute({ type: 'add-comment', position: { x: 240, y: 160 } });
    state().execute({ type: 'bend-wire', wire: wireId(wire('dense', 'relu')), via: [{ x: 400, y: 40 }] });
    state().openLevel([]);
    expect(state().execute({ type: 'set-mode', nodes: ['block1'], mode: 'bypass' })).toBeUndefined();
    expect(state().execute({ type: 'unpack', node: 'block1' })).toMatch(/bypassed/);
    state().execute({ type: 'set-mode', nodes: ['block1'], mode: 'mute' });
    state().execute({ type: 'unpack', node: 'block1' });
    const { nodes, wires, comments } = state().project;
    expect(nodes.filter(({ mode }) => mode === 'mute').map(({ id }) => id)).toEqual(['dense', 'relu', 'sum']);
    expect(nodes.find(({ id }) => id === 'dense')?.position).toEqual({ x: 480, y: 80 });
    expect(comments?.map(({ position }) => position)).toEqual([{ x: 480, y: 240 }]);
    expect(wires.flatMap(({ via }) => via ?? [])).toEqual([{ x: 640, y: 120 }]);
  });

  it('are refused where data or a layer between them would be torn apart', () => {
    expect(state().execute({ type: 'collapse', nodes: ['data', 'dense'] })).toMatch(/data, losses and ports/);
    expect(state().execute({ type: 'collapse', nodes: ['dense', 'sum'] })).toMatch(/relu lies between/);
    expect(state().whole).toBe(drawn);
  });

  it('get ports for what isn’t wired yet', () => {
    state().execute({ type: 'add-layer', layer: 'GRU', position: { x: 0, y: 400 } });
    state().execute({ type: 'collapse', nodes: ['gru1'] });
    const [module] = state().project.modules ?? [];
    expect(wiresOf(module)).toEqual(['gru1.out>y.in', 'x.out>gru1.in']);
  });
});

describe('a module that comes from elsewhere', () => {
  const moduleOf = (id: string) => state().whole.modules?.find((module) => module.id === id);
  const instances = () => state().project.nodes.filter(({ type }) => type === 'Module' || type === 'Scan');

  it('comes along with what is pasted, under a new id where the project has another of its own', () => {
    state().execute({ type: 'collapse', nodes: ['dense', 'relu'] });
    const fragment = parseFragment(fragmentText(fragmentOf(state().project, ['block1'])));
    expect(fragment?.modules?.map(({ id }) => id)).toEqual(['block']);
    state().undo();
    state().execute({ type: 'collapse', nodes: ['sum'] });
    if (fragment !== undefined) state().execute({ type: 'paste', fragment });
    const [own, pasted] = instances();
    expect(moduleOf(String(own.parameters.module))?.nodes.map(({ type }) => type)).toContain('Add');
    expect(moduleOf(String(pasted.parameters.module))?.nodes.map(({ type }) => type)).toContain('Dense');
    if (fragment !== undefined) state().execute({ type: 'paste', fragment: { ...fragment, modules: state().whole.modules } });
    expect(state().whole.modules).toHaveLength(2);
  });

  it('is followed by the modules in which it stands', () => {
    state().execute({ type: 'collapse', nodes: ['dense', 'relu'] });
    state().execute({ type: 'collapse', nodes: ['block1', 'sum'] });
    const fragment = fragmentOf(state().project, ['block2']);
    state().undo();
    state().undo();
    state().execute({ type: 'collapse', nodes: ['head'] });
    state().execute({ type: 'paste', fragment });
    const outer = moduleOf(String(instances()[1].parameters.module));
    const inner = moduleOf(String(outer?.nodes.find(({ type }) => type === 'Module')?.parameters.module));
    expect(inner?.nodes.map(({ id }) => id)).toContain('dense');
  });

  it('is what it is now where the copy comes back to its project', () => {
    state().execute({ type: 'collapse', nodes: ['dense', 'relu'] });
    const fragment = fragmentOf(state().project, ['block1']);
    state().execute({ type: 'rename-module', module: 'block', name: 'Changed' });
    state().execute({ type: 'paste', fragment: linkedTo(state().whole, fragment) });
    expect(state().whole.modules).toHaveLength(1);
    expect(instances()).toHaveLength(2);
  });
});

describe('a module that is scanned', () => {
  it('keeps its wires and what its place sets', () => {
    state().execute({ type: 'collapse', nodes: ['dense', 'relu', 'sum'] });
    state().execute({ type: 'set-parameter', node: 'block1', parameter: 'repeat', value: 3 });
    const wires = wiresOf(state().project);
    state().execute({ type: 'scan-module', node: 'block1' });
    expect(wiresOf(state().project)).toEqual(wires);
    expect(state().project.nodes.find(({ id }) => id === 'block1')).toMatchObject({
      type: 'Scan',
      name: 'Scan Block',
      parameters: { module: 'block' },
    });
  });
});

describe('modules that nothing stands for', () => {
  it('are taken out in one step, whatever level is open', () => {
    state().execute({ type: 'collapse', nodes: ['dense', 'relu'] });
    state().execute({ type: 'collapse', nodes: ['sum'] });
    state().execute({ type: 'remove', nodes: ['block1'], wires: [] });
    const kept = state().project.nodes.find(({ type }) => type === 'Module');
    state().openLevel([{ node: kept?.id ?? '', module: String(kept?.parameters.module) }]);
    state().execute({ type: 'remove-unused-modules' });
    expect(state().whole.modules?.map(({ id }) => id)).toEqual([kept?.parameters.module]);
    expect(state().execute({ type: 'remove-unused-modules' })).toBe('Every module is used.');
  });
});

describe('an open module', () => {
  const open = () => {
    state().execute({ type: 'collapse', nodes: ['dense', 'relu', 'sum'], name: 'Block' });
    state().openLevel([{ node: 'block1', module: 'block' }]);
  };

  it('is what the canvas shows and edits; the file keeps the whole', () => {
    open();
    expect(state().project.nodes.map(({ id }) => id)).toContain('relu');
    state().execute({ type: 'set-parameter', node: 'dense', parameter: 'units', value: 5 });
    expect(state().whole.modules?.[0].nodes.find(({ id }) => id === 'dense')?.parameters).toEqual({ units: 5 });
    expect(state().whole.nodes.map(({ id }) => id)).toEqual(['data', 'head', 'block1']);
  });

  it('knows the shapes in the place from which it was opened', () => {
    state().execute({ type: 'set-parameter', node: 'data', parameter: 'dataset', value: 'none' });
    state().undo();
    open();
    expect(state().analysis.order.length).toBeGreaterThan(0);
    expect(state().wholeAnalysis.order).toContain('block1/dense');
    expect([...state().analysis.layers.keys()]).toContain('dense');
  });

  it('is followed by all its places', () => {
    state().execute({ type: 'collapse', nodes: ['dense', 'relu', 'sum'], name: 'Block' });
    state().execute({ type: 'duplicate', nodes: ['block1'] });
    expect(
      state()
        .whole.nodes.filter(({ type }) => type === 'Module')
        .map(({ parameters }) => parameters.module),
    ).toEqual(['block', 'block']);
    const [copy] = state().selection.nodes;
    state().execute({ type: 'detach', node: copy });
    expect(state().whole.modules?.map(({ name }) => name)).toEqual(['Block', 'Block 2']);
    expect(state().whole.nodes.find(({ id }) => id === copy)?.parameters.module).toBe('block1');
  });

  it('is left where what is undone lies before it', () => {
    open();
    state().execute({ type: 'set-parameter', node: 'dense', parameter: 'units', value: 5 });
    state().undo();
    expect(state().level).toHaveLength(1);
    state().undo();
    expect(state().level).toEqual([]);
    expect(state().project).toBe(drawn);
    state().redo();
    expect(state().project.nodes).toHaveLength(3);
  });

  it('lets its places set a parameter for themselves, and takes that back', () => {
    open();
    state().execute({ type: 'expose', module: 'block', node: 'dense', parameter: 'units', exposed: true });
    expect(state().whole.modules?.[0].parameters).toEqual([{ name: 'units', targets: [{ node: 'dense', parameter: 'units' }] }]);
    state().execute({ type: 'expose', module: 'block', node: 'dense', parameter: 'units', exposed: false });
    expect(state().whole.modules?.[0].parameters).toEqual([]);
  });

  it('takes no instance of itself', () => {
    open();
    const refused = state().execute({ type: 'add-layer', layer: 'Module', parameters: { module: 'block' }, position: { x: 0, y: 0 } });
    expect(refused).toMatch(/contain itself/);
  });
});
