import { int, intOf } from '../graph/attributes.ts';
import { sizeOf, staticShape } from '../graph/shape.ts';
import type { Value } from '../graph/types.ts';
import { forEachProduct } from './convolution.ts';
import { defineOp } from './definition.ts';
import type { Emitter } from './emitter.ts';
import { floatInput, given, knownDims, typeMistake } from './inputs.ts';
import { type NdArray, ndarray } from './ndarray.ts';
import { positionsOf, type Window, windowAttributes, windowOf } from './window.ts';

/**
 * onnxruntime's operators over blocked channels, domain `com.microsoft.nchwc`: [N, C, H, W] is stored as [N, C/b, H, W, b]
 * with b the processor's block (16 with AVX-512, 8 with AVX2). Their types keep the shape [N, C, H, W].
 * Lowerings use them where the executor offers them; exported files never hold them.
 */
const domain = 'com.microsoft.nchwc' as const;

/** Block of the kernels here, which only check lowerings. */
const referenceBlock = 16;

const forbidden = { forbidden: 'it appears in lowered graphs alone.' };

/** [N, C, H, W] → blocked; C a multiple of the block. */
export const reorderInput = (e: Emitter, x: Value): Value => e.op('ReorderInput', [x], {}, { domain });

/** Blocked → [N, C, H, W]. */
export const reorderOutput = (e: Emitter, x: Value): Value => e.op('ReorderOutput', [x], { channels: int(e.dim(x, 1)) }, { domain });

/**
 * Convolution of blocked x with a blocked kernel; `sum` is added to the result.
 *
 * @param kernel typed [M, C, kH, kW], stored as [M/b, C/b, kH·kW, b of C, b of M]
 */
export function blockedConv(e: Emitter, x: Value, kernel: Value, window: Window, sum?: Value): Value {
  const inputs = sum === undefined ? [x, kernel] : [x, kernel, undefined, sum];
  return e.op('Conv', inputs, { ...windowAttributes(window), group: int(1) }, { domain, name: 'BlockedConv' });
}

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
        const block = (Math.floor(m / b) * (inputs / b) + Math.floor(c / b)) * taps + tap;
        result.data[(m * inputs + c) * taps + tap] = w.data[(block * b + (c % b)) * b + (m % b)];
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
    const [x, w, sum] = [toPlain(given(inputs[0], 'X')), plainKernel(given(inputs[1], 'W')), inputs[3]];
    const y = sum === undefined ? ndarray(type.dtype, staticShape(type.shape)) : toPlain(sum);
    const window = windowOf(attributes, w.dims.slice(2));
    forEachProduct({ x: x.dims, w: w.dims, y: y.dims, group: intOf(attributes, 'group', 1), window }, (i, j, k) => {
      y.data[i] += w.data[j] * x.data[k];
    });
    return [toBlocked(y)];
  },
  samples: [],
});

/** ∂L/∂x of a stride-1 convolution: dY blocked, convolved with the turned kernel, as [N, C, H, W]. */
export function blockedInputGradient(e: Emitter, dy: Value, w: Value, full: Window, block: number): Value {
  const [outputs, inputs, ...kernel] = staticShape(w.type.shape);
  const taps = sizeOf(kernel);
  const reversed = Array.from({ length: taps }, (_, tap) => taps - 1 - tap);
  const split = e.reshape(w, [outputs / block, block, inputs / block, block, taps]);
  const turned = e.transpose(e.gather(split, e.int64s(reversed), 4), [2, 0, 4, 1, 3]); // [C/b, M/b, K, b of M, b of C]
  return reorderOutput(e, blockedConv(e, reorderInput(e, dy), e.reshape(turned, [inputs, outputs, ...kernel]), full));
}

/** Bytes of a kernel's rows per block of outputs that stay in the second-level cache. */
const cacheBytes = 512 * 1024;

/**
 * ∂L/∂w as a convolution whose channels are the batch: each input channel is an image of N channels, each output channel of dY
 * a kernel of N channels and the size of dY; strides and dilations swap places. Kernels larger than the cache are taken in rows.
 */
export function blockedWeightGradient(e: Emitter, x: Value, dy: Value, window: Window, block: number): Value {
  const [batch, inputs, height, width] = staticShape(x.type.shape);
  const [, outputs, rows, columns] = staticShape(dy.type.shape);
  const { kernel, strides, dilations, padBegin } = window;
  const covered = kernel.map((size, axis) => ([rows, columns][axis] - 1) * strides[axis] + (size - 1) * dilations[axis] + 1);
  const padEnd = covered.map((size, axis) => size - padBegin[axis] - [height, width][axis]);
  const padded = e.pad(x, [0, 0, ...padBegin, 0, 0, ...padEnd]);
  const byBatch = reorderInput(e, e.reshape(padded, [1, batch, inputs, covered[0] * covered[1]]));
  const swapped = e.transpose(e.reshape(byBatch, [batch / block, inputs, covered[0] * covered[1] * block]), [1, 0, 2]);
  const images = e.reshape(swapped, [inputs * (batch / block), covered[0], covered[1] * block]);
  const blockedDy = e.reshape(reorderInput(e, dy), [batch / block, block, outputs / block, rows, columns * block]);
  const kernels = e.reshape(
    e.transpose(e.reshape(blockedDy, [batch / block, block, outputs / block, rows * columns, block]), [2, 0, 3, 1, 4]),
    [(outputs / block) * (batch / block), rows, columns * block * block],
  );
  const chunk = Math.max(1, Math.min(rows, Math.floor(cacheBytes / (columns * batch * block * 4))));
  const chunks = Math.ceil(rows / chunk);
  const base = Math.ceil(rows / chunks);
  let sum: Value | undefined;
  for (let start = 0; start < rows; start += base) {
    const count = Math.min(base, rows - start);
    const seen = (count - 1) * strides[0] + (kernel[0] - 1) * dilations[0] + 1;
    const image = e.reshape(part(e, images, start * strides[0], seen), [inputs, batch, seen, covered[1]]);
    const weights = e.reshape(part(e, kernels, start, count), [outputs, batch, count, columns]);
    const swappedWindow = { kernel: [count, columns], strides: dilations, dilations: strides, padBegin: [0, 0], padEnd: [0, 0] };
    sum = blockedConv(e, image, weights, swappedWindow, sum);
  }
  const taps = sizeOf(kernel);
  const byTap = e.reshape(given(sum), [inputs, outputs / block, taps, block]);
  return e.reshape(e.transpose(byTap, [1, 3, 0, 2]), [outputs, inputs, ...kernel]);
}

/** Rows of the middle axis. */
function part(e: Emitter, x: Value, start: number, count: number): Value {
  return count === e.dim(x, 1) ? x : e.slice(x, [start], [start + count], [1]);
}
