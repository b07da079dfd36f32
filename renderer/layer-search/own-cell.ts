import type { ProjectModule, ProjectNode } from '../../engine/project/schema.ts';
import { COLUMN_GAP, NODE_HEIGHT, NODE_WIDTH } from '../document/placement.ts';

/** What a cell of one's own begins as: h′ = tanh(W·x + b + U·h). What it reads and what it hands on can be changed like any drawing. */
export function ownCell(id: string, name: string): ProjectModule {
  const placed = (node: Pick<ProjectNode, 'id' | 'type' | 'parameters'> & { name?: string }, column: number, row: number): ProjectNode => ({
    ...node,
    version: 1,
    position: { x: column * (NODE_WIDTH + COLUMN_GAP), y: row * NODE_HEIGHT },
  });
  return {
    id,
    name,
    description: 'h′ = tanh(W·x + b + U·h)',
    nodes: [
      placed({ id: 'x', type: 'ModuleInput', parameters: {} }, 0, 0),
      placed({ id: 'h', type: 'ModuleInput', parameters: {} }, 0, 1),
      placed({ id: 'W', type: 'Dense', parameters: { units: UNITS, activation: 'none' } }, 1, 0),
      placed({ id: 'U', type: 'Dense', parameters: { units: UNITS, activation: 'none', bias: false } }, 1, 1),
      placed({ id: 'sum', type: 'Add', parameters: {} }, 2, 0.5),
      placed({ id: 'tanh', type: 'Tanh', parameters: {} }, 3, 0.5),
      placed({ id: 'next', name: 'h', type: 'ModuleOutput', parameters: {} }, 4, 0.5),
    ],
    wires: [
      ['x', 'W'],
      ['h', 'U'],
      ['W', 'sum'],
      ['U', 'sum'],
      ['sum', 'tanh'],
      ['tanh', 'next'],
    ].map(([from, to]) => ({ from: { node: from, port: 'out' }, to: { node: to, port: 'in' } })),
    parameters: [
      {
        name: 'units',
        targets: [
          { node: 'W', parameter: 'units' },
          { node: 'U', parameter: 'units' },
        ],
      },
    ],
  };
}

const UNITS = 32;
