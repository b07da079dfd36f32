import { floats } from '../graph/attributes.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { defineLayer } from './definition.ts';
import { field } from './parameters.ts';
import type { RecurrentCell } from './recurrent-cell.ts';
import { inferRecurrent, lowerRecurrent } from './recurrent-layer.ts';
import {
  lengthsExample,
  maskExample,
  recurrentFields,
  recurrentOutputs,
  recurrentInputs,
  sequenceExample,
  unitsField,
  readsBackward,
} from './recurrent-parameters.ts';

const activationNames = { tanh: 'Tanh', relu: 'Relu', identity: 'Affine' } as const;
type Activation = keyof typeof activationNames;

const activate = (e: Emitter, activation: Activation, x: Value): Value =>
  activation === 'identity' ? x : e.op(activationNames[activation], [x]);

export const rnnCell = ({ activation, bias }: { readonly activation: Activation; readonly bias: boolean }): RecurrentCell => ({
  opType: 'RNN',
  gates: 1,
  states: 1,
  ...(bias && { bias: [0] }),
  vectors: [],
  flops: 2,
  shared: (_, { recurrentKernel }) => [recurrentKernel],
  step: (e, { product, states: [h], shared: [R] }) => [activate(e, activation, e.gemm(h, R, product))],
  attributes: (directions) => {
    const each = <T>(value: T): T[] => new Array<T>(directions).fill(value);
    return {
      activations: { strings: each(activationNames[activation]) },
      ...(activation === 'identity' && { activation_alpha: floats(each(1)), activation_beta: floats(each(0)) }),
    };
  },
});

/** h_t = φ(x_t·W + h_{t−1}·R + b): with the identity and without bias eq. 5.1 of the notes. */
export const SimpleRNN = defineLayer({
  type: 'SimpleRNN',
  version: 1,
  category: 'sequence',
  title: 'Recurrent layer',
  summary: 'reads a sequence step by step with a state',
  synonyms: ['rnn', 'elman', 'vanilla rnn', 'recurrent', 'bptt', '循环神经网络'],
  parameters: {
    units: unitsField,
    activation: field.choice<Activation>({
      label: 'Activation',
      help: 'Function applied to the state in each step. The identity leaves a linear network.',
      default: 'tanh',
      options: [
        { value: 'tanh', label: 'tanh' },
        { value: 'relu', label: 'ReLU' },
        { value: 'identity', label: 'identity' },
      ],
    }),
    bias: field.bool({ label: 'Bias', help: 'Add a trained number to each unit.', default: true }),
    ...recurrentFields,
  },
  inputs: recurrentInputs,
  outputs: recurrentOutputs,
  infer: (context) => inferRecurrent(rnnCell(context.parameters), context),
  looksAhead: readsBackward,
  lower: (context) => lowerRecurrent(rnnCell(context.parameters), context),
  formula: 'h_t = \\varphi(x_t W + h_{t-1} R + b)',
  explanation:
    'Reads a sequence step by step. Its {units} units see the step’s input and their own state of the step before, so that the state gathers what came so far.',
  display: ['units', 'activation', 'returns'],
  examples: [
    { name: 'tanh, all steps', parameters: { units: 3, returns: 'sequence' }, ...sequenceExample },
    { name: 'ReLU, last state', parameters: { units: 3, activation: 'relu' }, ...sequenceExample },
    {
      name: 'identity without bias, backward',
      parameters: { units: 3, activation: 'identity', bias: false, direction: 'backward', returns: 'sequence' },
      ...sequenceExample,
    },
    {
      name: 'two layers in both directions, dropout, first state',
      parameters: { units: 2, layers: 2, direction: 'both', dropout: 0.5 },
      inputs: [{ shape: [3, 2] }],
      optional: { state: { shape: [8] } },
    },
    { name: 'mask', parameters: { units: 3, returns: 'sequence' }, ...maskExample },
    { name: 'lengths, both directions', parameters: { units: 3, direction: 'both', returns: 'sequence' }, ...lengthsExample },
    { name: 'one step', parameters: { units: 3 }, inputs: [{ shape: [1, 2] }] },
  ],
});
