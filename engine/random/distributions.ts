import type { RandomStream } from './stream.ts';

/** Where random numbers go. Each is drawn in float64 and rounded by the array, so that both types get the same sample. */
export type FloatArray = Float32Array | Float64Array;

/** What masks and noise are drawn from. Bernoulli gives 1 with the given probability, else 0; normal has deviation 1. */
export type Distribution =
  | { readonly kind: 'bernoulli'; readonly probability: number }
  | { readonly kind: 'normal' }
  | { readonly kind: 'uniform' };

/** Numbers of a distribution. */
export function fillRandom(stream: RandomStream, distribution: Distribution, out: FloatArray): void {
  if (distribution.kind === 'bernoulli') fillBernoulli(stream, out, distribution.probability);
  else if (distribution.kind === 'normal') fillNormal(stream, out);
  else fillUniform(stream, out);
}

/** Uniform in [low, high). */
export function fillUniform(stream: RandomStream, out: FloatArray, low = 0, high = 1): void {
  for (let i = 0; i < out.length; i += 1) out[i] = low + (high - low) * stream.uniform();
}

/** Normal with mean 0, two numbers per pair of words. Source: Box & Muller 1958. */
export function fillNormal(stream: RandomStream, out: FloatArray, deviation = 1): void {
  for (let i = 0; i < out.length; i += 2) {
    const radius = deviation * Math.sqrt(-2 * Math.log((stream.word() + 1) * 2 ** -32));
    const angle = 2 * Math.PI * 2 ** -32 * stream.word();
    out[i] = radius * Math.cos(angle);
    if (i + 1 < out.length) out[i + 1] = radius * Math.sin(angle);
  }
}

/** 1 with the given probability, else 0. */
export function fillBernoulli(stream: RandomStream, out: FloatArray, probability: number): void {
  const threshold = probability * 2 ** 32;
  for (let i = 0; i < out.length; i += 1) out[i] = stream.word() < threshold ? 1 : 0;
}

/** `items` in random order, a copy. Source: Fisher & Yates, in Durstenfeld's form of 1964. */
export function permutation(stream: RandomStream, items: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const result = items.slice();
  for (let i = result.length - 1; i > 0; i -= 1) {
    const j = stream.below(i + 1);
    const kept = result[i];
    result[i] = result[j];
    result[j] = kept;
  }
  return result;
}

/** 0, 1, …, count − 1. */
export function indices(count: number): Uint32Array<ArrayBuffer> {
  return Uint32Array.from({ length: count }, (_, i) => i);
}
