import { Position } from '@xyflow/react';
import { expect, it } from 'vitest';
import { analyze } from '../../engine/compile/analyze.ts';
import type { FlowDirection, Project } from '../../engine/project/schema.ts';
import { emptyProject } from '../document/document.ts';
import { canvasNodes, canvasWires } from './flow-model.ts';
import { handlesOf } from './node-size.ts';
import { endPoints } from './wire-places.ts';

const size = { width: 150, height: 90 };

function drawn(flow?: FlowDirection) {
  const nodes = ['a', 'b'].map((id, row) => ({ id, type: 'ReLU', position: { x: 0, y: 200 * row }, parameters: {} }));
  const project: Project = {
    ...emptyProject('p'),
    nodes,
    wires: [{ from: { node: 'a', port: 'out' }, to: { node: 'b', port: 'in' } }],
    ...(flow && { flow }),
  };
  const analysis = analyze(project, () => undefined);
  const bearers = new Map(canvasNodes(project, analysis).map((node) => [node.id, { ...node, handles: handlesOf(node, size) }]));
  return { bearers, ends: endPoints(canvasWires(project, analysis)[0], (id) => bearers.get(id)) };
}

it('has wires leave at the bottom and come in at the top where data flows down, straight between equal left sides', () => {
  const { source, target, ...sides } = drawn('down').ends ?? expect.fail('the wire is drawn');
  expect(sides).toEqual({ sourcePosition: Position.Bottom, targetPosition: Position.Top });
  expect([source.x === target.x, source.y > 90, target.y < 200]).toEqual([true, true, true]);
});

it('has wires leave at the right and come in at the left where nothing is said', () => {
  const { bearers, ends } = drawn();
  expect(ends).toMatchObject({ sourcePosition: Position.Right, targetPosition: Position.Left });
  expect(bearers.get('a')).toMatchObject({ sourcePosition: Position.Right, targetPosition: Position.Left });
});
