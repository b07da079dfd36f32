import { EngineError } from '../graph/errors.ts';
import type { TensorArray } from '../graph/types.ts';
import { fillNormal, fillUniform } from '../random/distributions.ts';
import type { RandomStream } from '../random/stream.ts';
import type { Initializer } from './initializer.ts';
import { fillOrthogonal } from './orthogonal.ts';

/**
 * Fills a floating-point tensor with first values. With fan-in n and fan-out m: He normal has deviation √(2/n), He uniform
 * lies within ±√(6/n) (He et al. 2015, eq. 10); Glorot normal has deviation √(2/(n+m)), Glorot uniform lies within
 * ±√(6/(n+m)) (Glorot & Bengio 2010, eq. 16).
 */
export function initialize(out: TensorArray, initializer: Initializer, stream: RandomStream): void {
  if (!(out instanceof Float32Array || out instanceof Float64Array)) {
    throw new EngineError('initializer-dtype', `Weights are floating-point tensors, came ${out.constructor.name}.`);
  }
  switch (initializer.kind) {
    case 'zeros':
      out.fill(0);
      return;
    case 'ones':
      out.fill(1);
      return;
    case 'constant':
      out.fill(initializer.value);
      return;
    case 'normal':
      fillNormal(stream, out, initializer.deviation);
      if (initializer.zeroed !== undefined) out.fill(0, ...initializer.zeroed);
      return;
    case 'stretches':
      for (let i = 0; i < out.length; i += 1) out[i] = initializer.values[Math.floor((i * initializer.values.length) / out.length)];
      return;
    case 'rows': {
      const { drawn, rows, values } = initializer;
      initialize(out, drawn, stream);
      const width = values.length / rows.length;
      rows.forEach((row, i) => out.set(values.subarray(i * width, (i + 1) * width), row * width));
      return;
    }
    case 'orthogonal':
      return fillOrthogonal(stream, out, initializer.size);
    case 'heNormal':
      return fillNormal(stream, out, Math.sqrt(2 / initializer.fanIn));
    case 'glorotNormal':
      return fillNormal(stream, out, Math.sqrt(2 / (initializer.fanIn + initializer.fanOut)));
    case 'heUniform':
      return fillWithin(stream, out, Math.sqrt(6 / initializer.fanIn));
    case 'glorotUniform':
      return fillWithin(stream, out, Math.sqrt(6 / (initializer.fanIn + initializer.fanOut)));
  }
}

function fillWithin(stream: RandomStream, out: Float32Array | Float64Array, limit: number): void {
  fillUniform(stream, out, -limit, limit);
}
