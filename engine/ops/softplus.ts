import { activationSamples, defineUnary } from './unary.ts';

/** ln(1 + eˣ), computed without overflow. */
export const logOnePlusExp = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/** y = ln(1 + eˣ); ∂y/∂x = σ(x). */
export const Softplus = defineUnary({
  opType: 'Softplus',
  function: () => logOnePlusExp,
  gradient: ({ e, x, g }) => e.mul(g, e.op('Sigmoid', [x])),
  samples: activationSamples,
});
