import { activationSamples, defineUnary } from './unary.ts';

/** y = tanh x; ∂y/∂x = 1 − y². */
export const Tanh = defineUnary({
  opType: 'Tanh',
  function: () => Math.tanh,
  gradient: ({ e, y, g }) => e.mul(g, e.sub(e.scalar(1, y), e.square(y))),
  samples: activationSamples,
});
