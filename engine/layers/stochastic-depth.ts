import { sizeOf, staticShape } from '../graph/shape.ts';
import { defineLayer } from './definition.ts';
import { expectFloats, sampleShape } from './expectations.ts';
import { field } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';

/** Stochastic depth (Huang et al. 2016), scaled while training as in torchvision: y = x·b / (1 − p) with one b per sample or batch. */
export const StochasticDepth = defineLayer({
  type: 'StochasticDepth',
  version: 1,
  category: 'norm',
  title: 'Stochastic depth',
  summary: 'skips a residual branch at random while training',
  synonyms: ['drop path', 'droppath', 'drop connect', 'residual', 'regularisation', 'regularization', 'over-fitting'],
  parameters: {
    rate: field.float({ label: 'Rate p', help: 'How often the branch is skipped.', default: 0.2, min: 0, max: 0.99 }),
    mode: field.choice({
      label: 'Drawn for',
      help: 'Each sample skips the branch on its own, or the whole batch does.',
      default: 'row',
      options: [
        { value: 'row', label: 'each sample' },
        { value: 'batch', label: 'the batch' },
      ],
    }),
  },
  inputs: inputPort(),
  outputs: outputPort,
  infer({ inputs: [x] }) {
    const problem = expectFloats(x, 'StochasticDepth');
    if (problem !== undefined) return { problem };
    return { outputs: [x], flops: sizeOf(sampleShape(x)) };
  },
  lower({ e, parameters, inputs: [x], mode, random }) {
    const { rate } = parameters;
    if (mode === 'inference' || rate === 0) return [x];
    const [samples, ...sample] = staticShape(x.type.shape);
    const mask = random({
      distribution: { kind: 'bernoulli', probability: 1 - rate },
      shape: [parameters.mode === 'row' ? samples : 1, ...sample.map(() => 1)],
    });
    return [e.mul(x, e.mulScalar(mask, 1 / (1 - rate)))];
  },
  formula: 'y = \\frac{b\\, x}{1 - p},\\quad b \\sim \\mathrm{Bernoulli}(1 - p)',
  explanation:
    'Stands at the end of a residual branch, before Add. With a chance of {rate} it silences the branch, so that only the shortcut is left and the network is shallower for that step. It does nothing afterwards.',
  display: ['rate', 'mode'],
  examples: [
    { name: 'each sample, image', inputs: [{ shape: [2, 3, 4] }] },
    { name: 'each sample, features', parameters: { rate: 0.5 }, inputs: [{ shape: [5] }] },
    { name: 'whole batch', parameters: { rate: 0.5, mode: 'batch' }, inputs: [{ shape: [2, 3] }] },
    { name: 'off', parameters: { rate: 0 }, inputs: [{ shape: [5] }] },
  ],
});
