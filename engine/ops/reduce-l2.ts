import { defineOp } from './definition.ts';
import { inferReduction, reduction, reductionGradient, reductionSamples } from './reduction.ts';

/** Keeps 0/0 away: a group of zeros gets gradient 0. */
const tiny = 1e-37;

/** √Σ x² over axes; ∂y/∂x = x/y. */
export const ReduceL2 = defineOp({
  opType: 'ReduceL2',
  infer: inferReduction,
  gradient: reductionGradient(({ e, x, y, g }) => e.mul(x, e.div(g, e.max(y, e.scalar(tiny, y))))),
  kernel: reduction(0, (sum, x) => sum + x * x, Math.sqrt),
  samples: reductionSamples({ range: [0.2, 1] }),
});
