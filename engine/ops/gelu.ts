import { string, stringOf } from '../graph/attributes.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from './emitter.ts';
import { erf } from './erf.ts';
import { activationSamples, defineUnary } from './unary.ts';

const rootTwoOverPi = Math.sqrt(2 / Math.PI);
const cubic = 0.044715;

const exact = (x: number): number => 0.5 * x * (1 + erf(x / Math.SQRT2));
const approximate = (x: number): number => 0.5 * x * (1 + Math.tanh(rootTwoOverPi * (x + cubic * x ** 3)));

/** Φ(x) + x·φ(x), Φ and φ the normal distribution and density. */
function exactSlope(e: Emitter, x: Value): Value {
  const distribution = e.addScalar(e.mulScalar(e.op('Erf', [e.mulScalar(x, Math.SQRT1_2)]), 0.5), 0.5);
  const density = e.mulScalar(e.exp(e.mulScalar(e.square(x), -0.5)), 1 / Math.sqrt(2 * Math.PI));
  return e.add(distribution, e.mul(x, density));
}

/** Beyond it tanh u is ±1 to the last bit of float64. */
const saturation = 20;

/** ½(1 + t) + ½x(1 − t²)·u′ with t = tanh u, u = √(2/π)(x + 0.044715x³). Without the bound, 0·∞ would give NaN far from 0. */
function approximateSlope(e: Emitter, unbounded: Value): Value {
  const x = e.op('Clip', [unbounded, e.scalar(-saturation, unbounded), e.scalar(saturation, unbounded)]);
  const square = e.square(x);
  const t = e.op('Tanh', [e.mul(x, e.addScalar(e.mulScalar(square, rootTwoOverPi * cubic), rootTwoOverPi))]);
  const inner = e.addScalar(e.mulScalar(square, 3 * cubic * rootTwoOverPi), rootTwoOverPi);
  const bend = e.mul(e.mul(x, inner), e.sub(e.scalar(1, x), e.square(t)));
  return e.mulScalar(e.addScalar(e.add(t, bend), 1), 0.5);
}

/** y = x·Φ(x) (Hendrycks & Gimpel 2016), exact or by tanh. */
export const Gelu = defineUnary({
  opType: 'Gelu',
  function: (attributes) => (stringOf(attributes, 'approximate', 'none') === 'tanh' ? approximate : exact),
  gradient: ({ e, x, g, attributes }) =>
    e.mul(g, stringOf(attributes, 'approximate', 'none') === 'tanh' ? approximateSlope(e, x) : exactSlope(e, x)),
  samples: [
    ...activationSamples,
    { name: 'by tanh', inputs: [{ dims: [3, 4], range: [-3, 3] }], attributes: { approximate: string('tanh') } },
  ],
});
