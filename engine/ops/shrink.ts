import { float, floatOf } from '../graph/attributes.ts';
import { activationSamples, defineUnary } from './unary.ts';

/** y = x + bias below −λ, x − bias above λ, else 0. */
export const Shrink = defineUnary({
  opType: 'Shrink',
  function: (attributes) => {
    const [lambda, bias] = [floatOf(attributes, 'lambd', 0.5), floatOf(attributes, 'bias', 0)];
    return (x) => (x < -lambda ? x + bias : x > lambda ? x - bias : 0);
  },
  gradient: ({ e, x, g, attributes }) => {
    const beyond = e.greater(e.abs(x), e.scalar(floatOf(attributes, 'lambd', 0.5), x));
    return e.mul(g, e.cast(beyond, g.type.dtype));
  },
  samples: [
    ...activationSamples,
    { name: 'soft', inputs: [{ dims: [6], distinct: true }], attributes: { lambd: float(0.25), bias: float(0.25) } },
    {
      name: 'tiny numbers',
      inputs: [{ dims: [4], values: [1e-31, -1e-31, 0.5, -0.25] }],
      attributes: { lambd: float(1e-30) },
      differentiate: [],
    },
  ],
});
