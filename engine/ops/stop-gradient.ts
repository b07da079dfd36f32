import { defineOp } from './definition.ts';
import { inferSame } from './elementwise.ts';
import { arrayOf, given } from './inputs.ts';

/** y = x, through which no gradient flows back: where back-propagation through time is cut off. */
export const StopGradient = defineOp({
  opType: 'StopGradient',
  domain: 'netloom',
  infer: inferSame,
  gradient: 'stop',
  kernel: (context) => [arrayOf(context, 0)],
  lowering: ({ e, inputs: [x] }) => [e.identity(given(x))],
  samples: [
    { name: 'matrix', inputs: [{ dims: [2, 3] }] },
    { name: 'scalar', inputs: [{ dims: [] }] },
  ],
});
