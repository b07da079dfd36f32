import { describe, expect, it } from 'vitest';
import { emptyProject, nothingSelected, wireId, type EditorDocument } from './document.ts';
import { applyEdit, type Edit } from './edits.ts';
import { fakeKnowledge } from './testing/fake-layers.ts';

const node = (id: string, type: string, more: object = {}) => ({ id, type, position: { x: 0, y: 0 }, parameters: {}, ...more });
const wire = (from: string, to: string, port = 'in') => ({
  from: { node: from, port: from.startsWith('add') ? 'sum' : 'out' },
  to: { node: to, port },
});

/** source → a → b → c, and a node that stands alone. */
const chain: EditorDocument = {
  project: {
    ...emptyProject('test'),
    nodes: [node('source', 'Source'), node('a', 'Dense'), node('b', 'Dense'), node('c', 'Dense'), node('alone', 'Dense')],
    wires: [wire('source', 'a'), wire('a', 'b'), wire('b', 'c')],
  },
  selection: nothingSelected,
};

function done(document: EditorDocument, ...edits: readonly Edit[]): EditorDocument {
  return edits.reduce((current, edit) => {
    const result = applyEdit(current, edit, fakeKnowledge);
    if ('refused' in result) throw new Error(result.refused);
    return result.document;
  }, document);
}
const refusal = (document: EditorDocument, edit: Edit) => {
  const result = applyEdit(document, edit, fakeKnowledge);
  return 'refused' in result ? result.refused : undefined;
};
const wiresOf = ({ project }: EditorDocument) => project.wires.map(({ from, to }) => `${from.node}>${to.node}`);
const without = (document: EditorDocument, ...nodes: string[]) => done(document, { type: 'remove', nodes, wires: [], heal: true });
const withProject = (change: Partial<EditorDocument['project']>): EditorDocument => ({
  ...chain,
  project: { ...chain.project, ...change },
});

describe('deleting with healing', () => {
  it('closes the gap that one node leaves, or several in a row', () => {
    expect(wiresOf(without(chain, 'a'))).toEqual(['source>b', 'b>c']);
    expect(wiresOf(without(chain, 'a', 'b'))).toEqual(['source>c']);
    expect(wiresOf(without(chain, 'c'))).toEqual(['source>a', 'a>b']);
  });

  it('keeps the order of the terms of a sum', () => {
    const sum = withProject({
      nodes: [...chain.project.nodes, node('add', 'Add')],
      wires: [wire('source', 'a'), wire('a', 'b'), wire('b', 'add', 'terms'), wire('alone', 'add', 'terms')],
    });
    expect(wiresOf(without(sum, 'b'))).toEqual(['source>a', 'a>add', 'alone>add']);
  });

  it('leaves a gap where two wires came in, where the same wire is there, and where the kind does not fit', () => {
    const nodes = [node('source', 'Source'), node('image', 'Source'), node('a', 'Dense'), node('b', 'Dense'), node('add', 'Add')];
    const sum = withProject({ nodes, wires: [wire('source', 'add', 'terms'), wire('image', 'add', 'terms'), wire('add', 'a')] });
    expect(wiresOf(without(sum, 'add'))).toEqual([]);
    const skip = withProject({ nodes, wires: [wire('source', 'a'), wire('a', 'add', 'terms'), wire('source', 'add', 'terms')] });
    expect(wiresOf(without(skip, 'a'))).toEqual(['source>add']);
    const flattened = withProject({ nodes, wires: [wire('image', 'a'), wire('a', 'b')] });
    expect(wiresOf(without(flattened, 'a'))).toEqual([]);
  });

  it('is asked for: else the wires leave with the node', () => {
    expect(wiresOf(done(chain, { type: 'remove', nodes: ['a'], wires: [] }))).toEqual(['b>c']);
  });
});

describe('a node put into a wire', () => {
  const into = (id: string, target = wire('a', 'b')): Edit => ({ type: 'insert-node', node: id, wire: target, position: { x: 8, y: 16 } });

  it('is moved there and wired at both ends, in one step', () => {
    const after = done(chain, into('alone'));
    expect(wiresOf(after)).toEqual(['source>a', 'b>c', 'a>alone', 'alone>b']);
    expect(after.project.nodes.at(-1)?.position).toEqual({ x: 8, y: 16 });
  });

  it('gets room where the ends of the wire stand close in one row', () => {
    const row = withProject({ nodes: chain.project.nodes.map((each, index) => ({ ...each, position: { x: 200 * index, y: 0 } })) });
    const { nodes } = done(row, into('alone')).project;
    const [a, b, alone] = ['a', 'b', 'alone'].map((id) => nodes.find((each) => each.id === id)?.position.x ?? 0);
    expect(alone - a).toBeGreaterThanOrEqual(200);
    expect(b - alone).toBeGreaterThanOrEqual(200);
  });

  it('has to be free, and to have both ends', () => {
    expect(refusal(chain, into('c'))).toMatch(/can’t be put into a wire/);
    expect(refusal(chain, into('source', wire('b', 'c')))).toMatch(/can’t be put into a wire/);
    expect(refusal(chain, into('alone', wire('a', 'c')))).toBe('The wire is no longer there.');
  });
});

describe('another layer in the place of one', () => {
  it('keeps name, place, colour and the wires at ports of the same rank', () => {
    const named = withProject({
      nodes: chain.project.nodes.map((each) =>
        each.id === 'b' ? { ...each, name: 'head', colour: 'red', position: { x: 3, y: 4 } } : each,
      ),
    });
    const after = done(named, { type: 'replace-layer', node: 'b', layer: 'Add' });
    expect(after.project.nodes[2]).toMatchObject({ id: 'add1', type: 'Add', name: 'head', colour: 'red', position: { x: 3, y: 4 } });
    expect(after.project.wires.slice(1)).toEqual([
      { from: { node: 'a', port: 'out' }, to: { node: 'add1', port: 'terms' } },
      { from: { node: 'add1', port: 'sum' }, to: { node: 'c', port: 'in' } },
    ]);
    expect(after.selection.nodes).toEqual(['add1']);
  });

  it('lets wires go that it has no port for, or that bring what it does not take', () => {
    expect(wiresOf(done(chain, { type: 'replace-layer', node: 'a', layer: 'Source' }))).toEqual(['source1>b', 'b>c']);
    expect(wiresOf(done(chain, { type: 'replace-layer', node: 'a', layer: 'Embedding' }))).toEqual(['embedding1>b', 'b>c']);
  });
});

describe('bends of a wire', () => {
  const id = wireId(wire('a', 'b'));
  const bent = done(chain, { type: 'bend-wire', wire: id, via: [{ x: 10, y: 20 }] });
  const viaOf = ({ project }: EditorDocument) => project.wires[1].via;

  it('are kept with the wire, and taken out', () => {
    expect(viaOf(bent)).toEqual([{ x: 10, y: 20 }]);
    expect(done(bent, { type: 'bend-wire', wire: id, via: [] }).project.wires).toEqual(chain.project.wires);
  });

  it('move along with both ends, stay where one moves, and go where all is laid out anew', () => {
    const step = { x: 5, y: 5 };
    expect(viaOf(done(bent, { type: 'move', positions: { a: step, b: step } }))).toEqual([{ x: 15, y: 25 }]);
    expect(viaOf(done(bent, { type: 'move', positions: { a: step } }))).toEqual([{ x: 10, y: 20 }]);
    expect(viaOf(done(bent, { type: 'move', positions: { a: step, b: step }, straighten: true }))).toBeUndefined();
  });

  it('are copied with their wire', () => {
    const copied = done(bent, { type: 'duplicate', nodes: ['a', 'b'] });
    expect(copied.project.wires.at(-1)?.via).toEqual([{ x: 42, y: 52 }]);
  });
});
