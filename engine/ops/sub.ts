import { binarySamples } from './binary-samples.ts';
import { defineOp } from './definition.ts';
import { elementwise, inferElementwise } from './elementwise.ts';
import { given } from './inputs.ts';

/** y = a − b with broadcasting. */
export const Sub = defineOp({
  opType: 'Sub',
  infer: inferElementwise,
  gradient: ({ e, gradients: [g], wants }) => [g, wants(1) ? e.neg(given(g)) : undefined],
  kernel: elementwise((a, b) => a - b),
  samples: binarySamples(),
});
