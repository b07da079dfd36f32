import { defineUnary } from './unary.ts';

/** y = ln x. */
export const Log = defineUnary({
  opType: 'Log',
  function: () => Math.log,
  gradient: ({ e, x, g }) => e.div(g, x),
  samples: [
    { name: 'matrix', inputs: [{ dims: [2, 3], range: [0.1, 4] }] },
    { name: 'scalar', inputs: [{ dims: [], range: [0.1, 4] }] },
  ],
});
