import { defineOp } from './definition.ts';
import { elementwise, inferSame } from './elementwise.ts';

/** −1, 0 or 1. Flat wherever it is smooth, so no gradient flows. */
export const Sign = defineOp({
  opType: 'Sign',
  infer: inferSame,
  gradient: 'stop',
  kernel: elementwise(Math.sign),
  samples: [
    { name: 'numbers', inputs: [{ dims: [2, 2], values: [-1.5, 0, 0.25, 3] }] },
    { name: 'integers', inputs: [{ dims: [3], dtype: 'int64', values: [1, -2, 0] }] },
  ],
});
