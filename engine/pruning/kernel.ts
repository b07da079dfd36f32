/** Weights that may be pruned, and which of them live: 1 in the mask, else 0. Both are changed in place. */
export interface Kernel {
  readonly shape: readonly number[];
  /** Axis of the layer's inputs, over which it sums: 0 for [in, units], 1 for [out, in, rows, columns]. */
  readonly inputAxis: number;
  readonly weights: Float32Array | Float64Array;
  readonly mask: Float32Array | Float64Array;
}

/** Sets the weight to 0 for good. */
export function prune({ weights, mask }: Kernel, index: number): void {
  weights[index] = 0;
  mask[index] = 0;
}
