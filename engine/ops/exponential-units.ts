import { float, floatOf } from '../graph/attributes.ts';
import type { Attributes, Value } from '../graph/types.ts';
import type { Emitter } from './emitter.ts';
import { activationSamples, defineUnary } from './unary.ts';

const alphaOf = (attributes: Attributes, fallback = 1): number => floatOf(attributes, 'alpha', fallback);
/** The α and γ of Klambauer et al. 2017 (Self-Normalizing Neural Networks), as ONNX rounds them. */
const selu = { alpha: 1.6732631921768188, gamma: 1.0507010221481323 };
const gammaOf = (attributes: Attributes): number => floatOf(attributes, 'gamma', selu.gamma);

const negativePart = (e: Emitter, x: Value): Value => e.min(x, e.scalar(0, x));

/** y = x where x > 0, else α(eˣ − 1); below 0, ∂y/∂x = y + α. */
export const Elu = defineUnary({
  opType: 'Elu',
  function: (attributes) => {
    const alpha = alphaOf(attributes);
    return (x) => (x > 0 ? x : alpha * Math.expm1(x));
  },
  gradient: ({ e, x, y, g, attributes }) => {
    const alpha = alphaOf(attributes);
    if (alpha === 1) return e.mul(g, e.addScalar(negativePart(e, y), 1));
    return e.mul(g, e.where(e.greater(x, e.scalar(0, x)), e.scalar(1, x), e.addScalar(y, alpha)));
  },
  samples: [...activationSamples, { name: 'alpha 0.5', inputs: [{ dims: [6], distinct: true }], attributes: { alpha: float(0.5) } }],
});

/** y = γx where x > 0, else γα(eˣ − 1); below 0, ∂y/∂x = y + γα. */
export const Selu = defineUnary({
  opType: 'Selu',
  function: (attributes) => {
    const [alpha, gamma] = [alphaOf(attributes, selu.alpha), gammaOf(attributes)];
    return (x) => (x > 0 ? gamma * x : gamma * alpha * Math.expm1(x));
  },
  gradient: ({ e, x, y, g, attributes }) => {
    const [alpha, gamma] = [alphaOf(attributes, selu.alpha), gammaOf(attributes)];
    return e.mul(g, e.where(e.greater(x, e.scalar(0, x)), e.scalar(gamma, x), e.addScalar(y, gamma * alpha)));
  },
  samples: activationSamples,
});

/** y = max(0, x) + min(0, α(e^(x/α) − 1)); ∂y/∂x = e^(min(x,0)/α). */
export const Celu = defineUnary({
  opType: 'Celu',
  function: (attributes) => {
    const alpha = alphaOf(attributes);
    return (x) => Math.max(0, x) + Math.min(0, alpha * Math.expm1(x / alpha));
  },
  gradient: ({ e, x, g, attributes }) => e.mul(g, e.exp(e.mulScalar(negativePart(e, x), 1 / alphaOf(attributes)))),
  samples: [...activationSamples, { name: 'alpha 2', inputs: [{ dims: [6], distinct: true }], attributes: { alpha: float(2) } }],
});
