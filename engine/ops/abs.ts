import { defineOp } from './definition.ts';
import { elementwise, inferSame } from './elementwise.ts';
import { given } from './inputs.ts';

/** y = |x|; the gradient at 0 is 0. */
export const Abs = defineOp({
  opType: 'Abs',
  infer: inferSame,
  gradient: ({ e, inputs: [x], gradients: [g] }) => [e.mul(given(g), e.op('Sign', [given(x)]))],
  kernel: elementwise(Math.abs),
  samples: [
    { name: 'matrix', inputs: [{ dims: [2, 3], distinct: true }] },
    { name: 'integers', inputs: [{ dims: [3], dtype: 'int64', values: [1, -2, 0] }] },
  ],
});
