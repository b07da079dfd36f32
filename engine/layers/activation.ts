import { sizeOf } from '../graph/shape.ts';
import { activate, activations, squashingOf } from './activations.ts';
import { defineLayer } from './definition.ts';
import { expectFloats, sampleShape } from './expectations.ts';
import { type Field, field } from './parameters.ts';
import { celu, elu, gelu, leakyRelu } from './parametric-activations.ts';
import { inputPort, outputPort } from './ports.ts';
import { expectSlopes, prelu, preluFields, preluWeights } from './prelu.ts';
import { expectScores, softmax, softmaxAxisField } from './softmax.ts';

/** The field, shown where one of these functions is chosen. */
const only = <const F extends Field>(shown: F, ...functions: readonly string[]): F => ({
  ...shown,
  visible: (parameters) => functions.includes(String(parameters.function)),
});

const functionField = field.choice({
  label: 'Function',
  help: 'Applied to each value; softmax compares the values of one sample with each other.',
  default: 'relu',
  options: [
    { value: 'linear', label: 'Linear' },
    ...activations.filter(({ id }) => id !== 'geluTanh').map(({ id, title }) => ({ value: id, label: title })),
    { value: 'leakyRelu', label: 'LeakyReLU' },
    { value: 'prelu', label: 'PReLU' },
    { value: 'celu', label: 'CELU' },
    { value: 'softmax', label: 'Softmax' },
    { value: 'logSoftmax', label: 'LogSoftmax' },
  ],
});

/** Any activation as one node: the function is a parameter, so that several can be tried without rewiring. */
export const Activation = defineLayer({
  type: 'Activation',
  version: 1,
  category: 'activation',
  title: 'Activation',
  summary: 'a function of your choice',
  synonyms: ['activation function', 'nonlinearity', 'non-linearity', 'transfer function', '激活函数', '激活'],
  parameters: {
    function: functionField,
    slope: only(leakyRelu.parameters.slope, 'leakyRelu'),
    alpha: only(elu.parameters.alpha, 'elu', 'celu'),
    approximation: only(gelu.parameters.approximation, 'gelu'),
    slopes: only(preluFields.slopes, 'prelu'),
    initial: only(preluFields.initial, 'prelu'),
    axis: only(softmaxAxisField, 'softmax', 'logSoftmax'),
  },
  inputs: inputPort(),
  outputs: outputPort,
  infer({ parameters, inputs: [x] }) {
    const chosen = parameters.function;
    const problem =
      chosen === 'softmax' || chosen === 'logSoftmax'
        ? expectScores(x, 'Softmax')
        : chosen === 'prelu'
          ? expectSlopes(x, parameters)
          : expectFloats(x, 'Activation');
    if (problem !== undefined) return { problem };
    return { outputs: [x], weights: chosen === 'prelu' ? preluWeights(x, parameters) : [], flops: sizeOf(sampleShape(x)) };
  },
  squashes: (parameters) => squashingOf(parameters.function),
  lower({ e, parameters, inputs: [x], weights }) {
    const chosen = parameters.function;
    switch (chosen) {
      case 'linear':
        return [x];
      case 'leakyRelu':
        return [leakyRelu.lower(e, x, parameters)];
      case 'prelu':
        return [prelu(e, x, weights.slope)];
      case 'elu':
        return [elu.lower(e, x, parameters)];
      case 'celu':
        return [celu.lower(e, x, parameters)];
      case 'gelu':
        return [gelu.lower(e, x, parameters)];
      case 'softmax':
        return [softmax(e, x, 'Softmax', parameters.axis)];
      case 'logSoftmax':
        return [softmax(e, x, 'LogSoftmax', parameters.axis)];
      default:
        return [activate(e, chosen, x)];
    }
  },
  formula: 'y = \\varphi(x)',
  explanation: 'Applies {function}. Without a function that bends, layers in a row could do no more than a single one.',
  display: ['function', 'slope', 'alpha'],
  examples: [
    ...functionField.options.map(({ value, label }) => ({ name: label, parameters: { function: value }, inputs: [{ shape: [6] }] })),
    { name: 'LeakyReLU, slope 0.3', parameters: { function: 'leakyRelu', slope: 0.3 }, inputs: [{ shape: [2, 3] }] },
    { name: 'ELU, alpha 0.5', parameters: { function: 'elu', alpha: 0.5 }, inputs: [{ shape: [5] }] },
    { name: 'CELU, alpha 2', parameters: { function: 'celu', alpha: 2 }, inputs: [{ shape: [5] }] },
    { name: 'GELU by tanh', parameters: { function: 'gelu', approximation: 'tanh' }, inputs: [{ shape: [5] }] },
    { name: 'PReLU of each channel', parameters: { function: 'prelu', slopes: 'channel' }, inputs: [{ shape: [3, 2, 2] }] },
    { name: 'Softmax over channels', parameters: { function: 'softmax' }, inputs: [{ shape: [3, 2, 2] }] },
    { name: 'LogSoftmax over the last axis', parameters: { function: 'logSoftmax', axis: 'last' }, inputs: [{ shape: [3, 2, 2] }] },
  ],
});
