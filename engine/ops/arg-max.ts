import { int, intOf } from '../graph/attributes.ts';
import { defineOp } from './definition.ts';
import { arrayOf, axisOf, typeOf } from './inputs.ts';
import { forEachLine, ndarray } from './ndarray.ts';

/** The position of the largest x along an axis: the first of equals, or the last on request. */
export const ArgMax = defineOp({
  opType: 'ArgMax',
  infer: (context) => {
    const { shape } = typeOf(context, 0);
    const axis = axisOf(intOf(context.attributes, 'axis', 0), shape.length);
    return [{ dtype: 'int64', shape: intOf(context.attributes, 'keepdims', 1) === 1 ? shape.with(axis, 1) : shape.toSpliced(axis, 1) }];
  },
  gradient: 'stop',
  kernel: (context) => {
    const x = arrayOf(context, 0);
    const axis = axisOf(intOf(context.attributes, 'axis', 0), x.dims.length);
    const last = intOf(context.attributes, 'select_last_index', 0) === 1;
    const result = ndarray('int64', context.outputTypes[0].shape as readonly number[]);
    let line = 0;
    forEachLine(x.dims, axis, (start, step) => {
      let best = 0;
      for (let i = 1; i < x.dims[axis]; i += 1) {
        const [value, highest] = [x.data[start + i * step], x.data[start + best * step]];
        if (value > highest || (last && value === highest)) best = i;
      }
      result.data[line] = best;
      line += 1;
    });
    return [result];
  },
  samples: [
    { name: 'classes', inputs: [{ dims: [3, 4] }], attributes: { axis: int(-1), keepdims: int(0) } },
    { name: 'first axis', inputs: [{ dims: [3, 4] }] },
    { name: 'middle axis', inputs: [{ dims: [2, 3, 2] }], attributes: { axis: int(1) } },
    { name: 'ties', inputs: [{ dims: [1, 4], values: [1, 3, 3, 0] }], attributes: { axis: int(1) } },
    { name: 'ties, last wins', inputs: [{ dims: [1, 4], values: [1, 3, 3, 0] }], attributes: { axis: int(1), select_last_index: int(1) } },
  ],
});
