import { describe, expect, it } from 'vitest';
import type { Project } from '../../engine/project/schema.ts';
import { emptyProject } from '../document/document.ts';
import { outlineRows, rowByKey } from './outline-tree.ts';

const place = { x: 0, y: 0 };
const end = (node: string, port: string) => ({ node, port });

const whole: Project = {
  ...emptyProject('Two blocks'),
  nodes: [
    { id: 'block', type: 'Module', parameters: { module: 'm' }, position: place },
    { id: 'input', type: 'Input', parameters: {}, position: place },
    { id: 'loop', type: 'Module', parameters: { module: 'self' }, position: place },
  ],
  wires: [{ from: end('input', 'output'), to: end('block', 'in') }],
  modules: [
    {
      id: 'm',
      name: 'Block',
      nodes: [
        { id: 'act', type: 'ReLU', parameters: {}, position: place },
        { id: 'in', type: 'ModuleInput', parameters: {}, position: place },
      ],
      wires: [{ from: end('in', 'output'), to: end('act', 'input') }],
    },
    { id: 'self', name: 'Self', nodes: [{ id: 'again', type: 'Module', parameters: { module: 'self' }, position: place }], wires: [] },
  ],
};

const rows = (...unfolded: string[]) => outlineRows(whole, whole, ['input', 'block'], new Set(unfolded));

describe('the outline', () => {
  it('lists each layer after what feeds it, those that take part nowhere last', () => {
    expect(rows().map(({ key, expanded, place: at, siblings }) => [key, expanded, at, siblings])).toEqual([
      ['input', undefined, 1, 3],
      ['block', false, 2, 3],
      ['loop', false, 3, 3],
    ]);
  });

  it('shows the layers of an unfolded module below it, in the order of its own wires', () => {
    expect(rows('block').map(({ key, way }) => [key, way.length])).toEqual([
      ['input', 0],
      ['block', 0],
      ['block/in', 1],
      ['block/act', 1],
      ['loop', 0],
    ]);
  });

  it('unfolds a module that contains itself no further than it was asked to', () => {
    expect(rows('loop', 'loop/again').map(({ key }) => key)).toEqual(['input', 'block', 'loop', 'loop/again', 'loop/again/again']);
  });

  it('is walked by the arrow keys, by Home and End, and by first letters', () => {
    const open = rows('block');
    const to = (from: number, key: string) => {
      const at = rowByKey(open, from, key);
      return at === undefined ? undefined : open[at].key;
    };
    expect(to(0, 'ArrowDown')).toBe('block');
    expect(to(0, 'ArrowUp')).toBeUndefined();
    expect(to(1, 'ArrowRight')).toBe('block/in');
    expect(to(0, 'ArrowRight')).toBeUndefined();
    expect(to(3, 'ArrowLeft')).toBe('block');
    expect(to(1, 'ArrowLeft')).toBeUndefined();
    expect(to(0, 'End')).toBe('loop');
    expect(to(4, 'ArrowDown')).toBeUndefined();
    expect(to(0, 'l')).toBe('loop');
    expect(to(4, 'a')).toBe('block/act');
    expect(to(0, 'z')).toBeUndefined();
  });
});
