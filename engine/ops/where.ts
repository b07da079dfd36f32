import { EngineError } from '../graph/errors.ts';
import { defineOp } from './definition.ts';
import { broadcastAll, elementwise, inferElementwise } from './elementwise.ts';
import { given, typeOf } from './inputs.ts';

/** y = a where the condition holds, else b, with broadcasting. */
export const Where = defineOp({
  opType: 'Where',
  infer: (context) => {
    const condition = typeOf(context, 0);
    if (condition.dtype !== 'bool') throw new EngineError('op-types', `expected a bool condition, came ${condition.dtype}`);
    const [{ dtype }] = inferElementwise({ ...context, inputs: context.inputs.slice(1) });
    return [{ dtype, shape: broadcastAll(context.inputs) }];
  },
  gradient: ({ e, inputs, gradients, wants }) => {
    const [condition, g] = [given(inputs[0]), given(gradients[0])];
    return [
      undefined,
      wants(1) ? e.mul(g, e.cast(condition, g.type.dtype)) : undefined,
      wants(2) ? e.mul(g, e.cast(e.op('Not', [condition]), g.type.dtype)) : undefined,
    ];
  },
  kernel: elementwise((condition, a, b) => (condition !== 0 ? a : b)),
  samples: [
    { name: 'same shape', inputs: [{ dims: [2, 2], dtype: 'bool', values: [1, 0, 0, 1] }, { dims: [2, 2] }, { dims: [2, 2] }] },
    { name: 'scalar', inputs: [{ dims: [3], dtype: 'bool', values: [1, 0, 1] }, { dims: [3] }, { dims: [] }] },
    { name: 'broadcast all', inputs: [{ dims: [2, 1], dtype: 'bool', values: [0, 1] }, { dims: [3] }, { dims: [4, 1, 1] }] },
  ],
});
