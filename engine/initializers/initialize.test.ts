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
