import { activationSamples, defineUnary } from './unary.ts';

/** y = x / (1 + |x|); ∂y/∂x = 1 / (1 + |x|)². */
export const Softsign = defineUnary({
  opType: 'Softsign',
  function: () => (x) => x / (1 + Math.abs(x)),
  gradient: ({ e, x, g }) => e.div(g, e.square(e.addScalar(e.abs(x), 1))),
  samples: activationSamples,
});
