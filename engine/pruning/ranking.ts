import type { Kernel } from './kernel.ts';

const PRUNED = 0;
const PROTECTED = 0xffffffff;
const HALF = 16;

/**
 * A whole number for each weight that orders the weights as their float32 magnitudes do: a float's bits without the sign grow with it.
 * Weights that are pruned already come first, so that masks only grow.
 */
export function keysOf({ weights, mask }: Kernel): Uint32Array {
  const keys = new Uint32Array(Float32Array.from(weights).buffer);
  for (let i = 0; i < keys.length; i += 1) keys[i] = mask[i] === 0 ? PRUNED : (keys[i] & 0x7fffffff) + 1;
  return keys;
}

/** Puts the largest weight behind all others, so that a layer is never pruned to nothing. */
export function protectLargest(keys: Uint32Array): void {
  let largest = 0;
  for (let i = 1; i < keys.length; i += 1) if (keys[i] > keys[largest]) largest = i;
  if (keys.length > 0) keys[largest] = PROTECTED;
}

/** Those of the smallest keys that lie below `key`, and the first `ties` of those that equal it. */
export interface Threshold {
  readonly key: number;
  readonly ties: number;
}

/** Where the `count` smallest of all keys end, for 0 < count ≤ their number: by the upper half of the bits, then by the lower. */
export function thresholdOf(keys: readonly Uint32Array[], count: number): Threshold {
  const upper = new Uint32Array(2 ** HALF);
  for (const part of keys) for (let i = 0; i < part.length; i += 1) upper[part[i] >>> HALF] += 1;
  const { bucket: high, before } = bucketOf(upper, count);
  const lower = new Uint32Array(2 ** HALF);
  for (const part of keys) for (let i = 0; i < part.length; i += 1) if (part[i] >>> HALF === high) lower[part[i] & 0xffff] += 1;
  const { bucket: low, before: beforeInHigh } = bucketOf(lower, count - before);
  return { key: ((high << HALF) | low) >>> 0, ties: count - before - beforeInHigh };
}

/** The bucket in which the item of that number lies, from 1, and how many lie before the bucket. */
function bucketOf(counts: Uint32Array, item: number): { readonly bucket: number; readonly before: number } {
  let [bucket, before] = [0, 0];
  while (before + counts[bucket] < item) {
    before += counts[bucket];
    bucket += 1;
  }
  return { bucket, before };
}
