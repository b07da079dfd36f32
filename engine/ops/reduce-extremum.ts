import type { Value } from '../graph/types.ts';
import { defineOp } from './definition.ts';
import { inferReduction, reduction, type ReductionGradient, reductionGradient, reductionSamples } from './reduction.ts';

/** Elements that equal the extremum share the gradient. */
function toExtrema({ e, x, y, g, axes }: ReductionGradient): Value {
  const mask = e.cast(e.equal(x, y), g.type.dtype);
  return e.mul(mask, e.div(g, e.reduceSum(mask, axes)));
}

const samples = reductionSamples({ distinct: true });

/** The largest x over axes. */
export const ReduceMax = defineOp({
  opType: 'ReduceMax',
  infer: inferReduction,
  gradient: reductionGradient(toExtrema),
  kernel: reduction(-Infinity, Math.max),
  samples,
});

/** The smallest x over axes. */
export const ReduceMin = defineOp({
  opType: 'ReduceMin',
  infer: inferReduction,
  gradient: reductionGradient(toExtrema),
  kernel: reduction(Infinity, Math.min),
  samples,
});
