import { defineOp } from './definition.ts';
import { inferReduction, reduction, reductionSamples } from './reduction.ts';

/** Π x over axes. */
export const ReduceProd = defineOp({
  opType: 'ReduceProd',
  infer: inferReduction,
  gradient: { forbidden: 'the quotient of product and factor is undefined where a factor is 0; write the product as Exp of a sum of Logs' },
  kernel: reduction(1, (product, x) => product * x),
  samples: reductionSamples(),
});
