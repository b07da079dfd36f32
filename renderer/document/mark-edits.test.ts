import { describe, expect, it } from 'vitest';
import { fragmentOf, fragmentText, parseFragment } from './clipboard.ts';
import { emptyProject, nothingSelected, type EditorDocument } from './document.ts';
import { applyEdit, type Edit } from './edits.ts';
import { fakeKnowledge } from './testing/fake-layers.ts';

const start: EditorDocument = { project: emptyProject('test'), selection: nothingSelected };
const node = (id: string, more: object = {}) => ({ id, type: 'Dense', position: { x: 0, y: 0 }, parameters: {}, ...more });
const drawn: EditorDocument = { ...start, project: { ...start.project, nodes: [node('a'), node('b')] } };

function done(document: EditorDocument, ...edits: readonly Edit[]): EditorDocument {
  return edits.reduce((current, edit) => {
    const result = applyEdit(current, edit, fakeKnowledge);
    if ('refused' in result) throw new Error(result.refused);
    return result.document;
  }, document);
}

describe('modes and colours', () => {
  it('are set for several, and leave nothing behind when taken away', () => {
    const set: Edit[] = [
      { type: 'set-mode', nodes: ['a', 'b'], mode: 'bypass' },
      { type: 'set-colour', nodes: ['a'], comments: [], colour: 'blue' },
    ];
    const marked = done(drawn, ...set);
    expect(marked.project.nodes).toEqual([node('a', { mode: 'bypass', colour: 'blue' }), node('b', { mode: 'bypass' })]);
    const cleared = done(
      marked,
      { type: 'set-mode', nodes: ['a', 'b'], mode: undefined },
      { type: 'set-colour', nodes: ['a'], comments: [], colour: undefined },
    );
    expect(cleared.project).toEqual(drawn.project);
  });
});

describe('a locked node', () => {
  const locked = done(drawn, { type: 'set-locked', nodes: ['a'], comments: [], locked: true });

  it.each<Edit>([
    { type: 'remove', nodes: ['a', 'b'], wires: [] },
    { type: 'set-parameter', node: 'a', parameter: 'units', value: 3 },
    { type: 'rename-node', node: 'a', name: 'x' },
    { type: 'replace-layer', node: 'a', layer: 'Add' },
    { type: 'set-mode', nodes: ['a'], mode: 'mute' },
  ])('is not changed by $type', (edit) => {
    expect(applyEdit(locked, edit, fakeKnowledge)).toEqual({ refused: 'a is locked. Unlock first.' });
  });

  it('stays in its place while others move', () => {
    const moved = done(locked, { type: 'move', positions: { a: { x: 9, y: 9 }, b: { x: 9, y: 9 } } });
    expect(moved.project.nodes.map(({ position }) => position.x)).toEqual([0, 9]);
  });

  it('is unlocked, and its copy is free', () => {
    expect(done(locked, { type: 'set-locked', nodes: ['a'], comments: [], locked: false }).project).toEqual(drawn.project);
    expect(done(locked, { type: 'duplicate', nodes: ['a'] }).project.nodes.at(-1)).not.toHaveProperty('locked');
  });
});

it('names locked nodes, and counts further ones and comments', () => {
  const nodes = Array.from({ length: 5 }, (_, i) => node(`n${i}`));
  const project = { ...drawn.project, nodes, comments: [{ id: 'c', position: { x: 0, y: 0 }, width: 90, height: 60, text: 'A note' }] };
  const ids = nodes.map(({ id }) => id);
  const locking = (count: number, comments: readonly string[]) =>
    done({ ...start, project }, { type: 'set-locked', nodes: ids.slice(0, count), comments, locked: true });
  const refusal = (count: number, comments: readonly string[]) =>
    applyEdit(locking(count, comments), { type: 'remove', nodes: ids, wires: [], comments: ['c'] }, fakeKnowledge);
  expect(refusal(1, ['c'])).toEqual({ refused: 'n0 and a comment are locked. Unlock first.' });
  expect(refusal(5, ['c'])).toEqual({ refused: 'n0, n1, n2, 2 other nodes, and a comment are locked. Unlock first.' });
  expect(refusal(0, ['c'])).toEqual({ refused: 'A comment is locked. Unlock first.' });
});

describe('comments', () => {
  const noted = done(drawn, { type: 'add-comment', position: { x: 5, y: 6 } }, { type: 'edit-comment', comment: 'comment1', text: '# Hi' });

  it('are added, written, resized, moved and removed', () => {
    expect(noted.project.comments).toMatchObject([{ id: 'comment1', text: '# Hi', position: { x: 5, y: 6 } }]);
    expect(noted.selection.comments).toEqual(['comment1']);
    const box = { x: 1, y: 2, width: 300, height: 90 };
    const sized = done(noted, { type: 'resize-comment', comment: 'comment1', box });
    expect(sized.project.comments?.[0]).toMatchObject({ position: { x: 1, y: 2 }, width: 300, height: 90 });
    const moved = done(sized, { type: 'move', positions: {}, comments: { comment1: { x: 7, y: 7 } } });
    expect(moved.project.comments?.[0].position).toEqual({ x: 7, y: 7 });
    const removed = done(moved, { type: 'remove', nodes: [], wires: [], comments: ['comment1'] });
    expect(removed.project.comments).toEqual([]);
    expect(removed.selection.comments).toEqual([]);
  });

  it('travel over the clipboard with the nodes, under ids of their own', () => {
    const fragment = parseFragment(fragmentText(fragmentOf(noted.project, ['a'], ['comment1'])));
    if (fragment === undefined) throw new Error('not read');
    const pasted = done(noted, { type: 'paste', fragment });
    expect(pasted.project.comments?.map(({ id }) => id)).toEqual(['comment1', 'comment2']);
    expect(pasted.selection).toMatchObject({ nodes: ['a1'], comments: ['comment2'] });
  });
});
