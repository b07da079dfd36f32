import { describe, expect, it } from 'vitest';
import { weightStream } from '../random/stream.ts';
import type { InitializerName } from './initializer.ts';
import { initialize } from './initialize.ts';

const fanIn = 50;
const fanOut = 200;

function drawn(kind: InitializerName): Float64Array<ArrayBuffer> {
  const out = new Float64Array(20_000);
  initialize(out, { kind, fanIn, fanOut }, weightStream(7, 'w'));
  return out;
}

const deviation = (values: Float64Array): number => Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);

describe('initialize', () => {
  it('fills constants', () => {
    const out = new Float32Array(3);
    initialize(out, { kind: 'ones' }, weightStream(1, 'w'));
    expect(out).toEqual(new Float32Array([1, 1, 1]));
    initialize(out, { kind: 'constant', value: 0.5 }, weightStream(1, 'w'));
    expect(out).toEqual(new Float32Array([0.5, 0.5, 0.5]));
    initialize(out, { kind: 'zeros' }, weightStream(1, 'w'));
    expect(out).toEqual(new Float32Array(3));
  });

  it('draws normal numbers but for a stretch of zeros', () => {
    const [all, holed] = [new Float64Array(1000), new Float64Array(1000)];
    initialize(all, { kind: 'normal', deviation: 0.02 }, weightStream(7, 'w'));
    initialize(holed, { kind: 'normal', deviation: 0.02, zeroed: [10, 13] }, weightStream(7, 'w'));
    expect(deviation(all) / 0.02).toBeCloseTo(1, 1);
    expect(holed).toEqual(all.map((x, i) => (i >= 10 && i < 13 ? 0 : x)));
  });

  it('fills equal stretches with a number each', () => {
    const out = new Float32Array(6);
    initialize(out, { kind: 'stretches', values: [0, 1, 2] }, weightStream(1, 'w'));
    expect(out).toEqual(new Float32Array([0, 0, 1, 1, 2, 2]));
  });

  it('draws orthogonal blocks that differ', () => {
    const [size, blocks] = [40, 3];
    const out = new Float64Array(size * size * blocks);
    initialize(out, { kind: 'orthogonal', size }, weightStream(7, 'w'));
    const at = (block: number, i: number, k: number): number => out[(i * blocks + block) * size + k];
    const product = (a: number, b: number, i: number, j: number): number =>
      Array.from({ length: size }, (_, k) => at(a, i, k) * at(b, j, k)).reduce((x, y) => x + y);
    for (let block = 0; block < blocks; block += 1)
      for (let i = 0; i < size; i += 1)
        for (let j = 0; j < size; j += 1) expect(product(block, block, i, j)).toBeCloseTo(i === j ? 1 : 0, 12);
    expect(Math.abs(product(0, 1, 0, 0))).toBeLessThan(0.9);
  });

  it('draws with the deviation of its formula', () => {
    const he = Math.sqrt(2 / fanIn);
    const glorot = Math.sqrt(2 / (fanIn + fanOut));
    expect(deviation(drawn('heNormal')) / he).toBeCloseTo(1, 1);
    expect(deviation(drawn('heUniform')) / he).toBeCloseTo(1, 1);
    expect(deviation(drawn('glorotNormal')) / glorot).toBeCloseTo(1, 1);
    expect(deviation(drawn('glorotUniform')) / glorot).toBeCloseTo(1, 1);
  });

  it('keeps uniform draws within their limit', () => {
    const limit = Math.sqrt(6 / fanIn);
    expect(drawn('heUniform').every((x) => Math.abs(x) <= limit)).toBe(true);
  });

  it('refuses integer tensors', () => {
    expect(() => initialize(new Int32Array(2), { kind: 'ones' }, weightStream(1, 'w'))).toThrow('floating-point');
  });
});
