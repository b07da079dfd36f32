import { activationSamples, defineUnary } from './unary.ts';

/** y = eˣ. */
export const Exp = defineUnary({
  opType: 'Exp',
  function: () => Math.exp,
  gradient: ({ e, y, g }) => e.mul(g, y),
  samples: activationSamples,
});
