import { sizeOf, staticShape } from '../graph/shape.ts';
import { defineLayer } from './definition.ts';
import { expectFloats, sampleShape } from './expectations.ts';
import { field } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';

/** −λα, what SELU gives far below 0. */
const saturation = -1.7580993408473766;

/** The affine map y = a·x + b after which mean 0 and variance 1 are as before the share `rate` was set to the saturation. */
function restoring(rate: number): { readonly a: number; readonly b: number } {
  const a = 1 / Math.sqrt((1 - rate) * (1 + rate * saturation ** 2));
  return { a, b: -a * rate * saturation };
}

/** Dropout for SELU networks: keeps mean 0 and variance 1 (Klambauer et al. 2017). */
export const AlphaDropout = defineLayer({
  type: 'AlphaDropout',
  version: 1,
  category: 'norm',
  title: 'Alpha dropout',
  summary: 'dropout that keeps mean and variance, for SELU',
  synonyms: ['selu', 'self-normalising', 'self-normalizing', 'regularisation', 'regularization', 'over-fitting'],
  parameters: {
    rate: field.float({
      label: 'Rate p',
      help: 'Share of values set to what SELU gives far below 0, at each step.',
      default: 0.1,
      min: 0,
      max: 0.99,
    }),
  },
  inputs: inputPort(),
  outputs: outputPort,
  infer({ inputs: [x] }) {
    const problem = expectFloats(x, 'AlphaDropout');
    if (problem !== undefined) return { problem };
    return { outputs: [x], flops: 3 * sizeOf(sampleShape(x)) };
  },
  lower({ e, parameters: { rate }, inputs: [x], mode, random }) {
    if (mode === 'inference' || rate === 0) return [x];
    const { a, b } = restoring(rate);
    const kept = random({ distribution: { kind: 'bernoulli', probability: 1 - rate }, shape: staticShape(x.type.shape) });
    // a·(x·m + s·(1 − m)) + b, the terms without x taken together.
    const filling = e.addScalar(e.mulScalar(kept, -a * saturation), a * saturation + b);
    return [e.add(e.mul(x, e.mulScalar(kept, a)), filling)];
  },
  formula: "y = a\\,\\big(m \\odot x + (1 - m)\\,\\alpha'\\big) + b,\\quad m_i \\sim \\mathrm{Bernoulli}(1 - p),\\quad \\alpha' = -1.7581",
  explanation:
    'Sets a share of {rate} of the values to the least that SELU gives, then shifts and scales all so that mean 0 and variance 1 stay. Plain dropout would break what SELU keeps. It does nothing after training.',
  display: ['rate'],
  examples: [
    { name: 'features', inputs: [{ shape: [16] }] },
    { name: 'image', parameters: { rate: 0.4 }, inputs: [{ shape: [2, 4, 5] }] },
    { name: 'off', parameters: { rate: 0 }, inputs: [{ shape: [5] }] },
  ],
});
