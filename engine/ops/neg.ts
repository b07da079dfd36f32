import { defineOp } from './definition.ts';
import { elementwise, inferSame } from './elementwise.ts';
import { given } from './inputs.ts';

/** y = −x. */
export const Neg = defineOp({
  opType: 'Neg',
  infer: inferSame,
  gradient: ({ e, gradients: [g] }) => [e.neg(given(g))],
  kernel: elementwise((x) => -x),
  samples: [
    { name: 'matrix', inputs: [{ dims: [2, 3] }] },
    { name: 'scalar', inputs: [{ dims: [] }] },
    { name: 'integers', inputs: [{ dims: [3], dtype: 'int64', values: [1, -2, 3] }] },
  ],
});
