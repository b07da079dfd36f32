import { sizeOf, staticShape } from '../graph/shape.ts';
import { defineLayer } from './definition.ts';
import { expectPlaces, sampleShape } from './expectations.ts';
import { field } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';

/** Inverted dropout of whole channels (Tompson et al. 2015): one draw for each sample and channel, shared by all its places. */
export const SpatialDropout = defineLayer({
  type: 'SpatialDropout',
  version: 1,
  category: 'norm',
  title: 'Spatial dropout',
  summary: 'silences random channels while training',
  synonyms: ['dropout1d', 'dropout2d', 'dropout3d', 'channel dropout', 'regularisation', 'regularization', 'over-fitting'],
  parameters: {
    rate: field.float({ label: 'Rate p', help: 'Share of channels set to 0 at each step.', default: 0.5, min: 0, max: 0.99 }),
  },
  inputs: inputPort('image', 'sequence'),
  outputs: outputPort,
  infer({ inputs: [x] }) {
    const problem = expectPlaces(x, 'SpatialDropout');
    if (problem !== undefined) return { problem };
    return { outputs: [x], flops: sizeOf(sampleShape(x)) };
  },
  lower({ e, parameters: { rate }, inputs: [x], mode, random }) {
    if (mode === 'inference' || rate === 0) return [x];
    const [samples, channels, ...places] = staticShape(x.type.shape);
    const mask = random({
      distribution: { kind: 'bernoulli', probability: 1 - rate },
      shape: [samples, channels, ...places.map(() => 1)],
    });
    return [e.mul(x, e.mulScalar(mask, 1 / (1 - rate)))];
  },
  formula: 'Y_c = \\frac{m_c\\, X_c}{1 - p},\\quad m_c \\sim \\mathrm{Bernoulli}(1 - p)',
  explanation:
    'Sets a share of {rate} of the channels to 0 at each training step and scales the rest up. Neighbouring pixels say nearly the same, so dropping single ones would hide little. It does nothing afterwards.',
  display: ['rate'],
  examples: [
    { name: 'image', inputs: [{ shape: [4, 3, 5] }] },
    { name: 'sequence', parameters: { rate: 0.3 }, inputs: [{ shape: [3, 5] }] },
    { name: 'volume', parameters: { rate: 0.2 }, inputs: [{ shape: [3, 2, 3, 2] }] },
    { name: 'off', parameters: { rate: 0 }, inputs: [{ shape: [2, 3] }] },
  ],
});
