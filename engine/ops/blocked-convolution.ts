import { sizeOf, staticShape } from '../graph/shape.ts';
import type { Value } from '../graph/types.ts';
import { blockedConv, reorderInput, reorderOutput } from './blocked.ts';
import type { Emitter } from './emitter.ts';
import { given } from './inputs.ts';
import type { Window } from './window.ts';

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
  const [samples, inputs, height, width] = staticShape(x.type.shape);
  const batch = Math.ceil(samples / block) * block; // filled up with zeros
  const [, outputs, rows, columns] = staticShape(dy.type.shape);
  const { kernel, strides, dilations, padBegin } = window;
  const covered = kernel.map((size, axis) => ([rows, columns][axis] - 1) * strides[axis] + (size - 1) * dilations[axis] + 1);
  const padEnd = covered.map((size, axis) => size - padBegin[axis] - [height, width][axis]);
  const padded = e.pad(x, [0, 0, ...padBegin, batch - samples, 0, ...padEnd]);
  const byBatch = reorderInput(e, e.reshape(padded, [1, batch, inputs, covered[0] * covered[1]]));
  const swapped = e.transpose(e.reshape(byBatch, [batch / block, inputs, covered[0] * covered[1] * block]), [1, 0, 2]);
  const images = e.reshape(swapped, [inputs * (batch / block), covered[0], covered[1] * block]);
  const blockedDy = e.reshape(e.pad(reorderInput(e, dy), [0, 0, 0, 0, batch - samples, 0, 0, 0]), [
    batch / block,
    block,
    outputs / block,
    rows,
    columns * block,
  ]);
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
    sum = blockedConv(e, image, weights, swappedWindow, { sum });
  }
  const taps = sizeOf(kernel);
  const byTap = e.reshape(given(sum), [inputs, outputs / block, taps, block]);
  return e.reshape(e.transpose(byTap, [1, 3, 0, 2]), [outputs, inputs, ...kernel]);
}

/** Rows of the middle axis. */
function part(e: Emitter, x: Value, start: number, count: number): Value {
  return count === e.dim(x, 1) ? x : e.slice(x, [start], [start + count], [1]);
}
