import { int, intOf } from '../graph/attributes.ts';
import { defineOp, type SampleInput } from './definition.ts';
import { arrayOf, axisOf, given, typeOf } from './inputs.ts';
import { forEachLine, ndarray } from './ndarray.ts';

const axis = (value: number): SampleInput => ({ dims: [], dtype: 'int64', values: [value], constant: true });

/** Running sums along an axis: without the own element when exclusive, from the end when reversed. */
export const CumSum = defineOp({
  opType: 'CumSum',
  infer: (context) => [typeOf(context, 0)],
  gradient: ({ e, inputs: [, along], gradients: [g], attributes }) => [
    e.op('CumSum', [given(g), along], { ...attributes, reverse: int(1 - intOf(attributes, 'reverse', 0)) }),
  ],
  kernel: (context) => {
    const x = arrayOf(context, 0);
    const result = ndarray(x.dtype, x.dims);
    const along = axisOf(arrayOf(context, 1).data[0], x.dims.length);
    const exclusive = intOf(context.attributes, 'exclusive', 0) === 1;
    const reverse = intOf(context.attributes, 'reverse', 0) === 1;
    const length = x.dims[along];
    forEachLine(x.dims, along, (start, step) => {
      let sum = 0;
      for (let i = 0; i < length; i += 1) {
        const at = start + (reverse ? length - 1 - i : i) * step;
        const before = sum;
        sum += x.data[at];
        result.data[at] = exclusive ? before : sum;
      }
    });
    return [result];
  },
  samples: [
    { name: 'rows', inputs: [{ dims: [2, 4] }, axis(1)] },
    { name: 'columns', inputs: [{ dims: [3, 2] }, axis(0)] },
    { name: 'exclusive', inputs: [{ dims: [2, 4] }, axis(-1)], attributes: { exclusive: int(1) } },
    { name: 'reversed', inputs: [{ dims: [1, 4] }, axis(1)], attributes: { reverse: int(1) } },
    { name: 'exclusive and reversed', inputs: [{ dims: [4] }, axis(0)], attributes: { exclusive: int(1), reverse: int(1) } },
  ],
});
