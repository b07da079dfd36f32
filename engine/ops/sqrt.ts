import { defineUnary } from './unary.ts';

/** y = √x; ∂y/∂x = 1 / 2y. */
export const Sqrt = defineUnary({
  opType: 'Sqrt',
  function: () => Math.sqrt,
  gradient: ({ e, y, g }) => e.div(e.mulScalar(g, 0.5), y),
  samples: [
    { name: 'matrix', inputs: [{ dims: [2, 3], range: [0.1, 4] }] },
    { name: 'scalar', inputs: [{ dims: [], range: [0.1, 4] }] },
  ],
});
