import { step } from './step.ts';
import { activationSamples, defineUnary } from './unary.ts';

/** y = max(x, 0). The gradient reads the output, which is kept anyway; at 0 it is 0. */
export const Relu = defineUnary({
  opType: 'Relu',
  function: () => (x) => (x < 0 ? 0 : x),
  gradient: ({ e, y, g }) => e.mul(g, step(e, y)),
  samples: activationSamples,
});
