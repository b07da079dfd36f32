import { describe, expect, it } from 'vitest';
import { fillBernoulli, fillNormal, fillUniform, indices, permutation } from './distributions.ts';
import { dataOrderStream, maskStream, RandomStream, weightStream } from './stream.ts';

const SEED = 20_240_607;
const COUNT = 40_000;

function moments(values: ArrayLike<number>): { mean: number; variance: number } {
  const all = Array.from(values);
  const mean = all.reduce((sum, x) => sum + x, 0) / all.length;
  return { mean, variance: all.reduce((sum, x) => sum + (x - mean) ** 2, 0) / all.length };
}

describe('streams', () => {
  it('give the same words again for the same name, and others for another seed, purpose, name or step', () => {
    const first = (stream: RandomStream): number[] => [stream.word(), stream.word(), stream.word(), stream.word(), stream.word()];
    const reference = first(weightStream(SEED, 'conv1.kernel'));
    expect(first(weightStream(SEED, 'conv1.kernel'))).toEqual(reference);
    expect(first(weightStream(SEED + 1, 'conv1.kernel'))).not.toEqual(reference);
    expect(first(weightStream(SEED, 'conv1.bias'))).not.toEqual(reference);
    expect(first(maskStream(SEED, 3, 'mask'))).not.toEqual(first(maskStream(SEED, 4, 'mask')));
    expect(first(dataOrderStream(SEED, 0))).not.toEqual(first(dataOrderStream(SEED, 1)));
  });

  it('refuse a seed that is no 32-bit integer', () => {
    expect(() => new RandomStream(1.5, 'weights')).toThrow('seed');
    expect(() => new RandomStream(2 ** 32, 'weights')).toThrow('seed');
  });
});

describe('distributions', () => {
  it('fill float32 with the rounded numbers of float64', () => {
    const fills = [
      (s: RandomStream, out: Float32Array | Float64Array) => fillUniform(s, out, -0.3, 0.3),
      (s: RandomStream, out: Float32Array | Float64Array) => fillNormal(s, out, 0.7),
      (s: RandomStream, out: Float32Array | Float64Array) => fillBernoulli(s, out, 0.8),
    ];
    for (const fill of fills) {
      const wide = new Float64Array(1001);
      const narrow = new Float32Array(1001);
      fill(weightStream(SEED, 'x'), wide);
      fill(weightStream(SEED, 'x'), narrow);
      expect(narrow).toEqual(Float32Array.from(wide));
    }
  });

  it('have the moments of their formulas', () => {
    const out = new Float64Array(COUNT);
    fillUniform(weightStream(SEED, 'u'), out, -1, 3);
    expect(moments(out).mean).toBeCloseTo(1, 1);
    expect(moments(out).variance).toBeCloseTo(16 / 12, 1);
    expect(Math.min(...out)).toBeGreaterThanOrEqual(-1);
    expect(Math.max(...out)).toBeLessThan(3);
    fillNormal(weightStream(SEED, 'n'), out, 2);
    expect(Math.abs(moments(out).mean)).toBeLessThan(0.05);
    expect(moments(out).variance).toBeCloseTo(4, 0);
    const beyondTwo = out.filter((x) => Math.abs(x) > 4).length / COUNT;
    expect(Math.abs(beyondTwo - 0.0455)).toBeLessThan(0.005);
    fillBernoulli(weightStream(SEED, 'b'), out, 0.3);
    expect(Math.abs(moments(out).mean - 0.3)).toBeLessThan(0.01);
  });

  it('keep certain masks certain', () => {
    const out = new Float32Array(1000);
    fillBernoulli(maskStream(SEED, 1, 'm'), out, 1);
    expect(out.every((x) => x === 1)).toBe(true);
    fillBernoulli(maskStream(SEED, 1, 'm'), out, 0);
    expect(out.every((x) => x === 0)).toBe(true);
  });

  it('permute without losing an item, each place equally likely', () => {
    const order = permutation(dataOrderStream(SEED, 1), indices(1000));
    expect(Array.from(order).sort((a, b) => a - b)).toEqual(Array.from(indices(1000)));
    expect(order).not.toEqual(indices(1000));
    const places = new Array<number>(4).fill(0);
    for (let epoch = 0; epoch < 4000; epoch += 1) places[permutation(dataOrderStream(SEED, epoch), indices(4)).indexOf(0)] += 1;
    for (const count of places) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });
});
