import { describe, expect, it } from 'vitest';
import { generationStream } from '../random/stream.ts';
import { drawProbabilities, tokenAt } from './sampling.ts';

/** Scores whose softmax at temperature 1 is the given distribution, shifted as logits may be. */
const logits = (...probabilities: number[]) => Float64Array.from(probabilities, (p) => Math.log(p) + 3);
const close = (given: ArrayLike<number>, ...expected: number[]) => {
  expect(given.length).toBe(expected.length);
  expected.forEach((value, i) => expect(given[i]).toBeCloseTo(value, 12));
};

describe('drawProbabilities', () => {
  it('gives the softmax at temperature 1', () => {
    close(drawProbabilities(logits(0.1, 0.2, 0.7), { temperature: 1 }), 0.1, 0.2, 0.7);
  });

  it('raises probabilities to the power of one over the temperature', () => {
    close(drawProbabilities(logits(0.1, 0.2, 0.7), { temperature: 0.5 }), 0.01 / 0.54, 0.04 / 0.54, 0.49 / 0.54);
    const roots = [0.04, 0.25, 0.71].map(Math.sqrt);
    const sum = roots.reduce((a, b) => a + b);
    close(drawProbabilities(logits(0.04, 0.25, 0.71), { temperature: 2 }), ...roots.map((root) => root / sum));
  });

  it('takes the most probable token at temperature 0, of equal ones the first', () => {
    close(drawProbabilities(logits(0.2, 0.4, 0.4), { temperature: 0 }), 0, 1, 0);
  });

  it('comes to the same as temperature 0 where the temperature is all but 0', () => {
    close(drawProbabilities(logits(0.2, 0.3, 0.5), { temperature: 1e-9 }), 0, 0, 1);
    close(drawProbabilities(logits(0.2, 0.3, 0.5), { temperature: 1e-9, topK: 2, topP: 0.5 }), 0, 0, 1);
  });

  it('keeps the k most probable tokens, of equal ones the first', () => {
    close(drawProbabilities(logits(0.1, 0.2, 0.3, 0.4), { temperature: 1, topK: 2 }), 0, 0, 3 / 7, 4 / 7);
    close(drawProbabilities(logits(0.25, 0.25, 0.25, 0.25), { temperature: 1, topK: 3 }), 1 / 3, 1 / 3, 1 / 3, 0);
    close(drawProbabilities(logits(0.3, 0.7), { temperature: 1, topK: 9 }), 0.3, 0.7);
  });

  it('keeps the fewest tokens that reach p together', () => {
    const scores = logits(0.125, 0.5, 0.25, 0.125);
    close(drawProbabilities(scores, { temperature: 1, topP: 0.45 }), 0, 1, 0, 0);
    close(drawProbabilities(scores, { temperature: 1, topP: 0.7 }), 0, 2 / 3, 1 / 3, 0);
    close(drawProbabilities(scores, { temperature: 1, topP: 0.8 }), 1 / 7, 4 / 7, 2 / 7, 0);
    close(drawProbabilities(scores, { temperature: 1, topP: 1 }), 0.125, 0.5, 0.25, 0.125);
    close(drawProbabilities(scores, { temperature: 1, topP: 1e-9 }), 0, 1, 0, 0);
  });

  it('applies the temperature first, then k, then p to what is left', () => {
    // 0.4, 0.3, 0.2, 0.1 squared are 16, 9, 4, 1 of 30; of the first three, 25 of 29 are more than 0.85.
    const scores = logits(0.4, 0.3, 0.2, 0.1);
    close(drawProbabilities(scores, { temperature: 0.5, topK: 3, topP: 0.85 }), 16 / 25, 9 / 25, 0, 0);
  });

  it('never draws what has no probability', () => {
    close(drawProbabilities([-Infinity, 0, 0, -Infinity], { temperature: 3, topK: 3 }), 0, 0.5, 0.5, 0);
    close(drawProbabilities([-Infinity, -1e308, 0], { temperature: 0.01 }), 0, 0, 1);
  });

  it.each([[[]], [[-Infinity, -Infinity]], [[0, Number.NaN]], [[0, Infinity]]])('says that of %j no probability follows', (scores) => {
    expect(() => drawProbabilities(scores, { temperature: 1 })).toThrow(expect.objectContaining({ code: 'bad-scores' }));
  });
});

describe('tokenAt', () => {
  it('gives each token its share of [0, 1)', () => {
    const probabilities = [0, 0.25, 0, 0.5, 0.25, 0];
    const at = (uniform: number) => tokenAt(probabilities, uniform);
    expect([0, 0.2499, 0.25, 0.7499, 0.75, 1 - 2 ** -24].map(at)).toEqual([1, 1, 3, 3, 4, 4]);
  });

  it('takes the last possible token where rounding leaves something over', () => {
    expect(tokenAt([0.3, 0.3, 0], 0.99)).toBe(1);
  });

  it('draws as often as the probabilities say', () => {
    const probabilities = drawProbabilities(logits(0.5, 0.3, 0.15, 0.05), { temperature: 1 });
    const draws = 20_000;
    const counts = [0, 0, 0, 0];
    for (let place = 0; place < draws; place += 1) counts[tokenAt(probabilities, generationStream(11, place).uniform())] += 1;
    const chiSquared = counts.reduce((sum, count, i) => sum + (count - draws * probabilities[i]) ** 2 / (draws * probabilities[i]), 0);
    // 3 degrees of freedom: above 16.3 in one case of a thousand.
    expect(chiSquared).toBeLessThan(16.3);
  });
});
