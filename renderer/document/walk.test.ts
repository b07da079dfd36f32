import { describe, expect, it } from 'vitest';
import type { Project } from '../../engine/project/schema.ts';
import { type Direction, type Step, walkFrom } from './walk.ts';

/** in → a, b → join → out; `b` lies below `a`, `lone` has no wires. */
const drawing: Pick<Project, 'nodes' | 'wires'> = {
  nodes: [
    node('in', 0, 100),
    node('a', 200, 0),
    node('b', 200, 200),
    node('join', 400, 100),
    node('out', 600, 100),
    node('lone', 200, 420),
  ],
  wires: [wire('in', 'b'), wire('in', 'a'), wire('a', 'join'), wire('b', 'join'), wire('join', 'out')],
};

const step = (from: string, direction: Direction, last?: Step) => walkFrom(drawing, from, direction, last);

describe('the arrow keys', () => {
  it('lead along wires: right to what a node feeds, left to what feeds it', () => {
    expect(step('in', 'right')).toBe('a');
    expect(step('a', 'right')).toBe('join');
    expect(step('join', 'left')).toBe('a');
    expect(step('in', 'left')).toBeUndefined();
    expect(step('out', 'right')).toBeUndefined();
  });

  it('lead up and down among the nodes that share what feeds them', () => {
    expect(step('a', 'down')).toBe('b');
    expect(step('b', 'up')).toBe('a');
    expect(step('a', 'up')).toBeUndefined();
  });

  it('lead back to where the last step came from', () => {
    expect(step('join', 'left', { from: 'b', to: 'join', direction: 'right' })).toBe('b');
    expect(step('join', 'left', { from: 'gone', to: 'join', direction: 'right' })).toBe('a');
    expect(step('join', 'right', { from: 'b', to: 'join', direction: 'right' })).toBe('out');
  });

  it('lead to the nearest node of the drawing where no wire does, so that every node is reached', () => {
    expect(step('b', 'down')).toBe('lone');
    expect(step('lone', 'up')).toBe('b');
    expect(step('missing', 'up')).toBeUndefined();
  });
});

function node(id: string, x: number, y: number): Project['nodes'][number] {
  return { id, type: 'ReLU', parameters: {}, position: { x, y } };
}

function wire(from: string, to: string): Project['wires'][number] {
  return { from: { node: from, port: 'output' }, to: { node: to, port: 'input' } };
}
