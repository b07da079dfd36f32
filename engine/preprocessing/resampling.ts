/** Shares of the values along one axis in each value of a resized axis. */
export interface Resampling {
  readonly from: number;
  readonly to: number;
  /** [to, from], row-major; each row sums to 1. */
  readonly weights: Float64Array<ArrayBuffer>;
}

/** Position of each value of the resized axis that is nearest to it; pixels are compared by their centres. */
export function nearest(from: number, to: number): number[] {
  return Array.from({ length: to }, (_, i) => Math.min(from - 1, Math.floor(((i + 0.5) * from) / to)));
}

/**
 * Linear interpolation between the centres of pixels; where the axis shrinks, the triangle is as wide as the pixels that fall together,
 * so that none of them is passed over.
 */
export function linear(from: number, to: number): Resampling {
  const weights = new Float64Array(to * from);
  const width = Math.max(1, from / to);
  for (let i = 0; i < to; i += 1) {
    const centre = ((i + 0.5) * from) / to - 0.5;
    const row = weights.subarray(i * from, (i + 1) * from);
    for (let j = 0; j < from; j += 1) row[j] = Math.max(0, 1 - Math.abs(j - centre) / width);
    const sum = row.reduce((total, weight) => total + weight, 0);
    for (let j = 0; j < from; j += 1) row[j] /= sum;
  }
  return { from, to, weights };
}
