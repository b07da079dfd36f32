/** Below this magnitude a weight counts as small: L1 penalties bring many there without making them 0. */
export const SMALL = 1e-3;

/** How many of a kernel's weights are 0, and how many at most small. */
export interface WeightCounts {
  readonly weights: number;
  readonly zeros: number;
  /** |w| < 10⁻³, zeros among them. */
  readonly small: number;
}

export function countWeights(weights: Float32Array | Float64Array): WeightCounts {
  let [zeros, small] = [0, 0];
  for (const weight of weights) {
    if (weight === 0) zeros += 1;
    if (Math.abs(weight) < SMALL) small += 1;
  }
  return { weights: weights.length, zeros, small };
}

export function addCounts(counts: readonly WeightCounts[]): WeightCounts {
  const sum = (of: (counts: WeightCounts) => number): number => counts.reduce((total, part) => total + of(part), 0);
  return { weights: sum(({ weights }) => weights), zeros: sum(({ zeros }) => zeros), small: sum(({ small }) => small) };
}
