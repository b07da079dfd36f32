import { defineOp } from './definition.ts';
import { inferSame } from './elementwise.ts';
import { arrayOf } from './inputs.ts';

/** y = x. */
export const Identity = defineOp({
  opType: 'Identity',
  infer: inferSame,
  gradient: ({ gradients: [g] }) => [g],
  kernel: (context) => [arrayOf(context, 0)],
  samples: [
    { name: 'matrix', inputs: [{ dims: [2, 3] }] },
    { name: 'scalar', inputs: [{ dims: [] }] },
  ],
});
