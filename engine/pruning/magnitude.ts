import { type Kernel, prune } from './kernel.ts';
import { keysOf, protectLargest, thresholdOf } from './ranking.ts';

/**
 * Prunes the smallest weights of all kernels together until `share` of them is 0, rounded to whole weights. Of equal weights the
 * first go. The largest weight of each kernel stays: a layer without weights would give the same for every sample.
 * Source: Han et al., "Learning both weights and connections for efficient neural networks", 2015.
 */
export function pruneSmallest(kernels: readonly Kernel[], share: number): void {
  const keys = kernels.map(keysOf);
  const total = keys.reduce((sum, { length }) => sum + length, 0);
  const pruned = kernels.reduce((sum, { mask }) => sum + zeros(mask), 0);
  const count = Math.min(Math.max(Math.round(share * total), pruned), total - kernels.length);
  if (count <= pruned) return;
  keys.forEach(protectLargest);
  const threshold = thresholdOf(keys, count);
  let { ties } = threshold;
  for (const [k, kernel] of kernels.entries()) {
    for (let i = 0; i < keys[k].length; i += 1) {
      const key = keys[k][i];
      if (key > threshold.key || (key === threshold.key && ties === 0)) continue;
      if (key === threshold.key) ties -= 1;
      prune(kernel, i);
    }
  }
}

function zeros(mask: Kernel['mask']): number {
  let count = 0;
  for (const alive of mask) if (alive === 0) count += 1;
  return count;
}
