import { elementwise, inferElementwise } from './elementwise.ts';
import { defineOp } from './definition.ts';

/** y = a·b with broadcasting. */
export const Mul = defineOp({
  opType: 'Mul',
  infer: inferElementwise,
  gradient: ({ e, inputs: [a, b], gradients: [g] }) => [g && b && e.mul(g, b), g && a && e.mul(g, a)],
  kernel: elementwise((a, b) => a * b),
  samples: [
    { name: 'same shape', inputs: [{ dims: [2, 3] }, { dims: [2, 3] }] },
    { name: 'broadcast row', inputs: [{ dims: [4, 3] }, { dims: [3] }] },
    { name: 'broadcast both', inputs: [{ dims: [4, 1, 2] }, { dims: [3, 1] }] },
    { name: 'scalar', inputs: [{ dims: [2, 2] }, { dims: [] }] },
  ],
});
