import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { layers } from '../../engine/layers/registry.ts';
import { isInstance, moduleIdOf } from '../../engine/modules/instance-layer.ts';
import { formatProject, parseProject } from '../../engine/project/parse.ts';
import type { Project, ProjectModule, ProjectNode } from '../../engine/project/schema.ts';
import type { HostApi } from '../../host/api.ts';
import { flowIdOf } from '../canvas/flow-model.ts';
import { setFlow, useCanvasView, type Flow } from '../canvas/view.ts';
import { fragmentOf } from '../document/clipboard.ts';
import { emptyProject, wireId } from '../document/document.ts';
import type { Edit } from '../document/edits.ts';
import { connectServices } from '../host/services.ts';
import { analyzeProject } from '../document/knowledge.ts';
import { analysisAt } from '../document/level-analysis.ts';
import { useDocument } from '../document/store.ts';
import { alignCommands } from './align-commands.ts';
import { canvasCommands } from './canvas-commands.ts';
import { editorCommands } from './editor-commands.ts';
import { markCommands } from './mark-commands.ts';
import { registerCommands, runCommand } from '../commands/registry.ts';

const node = (id: string, type: string, x: number, parameters: Record<string, unknown> = {}) => ({
  id,
  type,
  position: { x, y: 0 },
  parameters,
});
const wire = (from: string, to: string) => ({ from: { node: from, port: 'out' }, to: { node: to, port: 'in' } });
const project = {
  ...emptyProject('digits'),
  nodes: [
    node('x', 'Input', 0, { dataset: 'mnist', field: 'image' }),
    node('conv', 'Conv2D', 240),
    node('act', 'ReLU', 480),
    node('flat', 'Flatten', 720),
    node('fc', 'Dense', 960, { units: 10 }),
    node('out', 'Output', 1200, { target: 'digit' }),
  ],
  wires: [wire('x', 'conv'), wire('conv', 'act'), wire('act', 'flat'), wire('flat', 'fc'), wire('fc', 'out')],
};
const state = () => useDocument.getState();

/** The canvas as far as commands ask for it. */
const canvas: Pick<
  Flow,
  'getNodes' | 'getNode' | 'getInternalNode' | 'getZoom' | 'getViewport' | 'setViewport' | 'screenToFlowPosition' | 'fitView'
> = {
  getNodes: () => {
    const { nodes, comments = [] } = state().project;
    const measured = { width: 140, height: 80 };
    return [
      ...nodes.map(({ id, position }) => ({ id, position, measured, data: {}, type: 'layer' })),
      ...comments.map(({ id, position }) => ({ id: flowIdOf(id), position, measured, data: {}, type: 'comment' })),
    ] as ReturnType<Flow['getNodes']>;
  },
  getNode: (id) => canvas.getNodes().find((node) => node.id === id),
  // Nothing is drawn: ports have no places.
  getInternalNode: () => undefined,
  getZoom: () => 1,
  getViewport: () => ({ x: 0, y: 0, zoom: 1 }),
  setViewport: () => Promise.resolve(true),
  screenToFlowPosition: (point) => point,
  fitView: () => Promise.resolve(true),
};

/** Take their time in another thread, and need nodes that were measured. */
const arranging = ['canvas.arrange', 'canvas.arrange-down', 'canvas.cancel-arranging'];
/** Wait for the system's clipboard, or open something else. */
const elsewhere = new Set(['edit.paste', 'edit.copy', 'edit.undo', 'edit.redo', 'node.rename', 'canvas.find', ...arranging]);
const commands = [...editorCommands, ...markCommands, ...canvasCommands, ...alignCommands];
const commandIds = commands.filter(({ id, group }) => group !== 'view' && !elsewhere.has(id)).map(({ id }) => id);

/** What is done, as numbers and names, so that a failure can be read. */
type Step =
  | { readonly select: { readonly nodes: readonly number[]; readonly wires: readonly number[]; readonly comments: readonly number[] } }
  | { readonly command: string }
  | { readonly gesture: number; readonly a: number; readonly b: number }
  /** Opens a module of the drawing, or goes back out. */
  | { readonly open: number; readonly inPlace: boolean }
  | { readonly call: 'undo' | 'redo' | 'seal' };

const pick = <T>(items: readonly T[], at: number): T | undefined => (items.length === 0 ? undefined : items[at % items.length]);
const number = fc.nat(1000);

/** Edits that gestures, fields and panels end in. */
const gestures: readonly ((a: number, b: number) => Edit | undefined)[] = [
  (a, b) => ({ type: 'add-layer', layer: layers[a % layers.length].type, position: { x: b, y: a } }),
  (a, b) => {
    const target = pick(state().project.wires, a);
    return target && { type: 'insert-layer', layer: layers[b % layers.length].type, wire: target };
  },
  (a, b) => {
    const [from, to] = [pick(state().project.nodes, a), pick(state().project.nodes, b)];
    return from && to && { type: 'connect', from: { node: from.id, port: 'out' }, to: { node: to.id, port: 'in' } };
  },
  (a, b) => {
    const [moved, target] = [pick(state().project.nodes, a), pick(state().project.wires, b)];
    return moved && target && { type: 'insert-node', node: moved.id, wire: target, position: { x: a, y: b } };
  },
  (a, b) => {
    const target = pick(state().project.wires, a);
    return target && { type: 'bend-wire', wire: wireId(target), via: b % 3 === 0 ? [] : [{ x: a, y: b }] };
  },
  (a, b) => {
    const replaced = pick(state().project.nodes, a);
    return replaced && { type: 'replace-layer', node: replaced.id, layer: layers[b % layers.length].type };
  },
  (a, b) => {
    const moved = pick(state().project.nodes, a);
    return moved && { type: 'move', positions: { [moved.id]: { x: a, y: b } }, nudge: b % 2 === 0 };
  },
  (a, b) => {
    const set = pick(state().project.nodes, a);
    return set && { type: 'set-parameter', node: set.id, parameter: 'units', value: b % 5 };
  },
  (a, b) => {
    const named = pick(state().project.nodes, a);
    return named && { type: 'rename-node', node: named.id, name: `name ${b % 4}` };
  },
  (a, b) => {
    const comment = pick(state().project.comments ?? [], a);
    return comment && { type: 'edit-comment', comment: comment.id, text: `text ${b}`, height: b };
  },
  (a, b) => {
    const { project: now, selection } = state();
    return a % 4 === 0 ? { type: 'paste', fragment: fragmentOf(now, selection.nodes, selection.comments), at: { x: a, y: b } } : undefined;
  },
  (a, b) => {
    const { nodes } = state().project;
    const first = a % nodes.length;
    return { type: 'collapse', nodes: nodes.slice(first, first + 1 + (b % 3)).map(({ id }) => id) };
  },
  (a) => ofInstance(a, (node) => ({ type: 'unpack', node: node.id })),
  (a) => ofInstance(a, (node) => ({ type: 'detach', node: node.id })),
  (a, b) => ofInstance(a, (node) => ({ type: 'set-parameter', node: node.id, parameter: 'repeat', value: 1 + (b % 3) })),
  (a) => ofInstance(a, (node) => ({ type: 'scan-module', node: node.id })),
  (a, b) => ofModule(a, ({ id }) => ({ type: 'rename-module', module: id, name: `module ${b % 3}` })),
  (a, b) =>
    ofModule(a, ({ id, nodes }) => {
      const node = pick(nodes, b);
      const parameter = pick(['units', 'activation', 'filters'], b);
      return node && parameter !== undefined ? { type: 'expose', module: id, node: node.id, parameter, exposed: a % 3 > 0 } : undefined;
    }),
  (a, b) =>
    ofModule(a, ({ id, nodes }) => {
      const port = pick(
        nodes.filter(({ type }) => type === 'ModuleInput' || type === 'ModuleOutput'),
        b,
      );
      if (port === undefined) return undefined;
      return b % 2 === 0
        ? { type: 'rename-port', module: id, port: port.id, name: `port ${a % 3}` }
        : { type: 'move-port', module: id, port: port.id, by: a % 2 === 0 ? 1 : -1 };
    }),
  () => ({ type: 'remove-unused-modules' }),
  (a, b) => {
    const module = pick(state().whole.modules ?? [], a);
    return module && { type: 'add-layer', layer: 'Module', parameters: { module: module.id }, position: { x: a, y: b } };
  },
  (a) => {
    const fix = pick(
      state().analysis.diagnostics.flatMap(({ fixes = [] }) => fixes),
      a,
    );
    return fix && { type: 'apply-fix', fix };
  },
];

function ofInstance(at: number, edit: (node: ProjectNode) => Edit): Edit | undefined {
  const node = pick(state().project.nodes.filter(isInstance), at);
  return node && edit(node);
}

function ofModule(at: number, edit: (module: ProjectModule) => Edit | undefined): Edit | undefined {
  const module = pick(state().whole.modules ?? [], at);
  return module && edit(module);
}

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      select: fc.record({
        nodes: fc.array(number, { maxLength: 4 }),
        wires: fc.array(number, { maxLength: 1 }),
        comments: fc.array(number, { maxLength: 2 }),
      }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ command: fc.constantFrom(...commandIds) }) },
  { weight: 5, arbitrary: fc.record({ gesture: fc.nat(gestures.length - 1), a: number, b: number }) },
  { weight: 1, arbitrary: fc.record({ open: number, inPlace: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ call: fc.constantFrom('undo', 'redo', 'seal') }) },
);

function take(step: Step): void {
  if ('command' in step) runCommand(step.command);
  else if ('call' in step) state()[step.call]();
  else if ('select' in step) select(step.select);
  else if ('open' in step) open(step.open, step.inPlace);
  else {
    const edit = gestures[step.gesture](step.a, step.b);
    if (edit !== undefined) state().execute(edit);
  }
}

function select({ nodes, wires, comments }: Extract<Step, { select: unknown }>['select']): void {
  const now = state().project;
  const chosen = <T>(all: readonly T[], at: readonly number[]) => [...new Set(at.flatMap((index) => pick(all, index) ?? []))];
  state().select({
    nodes: chosen(now.nodes, nodes).map(({ id }) => id),
    wires: chosen(now.wires, wires).map(wireId),
    comments: chosen(now.comments ?? [], comments).map(({ id }) => id),
  });
}

function open(at: number, inPlace: boolean): void {
  const { level, project: now } = state();
  const node = pick(now.nodes.filter(isInstance), at);
  if (at % 3 === 0 || node === undefined) state().openLevel(level.slice(0, -1));
  else state().openLevel([...level, { node: node.id, module: moduleIdOf(node), ...(inPlace && { inPlace }) }]);
}

/** Each drawing has each id once, and wires between nodes that it has. */
function expectSound({ nodes, wires, comments = [] }: Pick<Project, 'nodes' | 'wires' | 'comments'>): void {
  const ids = new Set(nodes.map(({ id }) => id));
  expect(new Set([...ids, ...comments.map(({ id }) => id)]).size).toBe(nodes.length + comments.length);
  expect(new Set(wires.map(wireId)).size).toBe(wires.length);
  expect(wires.flatMap(({ from, to }) => [from.node, to.node]).filter((id) => !ids.has(id))).toEqual([]);
}

beforeEach(() => {
  vi.useFakeTimers();
  const host: Pick<HostApi, 'saveProject'> = { saveProject: () => Promise.resolve({ revision: 'r', savedAt: 0 }) };
  connectServices(host as HostApi);
  setFlow(canvas as Flow);
  registerCommands(commands);
});
afterEach(() => {
  setFlow(undefined);
  useCanvasView.setState({ addLayer: undefined, writing: undefined });
  vi.useRealTimers();
});

it('goes back through 200 commands to the very project, and forth to the last', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { minLength: 200, maxLength: 200 }), (steps) => {
      const copy = structuredClone(project);
      state().open({ info: { id: 'p', name: 'digits', path: '', changedAt: 0 }, project, revision: 'r', diagnostics: [] });
      for (const step of steps) take(step);
      const last = structuredClone(state().whole);
      const { level, whole, analysis, history } = state();
      [whole, ...(whole.modules ?? [])].forEach(expectSound);
      const file = formatProject(whole);
      expect(parseProject(file).project).toEqual(JSON.parse(file));
      expect(analysis).toEqual(analysisAt(analyzeProject(last), last, level));
      expect(history.position).toBeGreaterThan(0);
      while (state().canUndo) state().undo();
      expect(state().whole).toEqual(copy);
      expect(state().level).toEqual([]);
      state().travel(history.position);
      expect(state().whole).toEqual(last);
      expect(state().analysis).toEqual(analysisAt(analyzeProject(last), last, state().level));
    }),
    { numRuns: 40 },
  );
}, 300_000);
