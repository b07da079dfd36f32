import { defineOp } from './definition.ts';
import { elementwise } from './elementwise.ts';
import { floatTypeOf } from './inputs.ts';

/** The least whole number that is not below x. Flat wherever it is smooth, so no gradient flows. */
export const Ceil = defineOp({
  opType: 'Ceil',
  infer: (context) => [floatTypeOf(context, 0)],
  gradient: 'stop',
  kernel: elementwise(Math.ceil),
  samples: [{ name: 'numbers', inputs: [{ dims: [2, 3], values: [-1.5, 0, 0.25, 3, 2.0001, -4] }] }],
});
