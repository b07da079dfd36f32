import { intOf } from '../graph/attributes.ts';
import { sizeOf, staticShape } from '../graph/shape.ts';
import { nchwcDomain as domain } from './blocked.ts';
import { addProducts } from './convolution.ts';
import { defineOp } from './definition.ts';
import { floatInput, given, knownDims, typeMistake } from './inputs.ts';
import { MaxPool, pooledType } from './max-pool.ts';
import { type NdArray, ndarray } from './ndarray.ts';
import { positionsOf, windowOf } from './window.ts';

/** Block of the kernels here, which only check lowerings. */
const referenceBlock = 16;

const forbidden = { forbidden: 'it appears in lowered graphs alone.' };

function reorder(x: NdArray, visit: (plain: number, blocked: number) => void): void {
  const [batch, channels, ...spatial] = x.dims;
  const size = sizeOf(spatial);
  for (let n = 0; n < batch; n += 1) {
    for (let c = 0; c < channels; c += 1) {
      const block = n * channels + Math.floor(c / referenceBlock) * referenceBlock;
      for (let at = 0; at < size; at += 1) {
        visit((n * channels + c) * size + at, block * size + at * referenceBlock + (c % referenceBlock));
      }
    }
  }
}

function toBlocked(x: NdArray): NdArray {
  const result = ndarray(x.dtype, x.dims);
  reorder(x, (plain, blocked) => {
    result.data[blocked] = x.data[plain];
  });
  return result;
}

function toPlain(x: NdArray): NdArray {
  const result = ndarray(x.dtype, x.dims);
  reorder(x, (plain, blocked) => {
    result.data[plain] = x.data[blocked];
  });
  return result;
}

/** [M, C, kH, kW] of a kernel stored in blocks. */
function plainKernel(w: NdArray): NdArray {
  const result = ndarray(w.dtype, w.dims);
  const [outputs, inputs, ...kernel] = w.dims;
  const taps = sizeOf(kernel);
  const b = referenceBlock;
  for (let m = 0; m < outputs; m += 1) {
    for (let c = 0; c < inputs; c += 1) {
      for (let tap = 0; tap < taps; tap += 1) {
        const block = (Math.floor(m / b) * Math.ceil(inputs / b) + Math.floor(c / b)) * taps + tap;
        const row = inputs < b ? (Math.floor(m / b) * inputs + c) * taps + tap : block * b + (c % b);
        result.data[(m * inputs + c) * taps + tap] = w.data[row * b + (m % b)];
      }
    }
  }
  return result;
}

export const ReorderInput = defineOp({
  opType: 'ReorderInput',
  domain,
  infer: (context) => [floatInput(context, 0, 'X', 4)],
  gradient: forbidden,
  kernel: ({ inputs }) => [toBlocked(given(inputs[0], 'X'))],
  samples: [],
});

export const ReorderOutput = defineOp({
  opType: 'ReorderOutput',
  domain,
  infer: (context) => [floatInput(context, 0, 'X', 4)],
  gradient: forbidden,
  kernel: ({ inputs }) => [toPlain(given(inputs[0], 'X'))],
  samples: [],
});

export const BlockedConv = defineOp({
  opType: 'Conv',
  domain,
  infer: (context) => {
    const x = floatInput(context, 0, 'X', 4);
    const [outputs, inputs, ...kernel] = knownDims(floatInput(context, 1, 'W', 4).shape, 0, 'W');
    if (x.shape[1] !== inputs) throw typeMistake(`${inputs} input channels`, `${x.shape[1]}`);
    const positions = positionsOf(windowOf(context.attributes, kernel), knownDims(x.shape, 2, 'X'));
    return [{ dtype: x.dtype, shape: [x.shape[0], outputs, ...positions] }];
  },
  gradient: forbidden,
  kernel: ({ inputs, attributes, outputTypes: [type] }) => {
    const [stored, w, bias, sum] = [given(inputs[0], 'X'), plainKernel(given(inputs[1], 'W')), inputs[2], inputs[3]];
    const x = w.dims[1] < referenceBlock ? stored : toPlain(stored);
    const y = sum === undefined ? ndarray(type.dtype, staticShape(type.shape)) : toPlain(sum);
    const size = sizeOf(y.dims.slice(2));
    if (bias !== undefined) for (let i = 0; i < y.data.length; i += 1) y.data[i] += bias.data[Math.floor(i / size) % y.dims[1]];
    const window = windowOf(attributes, w.dims.slice(2));
    const group = intOf(attributes, 'group', 1);
    addProducts({ x: x.dims, w: w.dims, y: y.dims, group, window }, 'y', { x: x.data, w: w.data, y: y.data });
    return [toBlocked(y)];
  },
  samples: [],
});

export const BlockedMaxPool = defineOp({
  opType: 'MaxPool',
  domain,
  infer: (context) => [pooledType(context)],
  gradient: forbidden,
  kernel: (context) => [toBlocked(MaxPool.kernel({ ...context, inputs: [toPlain(given(context.inputs[0], 'X'))] })[0])],
  samples: [],
});
