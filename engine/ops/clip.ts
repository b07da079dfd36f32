import type { InferContext } from '../graph/builder.ts';
import { EngineError } from '../graph/errors.ts';
import { formatShape } from '../graph/shape.ts';
import type { TensorType } from '../graph/types.ts';
import { defineOp } from './definition.ts';
import { arrayOf, given, typeOf } from './inputs.ts';
import { ndarray } from './ndarray.ts';

function infer(context: InferContext): readonly TensorType[] {
  const x = typeOf(context, 0);
  for (const bound of context.inputs.slice(1)) {
    if (bound !== undefined && (bound.shape.length > 0 || bound.dtype !== x.dtype)) {
      throw new EngineError('op-types', `expected ${x.dtype} scalars as bounds, came ${bound.dtype} ${formatShape(bound.shape)}`);
    }
  }
  return [x];
}

/** y = min(max(x, lower), upper), each bound optional. The gradient passes where nothing was cut. */
export const Clip = defineOp({
  opType: 'Clip',
  infer,
  gradient: ({ e, inputs: [x, lower, upper], outputs: [y], gradients, wants }) => {
    const [input, g] = [given(x), given(gradients[0])];
    const where = (mask: typeof y) => e.mul(g, e.cast(mask, g.type.dtype));
    return [
      wants(0) ? where(e.equal(input, y)) : undefined,
      lower && wants(1) ? where(e.less(input, lower)) : undefined,
      upper && wants(2) ? where(e.greater(input, upper)) : undefined,
    ];
  },
  kernel: (context) => {
    const x = arrayOf(context, 0);
    const lower = context.inputs[1]?.data[0] ?? -Infinity;
    const upper = context.inputs[2]?.data[0] ?? Infinity;
    return [
      ndarray(
        x.dtype,
        x.dims,
        x.data.map((value) => Math.min(Math.max(value, lower), upper)),
      ),
    ];
  },
  samples: [
    {
      name: 'both bounds',
      inputs: [
        { dims: [3, 4], distinct: true },
        { dims: [], values: [-0.505], constant: true },
        { dims: [], values: [0.305], constant: true },
      ],
    },
    {
      name: 'lower bound',
      inputs: [
        { dims: [6], distinct: true },
        { dims: [], values: [0.005], constant: true },
      ],
    },
    { name: 'upper bound', inputs: [{ dims: [6], distinct: true }, undefined, { dims: [], values: [0.005], constant: true }] },
    {
      name: 'computed bounds',
      inputs: [
        { dims: [6], distinct: true },
        { dims: [], values: [-0.405] },
        { dims: [], values: [0.305] },
      ],
    },
    { name: 'no bounds', inputs: [{ dims: [2, 2] }] },
  ],
});
