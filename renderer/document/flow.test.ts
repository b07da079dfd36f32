import { beforeEach, describe, expect, it } from 'vitest';
import { type Project, projectSchema } from '../../engine/project/schema.ts';
import { collapsed } from './collapse.ts';
import { emptyProject } from './document.ts';
import { acrossFlow, alongFlow, clearOffset, makeRoomBetween, placeAfter } from './placement.ts';
import { useDocument } from './store.ts';
import { walkFrom } from './walk.ts';

const node = (id: string, type: string, x: number, y: number, parameters = {}) => ({ id, type, position: { x, y }, parameters });
const wire = (from: string, to: string) => ({ from: { node: from, port: 'out' }, to: { node: to, port: 'in' } });
const inner = [node('a', 'ReLU', 0, 0), node('b', 'ReLU', 0, 200)];
const drawing: Project = projectSchema.parse({
  ...emptyProject('p'),
  flow: 'down',
  nodes: [node('x', 'Input', 0, 0), node('left', 'ReLU', -200, 200), node('right', 'ReLU', 200, 200), node('sum', 'Add', 0, 400)],
  wires: [wire('x', 'right'), wire('x', 'left'), wire('left', 'sum'), wire('right', 'sum')],
  modules: [{ id: 'block', name: 'Block', nodes: inner, wires: [wire('a', 'b')] }],
});
const [x, left] = drawing.nodes;
const state = () => useDocument.getState();

beforeEach(() => {
  state().open({ info: { id: 'p', name: 'p', modifiedAt: 0, layers: 0 } as never, project: drawing, revision: '1', diagnostics: [] });
});

describe('a drawing whose data flows down', () => {
  it('puts what follows below, and beside it where a layer stands there', () => {
    const after = placeAfter({ ...drawing, nodes: [x] }, x);
    expect([after.x, after.y > x.position.y + 120]).toEqual([0, true]);
    const beside = placeAfter({ ...drawing, nodes: [x, { ...left, position: after }] }, x);
    expect([beside.x > 140, beside.y]).toEqual([true, after.y]);
  });

  it('makes room on a wire below its source, and moves what comes after further down', () => {
    const column = { ...drawing, nodes: [x, { ...left, position: { x: 0, y: 200 } }] };
    const { project, place } = makeRoomBetween(column, column.nodes[0], column.nodes[1]);
    const [, moved] = project.nodes;
    expect(place).toEqual(alongFlow(drawing, x.position, 1));
    expect(moved.position).toEqual(alongFlow(drawing, x.position, 2));
  });

  it('is walked down to what a layer feeds, up to what feeds it, and aside among siblings', () => {
    expect(walkFrom(drawing, 'x', 'down')).toBe('left');
    expect(walkFrom(drawing, 'left', 'right')).toBe('right');
    expect(walkFrom(drawing, 'right', 'down')).toBe('sum');
    expect(walkFrom(drawing, 'sum', 'up')).toBe('left');
  });

  it('gives its way to a module that is made of it, with ports above and below', () => {
    const made = collapsed(drawing, ['left', 'right', 'sum']);
    if ('refused' in made) return expect.fail(made.refused);
    const module = made.project.modules?.at(-1);
    const at = (type: string) => module?.nodes.find((port) => port.type === type)?.position.y ?? NaN;
    expect([module?.flow, at('ModuleInput') < 200, at('ModuleOutput') > 400]).toEqual(['down', true, true]);
  });
});

describe('arranging', () => {
  const place = { x: 8, y: 8 };

  it('turns the flow in one step that can be undone; to the right, nothing is written', () => {
    expect(state().execute({ type: 'move', positions: { x: place }, flow: 'right' })).toBeUndefined();
    expect(state().whole).not.toHaveProperty('flow');
    expect(state().history.steps).toHaveLength(1);
    state().undo();
    expect(state().whole).toBe(drawing);
  });

  it('turns the flow of the module that is open alone', () => {
    const edit = { type: 'move', positions: { a: place }, flow: 'down' } as const;
    state().execute({ type: 'replace', project: { ...drawing, flow: undefined } });
    state().execute({ type: 'in-module', module: 'block', edits: [edit] });
    expect([state().whole.flow, state().whole.modules?.[0].flow]).toEqual([undefined, 'down']);
    state().execute({ type: 'in-module', module: 'block', edits: [{ ...edit, flow: 'right' }] });
    expect(state().whole.modules?.[0]).not.toHaveProperty('flow');
  });
});

describe('a copy', () => {
  const box = { x: 0, y: 0, width: 160, height: 100 };

  it('lies over nothing, with room for its tools', () => {
    const below = clearOffset([box], [box, { ...box, y: 180 }], {}, 40);
    expect(below.y).toBeGreaterThanOrEqual(280 + 40);
    expect(below.x).toBe(0);
    expect(clearOffset([box], [box], { flow: 'down' }, 40).x).toBeGreaterThan(160);
  });

  it('stays where nothing is', () => {
    expect(clearOffset([box], [{ ...box, ...acrossFlow({}, box, 2) }], {}, 40)).toEqual({ x: 0, y: 0 });
  });
});
