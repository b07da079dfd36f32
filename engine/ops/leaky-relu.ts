import { float, floatOf } from '../graph/attributes.ts';
import { step } from './step.ts';
import { activationSamples, defineUnary } from './unary.ts';

/** y = x where x ≥ 0, else αx. */
export const LeakyRelu = defineUnary({
  opType: 'LeakyRelu',
  function: (attributes) => {
    const alpha = floatOf(attributes, 'alpha', 0.01);
    return (x) => (x >= 0 ? x : alpha * x);
  },
  gradient: ({ e, x, g, attributes }) => {
    const alpha = floatOf(attributes, 'alpha', 0.01);
    const positive = step(e, x);
    if (alpha >= 0 && alpha < 1) return e.mul(g, e.op('Clip', [positive, e.scalar(alpha, x)]));
    return e.mul(g, e.addScalar(e.mulScalar(positive, 1 - alpha), alpha));
  },
  samples: [
    ...activationSamples,
    { name: 'steeper below 0', inputs: [{ dims: [6], distinct: true }], attributes: { alpha: float(1.5) } },
    { name: 'alpha 0.2', inputs: [{ dims: [6], distinct: true }], attributes: { alpha: float(0.2) } },
  ],
});
