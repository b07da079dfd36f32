import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { t } from '../language/text.ts';
import { fragmentOf, fragmentText, parseFragment } from './clipboard.ts';
import { emptyProject, nothingSelected, wireId, type EditorDocument } from './document.ts';
import { applyEdit, type Edit } from './edits.ts';
import { fakeKnowledge } from './testing/fake-layers.ts';
import { emptyHistory, recorded, sealed, travelled, type History } from './history.ts';

const start: EditorDocument = { project: emptyProject('test'), selection: nothingSelected };

function done(document: EditorDocument, ...edits: readonly Edit[]): EditorDocument {
  return edits.reduce((current, edit) => {
    const result = applyEdit(current, edit, fakeKnowledge);
    if ('refused' in result) throw new Error(result.refused);
    return result.document;
  }, document);
}

const add = (layer: string, from?: string): Edit => ({
  type: 'add-layer',
  layer,
  position: { x: 0, y: 0 },
  ...(from !== undefined && { from: { node: from, port: layer === 'Dense' && from.startsWith('add') ? 'sum' : 'out' } }),
});
const connect = (from: string, to: string, fromPort = 'out', toPort = 'in'): Edit => ({
  type: 'connect',
  from: { node: from, port: fromPort },
  to: { node: to, port: toPort },
});

describe('wires', () => {
  const chain = done(start, add('Source'), add('Source'), add('Dense', 'source1'), add('Dense', 'dense1'));

  it('gives way on a single input when another wire arrives', () => {
    const { project } = done(chain, connect('source2', 'dense1'));
    expect(project.wires.filter((wire) => wire.to.node === 'dense1').map((wire) => wire.from.node)).toEqual(['source2']);
  });

  it('gathers on a variadic input in the order of wiring', () => {
    const { project } = done(chain, add('Add', 'dense2'), connect('source1', 'add1', 'out', 'terms'));
    expect(project.wires.filter((wire) => wire.to.node === 'add1').map((wire) => wire.from.node)).toEqual(['dense2', 'source1']);
  });

  it.each([
    ['a loop', connect('dense1', 'dense1'), /feed itself/],
    ['a circle', connect('dense2', 'dense1'), /circle/],
    ['a second time', connect('source1', 'dense1'), /already wired/],
    ['a port that is not there', connect('source1', 'dense2', 'out', 'side'), /no input “side”/],
  ])('refuses %s', (_name, edit, reason) => {
    const result = applyEdit(chain, edit, fakeKnowledge);
    expect('refused' in result && result.refused).toMatch(reason);
  });

  it('refuses integers where features are taken, and lets an image pass for a layer in between to flatten', () => {
    const withEnds = done(chain, {
      type: 'paste',
      fragment: {
        nodes: ['image', 'label'].map((id) => ({ id, type: 'Source', position: { x: 0, y: 0 }, parameters: {} })),
        wires: [],
      },
    });
    const integer = applyEdit(withEnds, connect('label', 'dense1'), fakeKnowledge);
    expect('refused' in integer && integer.refused).toBe('dense1 takes features; label gives integers.');
    expect('document' in applyEdit(withEnds, connect('image', 'dense1'), fakeKnowledge)).toBe(true);
  });

  it('leave with the nodes at their ends', () => {
    expect(done(chain, { type: 'remove', nodes: ['dense1'], wires: [] }).project.wires).toEqual([]);
  });

  it('keep the former wire where a rewiring is refused', () => {
    const [wire] = chain.project.wires;
    const { from, to } = connect('dense1', 'dense1') as Extract<Edit, { type: 'connect' }>;
    expect('refused' in applyEdit(chain, { type: 'reconnect', wire: wireId(wire), from, to }, fakeKnowledge)).toBe(true);
  });
});

describe('clipboard', () => {
  const chain = done(start, add('Source'), add('Dense', 'source1'), add('Dense', 'dense1'));

  it('pastes under new ids, moved, with the wires between the copies alone', () => {
    const fragment = parseFragment(fragmentText(fragmentOf(chain.project, ['dense1', 'dense2'])));
    if (fragment === undefined) throw new Error('not read');
    const { project, selection } = done(chain, { type: 'paste', fragment });
    expect(selection.nodes).toEqual(['dense3', 'dense4']);
    expect(project.wires.slice(2)).toEqual([{ from: { node: 'dense3', port: 'out' }, to: { node: 'dense4', port: 'in' } }]);
    expect(project.nodes.at(-1)?.position).toEqual({ x: 32, y: 32 });
  });

  it('reads a whole project, and nothing else', () => {
    expect(parseFragment(JSON.stringify(chain.project))?.nodes).toHaveLength(3);
    expect(parseFragment('hello')).toBeUndefined();
    expect(parseFragment('{"format":"netloom/fragment","version":1,"nodes":[{"id":7}],"wires":[]}')).toBeUndefined();
  });
});

describe('a fix', () => {
  it('puts a layer with its parameters onto a wire, in one step', () => {
    const chain = done(start, add('Source'), add('Dense', 'source1'));
    const [wire] = chain.project.wires;
    const fix = { label: 'Insert Dense', edits: [{ type: 'insert-layer', wire, layer: 'Dense', parameters: { units: 7 } } as const] };
    const { project } = done(chain, { type: 'apply-fix', fix });
    expect(project.nodes.at(-1)).toMatchObject({ id: 'dense2', parameters: { units: 7 } });
    expect(project.wires.map((w) => `${w.from.node}-${w.to.node}`)).toEqual(['source1-dense2', 'dense2-dense1']);
  });
});

describe('history', () => {
  const after = (history: History, document: EditorDocument, edit: Edit) => {
    const result = applyEdit(document, edit, fakeKnowledge);
    if ('refused' in result) return { history, document };
    const { label, mergeKey } = result;
    const step = { label, before: document, after: result.document, ...(mergeKey !== undefined && { mergeKey }) };
    return { history: recorded(history, step), document: result.document };
  };
  const typed = (value: number): Edit => ({ type: 'set-parameter', node: 'dense1', parameter: 'units', value });

  it('joins typing in one field and ends the step when the field is left', () => {
    let state = after(emptyHistory, done(start, add('Dense')), typed(3));
    state = after(state.history, state.document, typed(32));
    expect(state.history.steps).toHaveLength(1);
    state = after(sealed(state.history), state.document, typed(64));
    expect(state.history.steps.map((step) => t(step.label))).toEqual(['Set units of dense1', 'Set units of dense1']);
    expect(travelled(state.history, 1)?.document.project.nodes[0].parameters).toEqual({ units: 32 });
  });

  const index = fc.nat(5);
  const nodeId = fc.constantFrom('source1', 'source2', 'dense1', 'dense2', 'add1', 'add2', 'dense3');
  const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
    fc.constantFrom('Source', 'Dense', 'Add').map((layer) => add(layer)),
    fc
      .tuple(nodeId, nodeId, fc.constantFrom('in', 'terms'))
      .map(([from, to, port]) => connect(from, to, from.startsWith('add') ? 'sum' : 'out', port)),
    nodeId.map((node): Edit => ({ type: 'remove', nodes: [node], wires: [] })),
    fc.tuple(nodeId, index).map(([node, value]): Edit => ({ type: 'set-parameter', node, parameter: 'units', value })),
    fc.tuple(nodeId, index).map(([node, x]): Edit => ({ type: 'move', positions: { [node]: { x, y: 0 } } })),
    fc.array(nodeId).map((nodes): Edit => ({ type: 'duplicate', nodes })),
    fc.string().map((description): Edit => ({ type: 'describe', description })),
    index.map((seed): Edit => ({ type: 'set-training', changes: { seed } })),
    nodeId.map((field): Edit => ({ type: 'set-data', changes: { preprocessing: [{ field, steps: [] }] } })),
    nodeId.map((node): Edit => ({ type: 'rename-node', node, name: `${node}!` })),
  );

  it('brings back the very document by undoing everything, and the last one by redoing', () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 40 }), (edits) => {
        const copy = structuredClone(start);
        let state = { history: emptyHistory, document: start };
        for (const edit of edits) state = after(state.history, state.document, edit);
        const last = structuredClone(state.document);
        let { history, document } = state;
        while (history.position > 0) ({ history, document } = travelled(history, history.position - 1) ?? { history, document });
        expect(document).toEqual(copy);
        while (history.position < history.steps.length)
          ({ history, document } = travelled(history, history.position + 1) ?? { history, document });
        expect(document).toEqual(last);
      }),
    );
  });

  it('never leaves a wire without its ends, a self loop or a circle', () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 60 }), (edits) => {
        let state = { history: emptyHistory, document: start };
        for (const edit of edits) state = after(state.history, state.document, edit);
        const { nodes, wires } = state.document.project;
        const ids = new Set(nodes.map((node) => node.id));
        expect(ids.size).toBe(nodes.length);
        expect(new Set(wires.map(wireId)).size).toBe(wires.length);
        for (const { from, to } of wires) expect(ids.has(from.node) && ids.has(to.node)).toBe(true);
        const open = new Set(ids);
        for (let removed = true; removed; ) {
          removed = false;
          for (const id of open) {
            if (wires.some((wire) => wire.to.node === id && open.has(wire.from.node))) continue;
            removed = open.delete(id);
          }
        }
        expect(open.size).toBe(0);
      }),
    );
  });
});
