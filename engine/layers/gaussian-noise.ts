import { sizeOf, staticShape } from '../graph/shape.ts';
import { defineLayer } from './definition.ts';
import { expectFloats, sampleShape } from './expectations.ts';
import { field } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';

/** y = x + σ·n with n normal while training, y = x afterwards (Bishop 1995: noise on the input acts as weight decay). */
export const GaussianNoise = defineLayer({
  type: 'GaussianNoise',
  version: 1,
  category: 'norm',
  title: 'Gaussian noise',
  summary: 'adds random noise while training',
  synonyms: ['jitter', 'denoising', 'regularisation', 'regularization', 'over-fitting'],
  parameters: {
    stddev: field.float({ label: 'Deviation σ', help: 'Standard deviation of the noise.', default: 0.1, min: 0, max: 10 }),
  },
  inputs: inputPort(),
  outputs: outputPort,
  infer({ inputs: [x] }) {
    const problem = expectFloats(x, 'GaussianNoise');
    if (problem !== undefined) return { problem };
    return { outputs: [x], flops: 2 * sizeOf(sampleShape(x)) };
  },
  lower({ e, parameters: { stddev }, inputs: [x], mode, random }) {
    if (mode === 'inference' || stddev === 0) return [x];
    return [e.add(x, e.mulScalar(random({ distribution: { kind: 'normal' }, shape: staticShape(x.type.shape) }), stddev))];
  },
  formula: 'y = x + \\sigma n,\\quad n_i \\sim \\mathcal{N}(0, 1)',
  explanation:
    'Adds noise of deviation {stddev} to each value at each training step, so that the network cannot rely on the exact numbers. It does nothing afterwards.',
  display: ['stddev'],
  examples: [
    { name: 'features', inputs: [{ shape: [7] }] },
    { name: 'image', parameters: { stddev: 0.5 }, inputs: [{ shape: [2, 3, 4] }] },
    { name: 'off', parameters: { stddev: 0 }, inputs: [{ shape: [5] }] },
  ],
});
