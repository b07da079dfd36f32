import { int } from '../graph/attributes.ts';
import { sizeOf, staticShape } from '../graph/shape.ts';
import type { Attributes, Value } from '../graph/types.ts';
import type { Emitter } from './emitter.ts';
import { type Window, windowAttributes } from './window.ts';

/**
 * onnxruntime's operators over blocked channels, domain `com.microsoft.nchwc`: [N, C, H, W] is stored as [N, C/b, H, W, b]
 * with b the processor's block (16 with AVX-512, 8 with AVX2). Their types keep the shape [N, C, H, W].
 * Lowerings use them where the executor offers them; exported files never hold them.
 */
export const nchwcDomain = 'com.microsoft.nchwc' as const;

/** Whether channels fill whole blocks of an executor that has them. */
export function fillsBlocks(channels: number, block: number | undefined): block is number {
  return block !== undefined && channels % block === 0;
}

/** [N, C, H, W] → blocked; C a multiple of the block. */
export const reorderInput = (e: Emitter, x: Value): Value => e.op('ReorderInput', [x], {}, { domain: nchwcDomain });

/** Blocked → [N, C, H, W]. */
export const reorderOutput = (e: Emitter, x: Value): Value =>
  e.op('ReorderOutput', [x], { channels: int(e.dim(x, 1)) }, { domain: nchwcDomain });

/**
 * Convolution with a blocked kernel, giving blocks; `bias` and `sum` (blocked) are added.
 *
 * @param x blocked; plain where it has fewer channels than a block
 * @param kernel typed [M, C, kH, kW], stored as `blockedKernel` does
 */
export function blockedConv(
  e: Emitter,
  x: Value,
  kernel: Value,
  window: Window,
  added: { bias?: Value | undefined; sum?: Value | undefined } = {},
): Value {
  const inputs =
    added.sum !== undefined ? [x, kernel, added.bias, added.sum] : added.bias !== undefined ? [x, kernel, added.bias] : [x, kernel];
  return e.op('Conv', inputs, { ...windowAttributes(window), group: int(1) }, { domain: nchwcDomain, name: 'BlockedConv' });
}

/** [M, C, kH, kW] stored as [M/b, C/b, kH·kW, b of C, b of M]; with C < b as [M/b, C, kH·kW, b of M]. */
export function blockedKernel(e: Emitter, w: Value, block: number): Value {
  const [outputs, inputs, ...kernel] = staticShape(w.type.shape);
  const taps = sizeOf(kernel);
  const stored =
    inputs < block
      ? e.transpose(e.reshape(w, [outputs / block, block, inputs, taps]), [0, 2, 3, 1])
      : e.transpose(e.reshape(w, [outputs / block, block, inputs / block, block, taps]), [0, 2, 4, 3, 1]);
  return e.reshape(stored, [outputs, inputs, ...kernel]);
}

/** Largest element of each window of blocked x. */
export const blockedMaxPool = (e: Emitter, x: Value, attributes: Attributes): Value =>
  e.op('MaxPool', [x], attributes, { domain: nchwcDomain, name: 'BlockedMaxPool' });
