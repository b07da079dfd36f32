/** Points of one curve, in drawing order; null is a gap. */
export interface CurvePoints {
  readonly x: readonly number[];
  readonly y: readonly (number | null)[];
}

/**
 * At most `4 · buckets` points that draw like all of them: of each stretch of steps the first, smallest, largest and last.
 * `xOf` gives the horizontal place of a step (from 1).
 */
export function decimate(values: Float32Array, xOf: (step: number) => number, buckets: number): CurvePoints {
  const x: number[] = [];
  const y: (number | null)[] = [];
  const push = (index: number) => {
    const value = values[index] ?? NaN;
    x.push(xOf(index + 1));
    y.push(Number.isFinite(value) ? value : null);
  };
  if (values.length <= buckets * 4) {
    for (let i = 0; i < values.length; i++) push(i);
    return { x, y };
  }
  const size = values.length / buckets;
  for (let bucket = 0; bucket < buckets; bucket++) {
    for (const index of extremes(values, Math.floor(bucket * size), Math.floor((bucket + 1) * size))) push(index);
  }
  return { x, y };
}

/** Indices of the first, smallest, largest and last value of a stretch, ascending, each once. */
function extremes(values: Float32Array, start: number, end: number): number[] {
  let low = start;
  let high = start;
  for (let i = start + 1; i < end; i++) {
    const value = values[i] ?? NaN;
    if (value < (values[low] ?? NaN) || Number.isNaN(values[low])) low = i;
    if (value > (values[high] ?? NaN) || Number.isNaN(values[high])) high = i;
  }
  return [...new Set([start, low, high, end - 1])].sort((a, b) => a - b);
}
