import { EngineError, invariant } from '../graph/errors.ts';

/** How the next token is chosen from what a language model gives. */
export interface SamplingSettings {
  /** Divides the scores: below 1 what is probable becomes more so, above 1 less. At 0 the most probable token is always taken. */
  readonly temperature: number;
  /** Only so many most probable tokens are left; all where absent. */
  readonly topK?: number;
  /** Only the most probable tokens that together have at least this probability are left; all where absent. */
  readonly topP?: number;
}

/**
 * Probabilities that a token is drawn with: softmax(scores / temperature), then the `topK` most probable tokens, then of these the fewest
 * that together reach `topP`, scaled to a sum of 1. Of tokens with equal scores the one with the lower number counts as more probable, so
 * that as many are left as were asked for. `scores` are logits or logarithms of probabilities, −∞ for what must never come; numbers of
 * which no probability follows throw `EngineError('bad-scores')`.
 * Sources: temperature, Ackley, Hinton & Sejnowski 1985; top-k, Fan, Lewis & Dauphin 2018; top-p, Holtzman et al. 2020.
 */
export function drawProbabilities(scores: ArrayLike<number>, { temperature, topK, topP }: SamplingSettings): Float64Array<ArrayBuffer> {
  invariant(temperature >= 0 && (topK ?? 1) >= 1 && (topP ?? 1) > 0, 'a temperature from 0, a top-k from 1, a top-p above 0');
  const most = checkedMaximum(scores);
  if (temperature === 0) return certain(scores.length, Array.from(scores).indexOf(most));
  const weights = Float64Array.from(scores, (score) => Math.exp((score - most) / temperature));
  const bound = Math.min(topK ?? weights.length, weights.length);
  if (bound === weights.length && (topP ?? 1) >= 1) return scaled(weights, sumOf(weights));
  const kept = mostProbable(weights, bound);
  return onlyThese(weights, topP === undefined ? kept : nucleus(weights, kept, topP));
}

/** The token whose share of [0, 1) holds `uniform`, the shares lying one after another. */
export function tokenAt(probabilities: ArrayLike<number>, uniform: number): number {
  let left = uniform;
  let last = -1;
  for (let token = 0; token < probabilities.length; token += 1) {
    if (probabilities[token] === 0) continue;
    if (left < probabilities[token]) return token;
    left -= probabilities[token];
    last = token;
  }
  // Rounding may leave the sum a little below 1.
  invariant(last >= 0, 'some token has a probability');
  return last;
}

function checkedMaximum(scores: ArrayLike<number>): number {
  const most = Array.from(scores).reduce((largest, score) => Math.max(largest, score), -Infinity);
  if (Number.isFinite(most)) return most;
  throw new EngineError(
    'bad-scores',
    'The network gives no probabilities for the next token: its numbers are not finite. Take another checkpoint, or train with a smaller learning rate.',
  );
}

function certain(size: number, token: number): Float64Array<ArrayBuffer> {
  const probabilities = new Float64Array(size);
  probabilities[token] = 1;
  return probabilities;
}

/** The `count` tokens with the largest weights, the largest first. */
function mostProbable(weights: Float64Array, count: number): readonly number[] {
  const tokens = Array.from(weights.keys());
  return tokens.sort((a, b) => weights[b] - weights[a] || a - b).slice(0, count);
}

function nucleus(weights: Float64Array, ranked: readonly number[], share: number): readonly number[] {
  const goal = share * ranked.reduce((sum, token) => sum + weights[token], 0);
  let reached = 0;
  const needed = ranked.findIndex((token) => {
    reached += weights[token];
    return reached >= goal;
  });
  return needed < 0 ? ranked : ranked.slice(0, needed + 1);
}

function onlyThese(weights: Float64Array, tokens: readonly number[]): Float64Array<ArrayBuffer> {
  const kept = new Float64Array(weights.length);
  for (const token of tokens) kept[token] = weights[token];
  return scaled(kept, sumOf(kept));
}

function scaled(weights: Float64Array<ArrayBuffer>, sum: number): Float64Array<ArrayBuffer> {
  return weights.map((weight) => weight / sum);
}

function sumOf(weights: Float64Array): number {
  return weights.reduce((sum, weight) => sum + weight, 0);
}
