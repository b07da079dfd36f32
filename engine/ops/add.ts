import { binarySamples } from './binary-samples.ts';
import { defineOp } from './definition.ts';
import { elementwise, inferElementwise } from './elementwise.ts';

/** y = a + b with broadcasting. */
export const Add = defineOp({
  opType: 'Add',
  infer: inferElementwise,
  gradient: ({ gradients: [g] }) => [g, g],
  kernel: elementwise((a, b) => a + b),
  samples: binarySamples(),
});
