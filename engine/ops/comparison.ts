import { defineOp, type OpDefinition, type OpSample } from './definition.ts';
import { elementwise, inferComparison } from './elementwise.ts';

const samples: readonly OpSample[] = [
  {
    name: 'same shape',
    inputs: [
      { dims: [2, 2], values: [1, 2, 3, 4] },
      { dims: [2, 2], values: [2, 2, 2, 2] },
    ],
  },
  {
    name: 'broadcast',
    inputs: [
      { dims: [3, 1], values: [-1, 0, 1] },
      { dims: [2], values: [0, 1] },
    ],
  },
  { name: 'scalar', inputs: [{ dims: [5] }, { dims: [], values: [0] }] },
  {
    name: 'integers',
    inputs: [
      { dims: [3], dtype: 'int64', values: [1, 2, 3] },
      { dims: [1], dtype: 'int64', values: [2] },
    ],
  },
];

const compare = (opType: string, holds: (a: number, b: number) => boolean): OpDefinition =>
  defineOp({ opType, infer: inferComparison, gradient: 'stop', kernel: elementwise((a, b) => (holds(a, b) ? 1 : 0)), samples });

/** a > b with broadcasting. */
export const Greater = compare('Greater', (a, b) => a > b);
/** a ≥ b with broadcasting. */
export const GreaterOrEqual = compare('GreaterOrEqual', (a, b) => a >= b);
/** a < b with broadcasting. */
export const Less = compare('Less', (a, b) => a < b);
/** a ≤ b with broadcasting. */
export const LessOrEqual = compare('LessOrEqual', (a, b) => a <= b);
/** a = b with broadcasting. */
export const Equal = compare('Equal', (a, b) => a === b);
