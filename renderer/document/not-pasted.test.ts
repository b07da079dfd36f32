import { describe, expect, it } from 'vitest';
import { t } from '../language/text.ts';
import { parseFragment } from './clipboard.ts';
import { emptyProject, nothingSelected } from './document.ts';
import { applyEdit } from './edits.ts';
import { notPasted } from './not-pasted.ts';
import { layerKnowledge } from './store.ts';

const node = (id: string) => ({ id, type: 'Dense', position: { x: 0, y: 0 }, parameters: {} });
const fragment = (parts: object) => JSON.stringify({ format: 'netloom/fragment', version: 1, nodes: [], wires: [], ...parts });

describe('what can’t be pasted', () => {
  it.each([
    ['nothing', '', 'holds no text'],
    ['a text', 'hello\n world', 'a text: “hello world”'],
    ['a long text', 'lorem '.repeat(1000), 'lorem lorem lorem lorem lorem lorem lore…”'],
    ['a number', '42', 'no part of a drawing: 42.'],
    ['null', 'null', 'no part of a drawing: null.'],
    ['a list', '[1, 2, 3]', 'a list of 3 values'],
    ['an empty object', '{}', 'an empty object'],
    [
      'another program’s workflow',
      '{"nodes": [{"id": 1, "type": "KSampler"}], "links": [], "groups": []}',
      'an object with “nodes”, “links”, and “groups”',
    ],
    ['deep JSON', '['.repeat(100_000) + ']'.repeat(100_000), 'nested more than 100 deep'],
    ['a newer version', fragment({ version: 7 }), 'have version 7, this program reads up to 1'],
    ['a project of a newer version', '{"format": "netloom", "version": 8}', 'have version 8'],
    ['layers that are cut off', fragment({ nodes: [node('a')] }).slice(0, 60), 'cut off'],
    [
      'layers without a place',
      fragment({ nodes: [{ ...node('a'), position: { x: 'left', y: 0 } }] }),
      '“nodes.0.position.x”: Invalid input: expected number',
    ],
    [
      'ten megabytes of comment',
      fragment({ comments: [{ id: 'c', text: 'x'.repeat(1e7), position: { x: 0, y: 0 }, width: 100, height: 100 }] }),
      '“comments.0.text”: Too big',
    ],
    ['more than a project file may have', 'x'.repeat(65 * 2 ** 20), 'holds 65 MiB'],
  ])('%s is told by what it is', (_, text, said) => {
    expect(parseFragment(text)).toBeUndefined();
    expect(t(notPasted(text))).toContain(said);
  });
});

describe('ids that collide in what is pasted', () => {
  it('become different ones, and wires stay with the first', () => {
    const wires = [{ from: { node: 'a', port: 'out' }, to: { node: 'b', port: 'in' } }];
    const pasted = parseFragment(fragment({ nodes: [node('a'), node('a'), node('b')], wires }));
    expect(pasted?.nodes.map(({ id }) => id)).toEqual(['a', 'a-2', 'b']);
    expect(pasted?.wires).toEqual(wires);
  });

  it('in modules, too', () => {
    const module = { id: 'm', name: 'M', nodes: [node('a'), node('a')], wires: [] };
    const pasted = parseFragment(fragment({ modules: [module, module] }));
    expect(pasted?.modules?.map(({ id, nodes }) => [id, ...nodes.map((each) => each.id)])).toEqual([
      ['m', 'a', 'a-2'],
      ['m-2', 'a', 'a-2'],
    ]);
  });
});

it('more layers than the window draws at once are refused', () => {
  const nodes = Array.from({ length: 10_001 }, (_, index) => node(`n${index}`));
  const pasted = parseFragment(fragment({ nodes }));
  const edit = { type: 'paste', fragment: pasted ?? { nodes: [], wires: [] } } as const;
  const refused = applyEdit({ project: emptyProject(), selection: nothingSelected }, edit, layerKnowledge);
  expect(refused).toEqual({ refused: expect.stringContaining('10,001 layers; at most 10,000') as string });
});
