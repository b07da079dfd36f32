import { isFloat } from '../graph/shape.ts';
import { binarySamples } from './binary-samples.ts';
import { defineOp } from './definition.ts';
import { elementwise, inferElementwise } from './elementwise.ts';
import { given } from './inputs.ts';

const divide = elementwise((a, b) => a / b);
const divideIntegers = elementwise((a, b) => Math.trunc(a / b));

/** y = a / b with broadcasting; integers are cut towards 0. */
export const Div = defineOp({
  opType: 'Div',
  infer: inferElementwise,
  gradient: ({ e, inputs: [, b], outputs: [y], gradients: [g], wants }) => {
    const quotient = e.div(given(g), given(b));
    return [quotient, wants(1) ? e.neg(e.mul(quotient, y)) : undefined];
  },
  kernel: (context) => (isFloat(context.outputTypes[0].dtype) ? divide(context) : divideIntegers(context)),
  samples: [
    ...binarySamples({}, { range: [0.5, 2] }),
    {
      name: 'integers',
      inputs: [
        { dims: [4], dtype: 'int64', values: [7, -7, 8, 0] },
        { dims: [4], dtype: 'int64', values: [2, 2, -3, 5] },
      ],
    },
  ],
});
