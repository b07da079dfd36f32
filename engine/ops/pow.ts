import type { Value } from '../graph/types.ts';
import { defineOp } from './definition.ts';
import { broadcastAll, elementwise } from './elementwise.ts';
import type { Emitter } from './emitter.ts';
import { given, typeOf } from './inputs.ts';

/** p·xᵖ⁻¹ */
function slope(e: Emitter, x: Value, p: Value, exponent: readonly number[] | undefined): Value {
  if (exponent?.length === 1 && exponent[0] === 2) return e.mulScalar(x, 2);
  return e.mul(p, e.op('Pow', [x, e.addScalar(p, -1)]));
}

/** y = xᵖ with broadcasting; the result has x's dtype. ∂y/∂p = y·ln x needs x > 0. */
export const Pow = defineOp({
  opType: 'Pow',
  infer: (context) => [{ dtype: typeOf(context, 0).dtype, shape: broadcastAll([typeOf(context, 0), typeOf(context, 1)]) }],
  gradient: ({ e, inputs, outputs: [y], gradients, wants, constant }) => {
    const [x, g] = [given(inputs[0]), given(gradients[0])];
    const p = e.cast(given(inputs[1]), x.type.dtype);
    return [wants(0) ? e.mul(g, slope(e, x, p, constant(1))) : undefined, wants(1) ? e.mul(g, e.mul(y, e.log(x))) : undefined];
  },
  kernel: elementwise((x, p) => x ** p),
  samples: [
    {
      name: 'positive base',
      inputs: [
        { dims: [2, 3], range: [0.5, 2] },
        { dims: [2, 3], range: [-2, 2] },
      ],
    },
    { name: 'square', inputs: [{ dims: [2, 3] }, { dims: [], values: [2], constant: true }] },
    {
      name: 'cube of negative numbers',
      inputs: [
        { dims: [4], range: [-2, -1] },
        { dims: [1], values: [3], constant: true },
      ],
    },
    {
      name: 'integer exponent',
      inputs: [
        { dims: [3], range: [0.5, 2] },
        { dims: [], dtype: 'int64', values: [3], constant: true },
      ],
    },
    { name: 'broadcast both', inputs: [{ dims: [2, 1], range: [0.5, 2] }, { dims: [3] }] },
  ],
});
