import { logOnePlusExp } from './softplus.ts';
import { activationSamples, defineUnary } from './unary.ts';

/** y = x·tanh(softplus x) (Misra 2019); ∂y/∂x = t + x·σ(x)·(1 − t²). */
export const Mish = defineUnary({
  opType: 'Mish',
  function: () => (x) => x * Math.tanh(logOnePlusExp(x)),
  gradient: ({ e, x, g }) => {
    const t = e.op('Tanh', [e.op('Softplus', [x])]);
    const bend = e.mul(e.mul(x, e.op('Sigmoid', [x])), e.sub(e.scalar(1, x), e.square(t)));
    return e.mul(g, e.add(t, bend));
  },
  samples: activationSamples,
});
