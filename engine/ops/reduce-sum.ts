import { defineOp } from './definition.ts';
import { inferReduction, reduction, reductionGradient, reductionSamples } from './reduction.ts';
import { expandLike } from './shape-like.ts';

/** Σ x over axes. */
export const ReduceSum = defineOp({
  opType: 'ReduceSum',
  infer: inferReduction,
  gradient: reductionGradient(({ e, x, g }) => expandLike(e, g, x)),
  kernel: reduction(0, (sum, x) => sum + x),
  samples: reductionSamples(),
});
