import { float, floatOf } from '../graph/attributes.ts';
import type { Attributes } from '../graph/types.ts';
import { step } from './step.ts';
import { defineUnary } from './unary.ts';

const alphaOf = (attributes: Attributes): number => floatOf(attributes, 'alpha', 0.2);

/** y = max(0, min(1, αx + β)). */
export const HardSigmoid = defineUnary({
  opType: 'HardSigmoid',
  function: (attributes) => {
    const [alpha, beta] = [alphaOf(attributes), floatOf(attributes, 'beta', 0.5)];
    return (x) => Math.max(0, Math.min(1, alpha * x + beta));
  },
  gradient: ({ e, y, g, attributes }) => {
    const inside = e.mul(step(e, y), step(e, e.sub(e.scalar(1, y), y)));
    return e.mul(g, e.mulScalar(inside, alphaOf(attributes)));
  },
  samples: [
    { name: 'matrix', inputs: [{ dims: [3, 4], range: [-4, 4] }] },
    { name: 'own slope', inputs: [{ dims: [6] }], attributes: { alpha: float(1.5), beta: float(0.25) } },
    { name: 'scalar', inputs: [{ dims: [] }] },
  ],
});
