/** The largest number up to `limit` that divides all of `wholes`. */
export function largestDivisor(wholes: readonly number[], limit: number): number {
  let divisor = Math.min(limit, ...wholes);
  while (wholes.some((whole) => whole % divisor !== 0)) divisor -= 1;
  return divisor;
}
