import { activationSamples, defineUnary } from './unary.ts';

/** σ(x), computed without overflow. */
export const logistic = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));

/** y = 1 / (1 + e⁻ˣ); ∂y/∂x = y(1 − y). */
export const Sigmoid = defineUnary({
  opType: 'Sigmoid',
  function: () => logistic,
  gradient: ({ e, y, g }) => e.mul(g, e.mul(y, e.sub(e.scalar(1, y), y))),
  samples: activationSamples,
});
