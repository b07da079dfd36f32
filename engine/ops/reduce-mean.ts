import { int } from '../graph/attributes.ts';
import type { Value } from '../graph/types.ts';
import { defineOp } from './definition.ts';
import type { Emitter } from './emitter.ts';
import { inferReduction, reduction, reductionGradient, reductionSamples } from './reduction.ts';
import { expandLike } from './shape-like.ts';

/** g over the number of elements per group, which float32 holds exactly and its reciprocal seldom; sizes known only at run time are read from x. */
function dividedByCount(e: Emitter, g: Value, x: Value, axes: readonly number[]): Value {
  const known = axes.reduce((count, axis) => (typeof x.type.shape[axis] === 'number' ? count * e.dim(x, axis) : count), 1);
  return axes.reduce(
    (quotient, axis) => {
      if (typeof x.type.shape[axis] === 'number') return quotient;
      const size = e.op('Shape', [x], { start: int(axis), end: int(axis + 1) });
      return e.div(quotient, e.squeeze(e.cast(size, x.type.dtype), [0]));
    },
    known === 1 ? g : e.div(g, e.scalar(known, g)),
  );
}

/** The mean of x over axes. */
export const ReduceMean = defineOp({
  opType: 'ReduceMean',
  infer: inferReduction,
  gradient: reductionGradient(({ e, x, g, axes }) => expandLike(e, dividedByCount(e, g, x, axes), x)),
  kernel: reduction(
    0,
    (sum, x) => sum + x,
    (sum, count) => sum / count,
  ),
  samples: reductionSamples(),
});
