import { sizeOf } from '../graph/shape.ts';
import { activate, activationOptions, squashingOf } from './activations.ts';
import { defineLayer } from './definition.ts';
import { expectFeatures, sampleShape } from './expectations.ts';
import { initializerField } from './initializer-field.ts';
import { emitLinear, linearFlops, linearWeights } from './linear.ts';
import { field } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';
import { regularizationFields } from './regularization.ts';

/** y = φ(x·W + b) on the last axis; W [F, units] (notes, eq. 2.15–2.16). */
export const Dense = defineLayer({
  type: 'Dense',
  version: 1,
  category: 'dense',
  title: 'Fully connected layer',
  summary: 'every input meets every unit',
  synonyms: ['fc', 'linear', 'fully connected', 'perceptron', 'affine', 'mlp', '全连接', '全连接层', '感知机'],
  parameters: {
    units: field.int({ label: 'Units', help: 'Number of outputs.', default: 64, min: 1 }),
    activation: field.choice({
      label: 'Activation',
      help: 'Function applied to each output.',
      default: 'none',
      options: activationOptions,
    }),
    bias: field.bool({ label: 'Bias', help: 'Add a trained number to each unit.', default: true }),
    initializer: initializerField,
    ...regularizationFields,
  },
  inputs: inputPort('features', 'sequence'),
  outputs: outputPort,
  infer({ parameters, inputs: [x] }) {
    const problem = expectFeatures(x, 'Dense');
    if (problem !== undefined) return { problem };
    const sample = sampleShape(x);
    const features = sample[sample.length - 1];
    const rows = sizeOf(sample.slice(0, -1));
    const { units, bias } = parameters;
    return {
      outputs: [{ dtype: x.dtype, shape: [...x.shape.slice(0, -1), units] }],
      weights: linearWeights({ kernel: 'kernel', ...(bias && { bias: 'bias' }) }, features, units, parameters),
      flops: rows * linearFlops(features, units, bias),
    };
  },
  squashes: ({ activation }) => squashingOf(activation),
  lower({ e, parameters, inputs: [x], weights }) {
    return [activate(e, parameters.activation, emitLinear(e, x, weights.kernel, weights.bias))];
  },
  formula: 'y_j = \\varphi\\Big(b_j + \\sum_i w_{ij}\\, x_i\\Big)',
  explanation: 'Units: {units}. Each adds up all inputs, weighted by a trained number each, and applies its activation.',
  display: ['units', 'activation'],
  examples: [
    { name: 'plain', parameters: { units: 5 }, inputs: [{ shape: [7] }] },
    { name: 'no bias, tanh', parameters: { units: 3, bias: false, activation: 'tanh' }, inputs: [{ shape: [4] }] },
    { name: 'one unit', parameters: { units: 1, activation: 'sigmoid' }, inputs: [{ shape: [1] }] },
    { name: 'on each step of a sequence', parameters: { units: 3, activation: 'relu' }, inputs: [{ shape: [5, 4] }] },
  ],
});
