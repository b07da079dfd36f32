import { type Kernel, prune } from './kernel.ts';
import { keysOf } from './ranking.ts';

/** Behind the key of any weight. */
const TAKEN = 0xffffffff;

/**
 * Of every `m` weights in a row along the kernel's input axis, prunes all but the `kept` largest; a shorter last row keeps as many. A
 * kernel whose input axis is no longer than `kept` stays as it is.
 * Source: Mishra et al., "Accelerating sparse deep neural networks", 2021, for 2 of 4 along the axis that is summed over.
 */
export function prunePattern(kernel: Kernel, kept: number, m: number): void {
  const { shape, inputAxis } = kernel;
  const length = shape[inputAxis];
  const stride = shape.slice(inputAxis + 1).reduce((a, b) => a * b, 1);
  const keys = keysOf(kernel);
  for (let first = 0; first < keys.length; first += 1) {
    const place = Math.floor(first / stride) % length;
    if (place % m === 0) pruneRow(kernel, keys, first, stride, Math.min(m, length - place), kept);
  }
}

/** Prunes the smallest of `length` weights, `stride` apart, until `kept` are left; of equal ones the first go. */
function pruneRow(kernel: Kernel, keys: Uint32Array, first: number, stride: number, length: number, kept: number): void {
  for (let left = length; left > kept; left -= 1) {
    let smallest = first;
    for (let i = 1; i < length; i += 1) if (keys[first + i * stride] < keys[smallest]) smallest = first + i * stride;
    keys[smallest] = TAKEN;
    prune(kernel, smallest);
  }
}
