import type { Kernel } from './kernel.ts';
import { pruneSmallest } from './magnitude.ts';
import { prunePattern } from './pattern.ts';
import type { PruningSettings } from './schedule.ts';

/** Steps towards a whole number that rounding may have kept from it. */
const ROUNDING = 1e-9;

/**
 * Prunes kernels to a share of the final sparsity, from 0 to 1. A pattern n of m drops whole weights of each row of m: it passes
 * m − 1 of m, m − 2 of m and so on. What is pruned stays so, whatever the share.
 */
export function pruneKernels({ scope, sparsity, n, m }: PruningSettings, kernels: readonly Kernel[], share: number): void {
  if (scope === 'global') pruneSmallest(kernels, share * sparsity);
  else if (scope === 'layer') for (const kernel of kernels) pruneSmallest([kernel], share * sparsity);
  else for (const kernel of kernels) prunePattern(kernel, m - Math.floor(share * (m - n) + ROUNDING), m);
}
