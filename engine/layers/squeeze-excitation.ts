import { sizeOf } from '../graph/shape.ts';
import { activate, activationOptions } from './activations.ts';
import { defineLayer } from './definition.ts';
import { largestDivisor } from './divisor.ts';
import { expectPlaces, sampleShape } from './expectations.ts';
import { initializerField } from './initializer-field.ts';
import { emitLinear, linearFlops, linearWeights } from './linear.ts';
import { field } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';
import { regularizationFields } from './regularization.ts';

/** Squeeze-and-excitation (Hu et al. 2018): each channel is scaled by a gate that depends on the means of all channels. */
export const SqueezeExcitation = defineLayer({
  type: 'SqueezeExcitation',
  version: 1,
  category: 'module',
  title: 'Squeeze-and-excitation',
  summary: 'weighs channels by what all of them hold',
  synonyms: ['se', 'se block', 'senet', 'channel attention', 'gate', '通道注意力'],
  parameters: {
    ratio: field.int({
      label: 'Ratio',
      help: 'The hidden layer has channels / ratio units; it must divide their number.',
      default: 16,
      min: 1,
    }),
    activation: field.choice({ label: 'Activation', help: 'Function of the hidden layer.', default: 'relu', options: activationOptions }),
    gate: field.choice<'sigmoid' | 'hardSigmoid'>({
      label: 'Gate',
      help: 'Function that makes the factors from 0 to 1; MobileNetV3 takes the hard one.',
      default: 'sigmoid',
      options: [
        { value: 'sigmoid', label: 'Sigmoid' },
        { value: 'hardSigmoid', label: 'HardSigmoid' },
      ],
    }),
    initializer: initializerField,
    ...regularizationFields,
  },
  inputs: inputPort('image', 'sequence'),
  outputs: outputPort,
  infer({ parameters: p, inputs: [x] }) {
    const problem = expectPlaces(x, 'SqueezeExcitation');
    if (problem !== undefined) return { problem };
    const [channels, ...sizes] = sampleShape(x);
    if (channels % p.ratio !== 0) {
      const divisor = largestDivisor([channels], p.ratio);
      return {
        problem: {
          code: 'ratio-does-not-divide',
          parameter: 'ratio',
          message: `The hidden layer would have ${channels} / ${p.ratio} units: the ratio must divide the channels.`,
          expected: `a divisor of ${channels}`,
          actual: String(p.ratio),
          fixes: [{ label: `Use ratio ${divisor}`, set: { ratio: divisor } }],
        },
      };
    }
    const hidden = channels / p.ratio;
    const gates =
      linearFlops(channels, hidden, true) + (p.activation === 'none' ? 0 : hidden) + linearFlops(hidden, channels, true) + channels;
    return {
      outputs: [x],
      weights: [
        ...linearWeights({ kernel: 'squeeze.kernel', bias: 'squeeze.bias' }, channels, hidden, p),
        ...linearWeights({ kernel: 'excite.kernel', bias: 'excite.bias' }, hidden, channels, p),
      ],
      flops: 2 * channels * sizeOf(sizes) + gates,
    };
  },
  lower({ e, parameters: { activation, gate }, inputs: [x], weights }) {
    const places = x.type.shape.map((_, axis) => axis).slice(2);
    const means = e.reduceMean(x, places, false); // [N, C]
    const hidden = activate(e, activation, emitLinear(e, means, weights['squeeze.kernel'], weights['squeeze.bias']));
    const gates = activate(e, gate, emitLinear(e, hidden, weights['excite.kernel'], weights['excite.bias']));
    return [e.mul(x, e.unsqueeze(gates, places))];
  },
  formula: 'y_c = x_c \\cdot \\sigma\\big(W_2\\, \\varphi(W_1 \\bar{x})\\big)_c,\\quad \\bar{x}_c = \\tfrac{1}{HW} \\sum_{i,j} x_{c,i,j}',
  explanation:
    'Averages each channel, and from all averages works out a factor between 0 and 1 for every channel: the network learns which channels matter for this sample.',
  display: ['ratio', 'gate'],
  examples: [
    { name: 'image', parameters: { ratio: 2 }, inputs: [{ shape: [4, 3, 5] }] },
    {
      name: 'one hidden unit, hard gate',
      parameters: { ratio: 3, gate: 'hardSigmoid', activation: 'silu' },
      inputs: [{ shape: [3, 5, 2] }],
    },
    { name: 'sequence', parameters: { ratio: 1, activation: 'tanh' }, inputs: [{ shape: [3, 7] }] },
    { name: 'volume', parameters: { ratio: 2 }, inputs: [{ shape: [2, 2, 3, 2] }] },
  ],
});
