import { float } from '../graph/attributes.ts';
import { step } from './step.ts';
import { defineUnary } from './unary.ts';

/** y = x·h with h = max(0, min(1, x/6 + ½)); ∂y/∂x = h + x/6 where 0 < h < 1, else h. */
export const HardSwish = defineUnary({
  opType: 'HardSwish',
  function: () => (x) => x * Math.max(0, Math.min(1, x / 6 + 0.5)),
  gradient: ({ e, x, g }) => {
    const h = e.op('HardSigmoid', [x], { alpha: float(1 / 6), beta: float(0.5) });
    const inside = e.mul(step(e, h), step(e, e.sub(e.scalar(1, h), h)));
    return e.mul(g, e.add(h, e.mul(inside, e.mulScalar(x, 1 / 6))));
  },
  samples: [
    { name: 'matrix', inputs: [{ dims: [3, 4], range: [-5, 5] }] },
    { name: 'inside', inputs: [{ dims: [1, 5], range: [-2, 2] }] },
    { name: 'scalar', inputs: [{ dims: [] }] },
  ],
});
