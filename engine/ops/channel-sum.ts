import { sizeOf, staticShape, tensorOf } from '../graph/shape.ts';
import { reorderInput } from './blocked.ts';
import { defineOp } from './definition.ts';
import { floatInput, given } from './inputs.ts';
import { ndarray } from './ndarray.ts';

/** Gradient of a bias per channel: the sum of [N, C, …] over all axes but the second. */
export const ChannelSum = defineOp({
  opType: 'ChannelSum',
  domain: 'netloom',
  infer: (context) => {
    const x = floatInput(context, 0, 'X', 2);
    return [{ dtype: x.dtype, shape: [x.shape[1]] }];
  },
  gradient: { forbidden: 'it is part of a training step.' },
  kernel: ({ inputs }) => {
    const x = given(inputs[0], 'X');
    const sum = ndarray(x.dtype, [x.dims[1]]);
    const size = sizeOf(x.dims.slice(2));
    for (let i = 0; i < x.data.length; i += 1) sum.data[Math.floor(i / size) % x.dims[1]] += x.data[i];
    return [sum];
  },
  /** A product with a row of ones sums the batch at twice the speed of a reduction over outer axes. */
  lowering: ({ e, inputs, capabilities: { nchwcBlock = 1 }, isBlocked }) => {
    const x = given(inputs[0], 'X');
    const [batch, channels, ...spatial] = staticShape(x.type.shape);
    const size = sizeOf(spatial);
    const ones = e.constant(tensorOf(x.type.dtype, [1, batch], new Array<number>(batch).fill(1)), 'ones');
    const block = isBlocked(x) ? nchwcBlock : 1;
    const summed = e.matmul(ones, e.reshape(block > 1 ? reorderInput(e, x) : x, [batch, channels * size]));
    if (block > 1) return [e.reshape(e.reduceSum(e.reshape(summed, [channels / block, size, block]), [1], false), [channels])];
    return [size === 1 ? e.reshape(summed, [channels]) : e.reduceSum(e.reshape(summed, [channels, size]), [1], false)];
  },
  samples: [
    { name: 'images', inputs: [{ dims: [3, 4, 2, 5] }] },
    { name: 'rows', inputs: [{ dims: [5, 3] }] },
    { name: 'batch 1', inputs: [{ dims: [1, 2, 7] }] },
  ],
});
