import type { Link } from '../losses/link.ts';
import { argMax, type Batch, type Reading } from './reading.ts';

/** ln(1 + eˣ), finite for any x. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

export function sigmoid(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}

/**
 * ln p − ln(1 − p) of class `k` at a place, in float64 from its scores: it orders as p does, and still tells apart what p rounds
 * to 0 or 1. One score alone is that of the second of two classes.
 */
export function logOdds(scores: ArrayLike<number>, at: number, columns: number, stride: number, k: number): number {
  if (columns === 1) return k === 1 ? scores[at] : -scores[at];
  let most = Number.NEGATIVE_INFINITY;
  for (let j = 0; j < columns; j += 1) if (j !== k) most = Math.max(most, scores[at + j * stride]);
  let rest = 0;
  for (let j = 0; j < columns; j += 1) if (j !== k) rest += Math.exp(scores[at + j * stride] - most);
  return scores[at + k * stride] - most - Math.log(rest);
}

/** Writes the log-odds of all classes of a place into `into`. */
export function allLogOdds(scores: ArrayLike<number>, at: number, columns: number, stride: number, into: Float64Array): void {
  const best = argMax(scores, at, columns, stride);
  const most = scores[at + best * stride];
  let total = 0;
  for (let k = 0; k < columns; k += 1) total += Math.exp(scores[at + k * stride] - most);
  for (let k = 0; k < columns; k += 1) {
    const score = scores[at + k * stride] - most;
    // Without the largest term the difference would lose its digits, with it none.
    into[k] = k === best ? logOdds(scores, at, columns, stride, k) : score - Math.log(total - Math.exp(score));
  }
}

/** ln p of class `k` at a place, in float64 from its scores: finite where p is rounded to 0. */
export function logProbability(scores: ArrayLike<number>, at: number, columns: number, stride: number, k: number): number {
  return -softplus(-logOdds(scores, at, columns, stride, k));
}

/** Numbers of a batch as people read them: each through the sigmoid, or shares along axis 1. */
export function readNumbers({ link, width, columns }: Reading, { samples, predictions }: Batch): Float32Array | Float64Array {
  if (link === 'identity') return predictions;
  const places = width / columns;
  const read = Float64Array.from(predictions);
  for (let i = 0; i < samples * width; i += 1) read[i] = readNumber(link, predictions, i, columns, places, width);
  return read;
}

function readNumber(
  link: Exclude<Link, 'identity'>,
  scores: Float32Array | Float64Array,
  i: number,
  columns: number,
  places: number,
  width: number,
): number {
  if (link === 'sigmoid') return sigmoid(scores[i]);
  const inSample = i % width;
  return Math.exp(logProbability(scores, i - inSample + (inSample % places), columns, places, Math.floor(inSample / places)));
}
