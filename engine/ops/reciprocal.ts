import { defineUnary } from './unary.ts';

/** y = 1/x; ∂y/∂x = −y². */
export const Reciprocal = defineUnary({
  opType: 'Reciprocal',
  function: () => (x) => 1 / x,
  gradient: ({ e, y, g }) => e.neg(e.mul(g, e.square(y))),
  samples: [
    { name: 'matrix', inputs: [{ dims: [2, 3], range: [0.5, 2] }] },
    { name: 'negative', inputs: [{ dims: [3], range: [-2, -0.5] }] },
  ],
});
