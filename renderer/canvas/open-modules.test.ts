import { beforeEach, expect, it } from 'vitest';
import { type Project, projectSchema } from '../../engine/project/schema.ts';
import { emptyProject } from '../document/document.ts';
import { useDocument } from '../document/store.ts';
import { openInPlace, openLevel } from './open-level.ts';
import { drawingsAround, levelAt, shiftBetween, type Picture } from './open-modules.ts';

const node = (id: string, type: string, x: number, y = 0, parameters: Record<string, unknown> = {}) => ({
  id,
  type,
  position: { x, y },
  parameters,
});
const wire = (from: string, to: string) => ({ from: { node: from, port: 'out' }, to: { node: to, port: 'in' } });
const drawn: Project = projectSchema.parse({
  ...emptyProject('p'),
  nodes: [
    node('data', 'Input', 0, 0, { dataset: 'iris', field: 'measures' }),
    node('a', 'Dense', 240, 0, { units: 8 }),
    node('b', 'ReLU', 480),
    node('c', 'Dense', 720, 0, { units: 8 }),
    node('head', 'Dense', 960, 0, { units: 3 }),
    node('aside', 'Dense', 480, 400),
  ],
  wires: [wire('data', 'a'), wire('a', 'b'), wire('b', 'c'), wire('c', 'head'), wire('c', 'aside')],
});

const state = () => useDocument.getState();
const picture = (): Picture => {
  const { wholeAnalysis, whole, level } = state();
  return { level, around: drawingsAround(wholeAnalysis, whole, level) };
};
const box = (id: string, depth = 0) => {
  const found = picture().around[depth].nodes.find(({ node: { id: own } }) => own === id);
  if (found === undefined) throw new Error(`${id} isn't drawn`);
  return found;
};

beforeEach(() => {
  state().open({ info: { id: 'p', name: 'p', path: '', changedAt: 0 }, project: drawn, revision: '1', diagnostics: [] });
  state().execute({ type: 'collapse', nodes: ['a', 'b', 'c'], name: 'Block' });
});

it('draws what is around an open module beside its frame and leaves the project as it is', () => {
  const before = state().whole;
  expect(openInPlace('block1')).toBe(true);
  expect(state().whole).toBe(before);
  expect(state().project.nodes.map(({ id }) => id)).toEqual(['x', 'a', 'b', 'c', 'y']);
  const [{ frame, ports, wires }] = picture().around;
  for (const { id, position } of state().project.nodes)
    expect([id, position.x > frame.x && position.x < frame.x + frame.width && position.y > frame.y]).toEqual([id, true]);
  expect(box('data').x + box('data').width).toBeLessThanOrEqual(frame.x);
  expect(box('head').x).toBeGreaterThanOrEqual(frame.x + frame.width);
  expect(box('aside').y).toBeGreaterThanOrEqual(frame.y + frame.height);
  expect(ports.map(({ slot, side, path }) => [slot.handle, side, path !== undefined])).toEqual([
    ['x', 'input', true],
    ['y', 'output', true],
  ]);
  expect(wires.map(({ from, label }) => [from.node, Number.isFinite(label.x + label.y)])).toEqual([
    ['data', true],
    ['block1', true],
    ['block1', true],
  ]);
});

it('opens one within another, and each keeps its place on the screen', () => {
  const network = picture();
  openInPlace('block1');
  const outer = picture();
  state().execute({ type: 'collapse', nodes: ['b'], name: 'Inner' });
  const wider = picture();
  const inner = state().project.nodes.find(({ type }) => type === 'Module')?.id;
  openInPlace(inner);
  const [own, around] = picture().around;
  expect(own.nodes.map(({ node: { id } }) => id).sort()).toEqual(['a', 'c', 'x', 'y']);
  expect(around.frame.x).toBeLessThan(own.frame.x);
  expect(around.frame.x + around.frame.width).toBeGreaterThan(own.frame.x + own.frame.width);
  expect(levelAt(picture().around, state().level, { x: own.frame.x + 5, y: own.frame.y + 5 })).toBe(state().level);
  expect(levelAt(picture().around, state().level, { x: around.frame.x + 5, y: around.frame.y + 5 })).toHaveLength(1);
  expect(levelAt(picture().around, state().level, { x: around.frame.x - 900, y: 0 })).toEqual([]);
  const [out, back] = [shiftBetween(network, outer), shiftBetween(outer, network)];
  expect([(out?.x ?? NaN) + (back?.x ?? NaN), (out?.y ?? NaN) + (back?.y ?? NaN)]).toEqual([0, 0]);
  const stood = wider.level.length === 1 ? state().whole.modules?.[0].nodes.find(({ id }) => id === inner)?.position : undefined;
  expect(shiftBetween(wider, picture())?.x).toBe((stood?.x ?? NaN) - own.frame.x);
});

it('goes back in as it was left when a step made inside is undone', () => {
  openInPlace('block1');
  state().execute({ type: 'set-parameter', node: 'a', parameter: 'units', value: 5 });
  openLevel([], 'block1');
  expect(picture().around).toEqual([]);
  state().undo();
  expect(state().level).toEqual([{ node: 'block1', module: state().whole.modules?.[0].id, inPlace: true }]);
  expect(picture().around).toHaveLength(1);
});
