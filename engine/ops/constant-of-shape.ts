import { tensorOfAttribute } from '../graph/attributes.ts';
import { tensorOf } from '../graph/shape.ts';
import { defineOp } from './definition.ts';
import { typeMistake } from './inputs.ts';
import { ndarray } from './ndarray.ts';

const zero = tensorOf('float32', [1], [0]);

/** A tensor of the given shape, filled with `value` (0 in float32 unless said). */
export const ConstantOfShape = defineOp({
  opType: 'ConstantOfShape',
  infer: (context) => {
    const shape = context.dims(0);
    if (shape === undefined) throw typeMistake('a known shape', 'a computed one');
    return [{ dtype: tensorOfAttribute(context.attributes, 'value', zero).dtype, shape }];
  },
  gradient: 'stop',
  kernel: ({ attributes, outputTypes: [type] }) => {
    const result = ndarray(type.dtype, type.shape as readonly number[]);
    result.data.fill(Number(tensorOfAttribute(attributes, 'value', zero).data[0]));
    return [result];
  },
  samples: [
    { name: 'zeros', inputs: [{ dims: [2], dtype: 'int64', values: [2, 3], constant: true }] },
    {
      name: 'integers',
      inputs: [{ dims: [1], dtype: 'int64', values: [4], constant: true }],
      attributes: { value: { tensor: tensorOf('int64', [1], [7]) } },
    },
  ],
});
