import { int } from '../graph/attributes.ts';
import { tensorOf } from '../graph/shape.ts';
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

const GATES = 3;

interface GruParameters {
  readonly units: number;
  readonly bias: boolean;
  readonly reset: 'after' | 'before';
}

const sigmoid = (e: Emitter, x: Value): Value => e.op('Sigmoid', [x]);
const tanh = (e: Emitter, x: Value): Value => e.op('Tanh', [x]);

/** (1 − z)⊙n + z⊙h */
const mixed = (e: Emitter, z: Value, n: Value, h: Value): Value => e.add(n, e.mul(z, e.sub(h, n)));

/** Gates z, r, n. The reset gate acts on h·R_n, or on h before that product. */
export const gruCell = ({ units, bias, reset }: GruParameters): RecurrentCell => ({
  opType: 'GRU',
  gates: GATES,
  states: 1,
  ...(bias && { bias: [0, 0, 0] }),
  vectors: bias && reset === 'after' ? [{ name: 'recurrentBias', length: units, initializer: { kind: 'zeros' } }] : [],
  flops: 10,
  shared: (e, { recurrentKernel, recurrentBias }) => {
    if (reset === 'before') return e.split(recurrentKernel, [2 * units, units], 1);
    return recurrentBias === undefined ? [recurrentKernel] : [recurrentKernel, recurrentBias];
  },
  step: (e, { product, states: [h], shared: [R, second] }) => {
    const [gates, input] = e.split(product, [2 * units, units], 1);
    if (reset === 'before') {
      const [z, r] = e.split(sigmoid(e, e.gemm(h, R, gates)), [units, units], 1);
      return [mixed(e, z, tanh(e, e.gemm(e.mul(r, h), second, input)), h)];
    }
    const [recurrentGates, recurrent] = e.split(e.gemm(h, R), [2 * units, units], 1);
    const [z, r] = e.split(sigmoid(e, e.add(gates, recurrentGates)), [units, units], 1);
    const biased = second === undefined ? recurrent : e.add(recurrent, second);
    return [mixed(e, z, tanh(e, e.add(input, e.mul(r, biased))), h)];
  },
  attributes: () => ({ linear_before_reset: int(reset === 'after' ? 1 : 0) }),
  recurrentBias: (e, { recurrentBias }) => recurrentBias && e.concat([zeros(e, 2 * units), recurrentBias], 0),
});

const zeros = (e: Emitter, length: number): Value => e.constant(tensorOf('float32', [length], new Array<number>(length).fill(0)), 'zeros');

/** Gated recurrent units (Cho et al. 2014; with the reset gate after the product as in cuDNN and PyTorch). */
export const GRU = defineLayer({
  type: 'GRU',
  version: 1,
  category: 'sequence',
  title: 'Gated recurrent units',
  summary: 'a state with gates for updating and resetting it',
  synonyms: ['gated recurrent unit', 'rnn', 'recurrent', 'cho', '门控循环单元'],
  parameters: {
    units: unitsField,
    reset: field.choice<'after' | 'before'>({
      label: 'Reset gate',
      help: 'Where it acts: on the state times its weights, as PyTorch has it, or on the state before, as in the paper.',
      default: 'after',
      options: [
        { value: 'after', label: 'after the product' },
        { value: 'before', label: 'before the product' },
      ],
    }),
    bias: field.bool({ label: 'Bias', help: 'Add trained numbers to gates and units.', default: true }),
    ...recurrentFields,
  },
  inputs: recurrentInputs,
  outputs: recurrentOutputs,
  infer: (context) => inferRecurrent(gruCell(context.parameters), context),
  looksAhead: readsBackward,
  lower: (context) => lowerRecurrent(gruCell(context.parameters), context),
  formula:
    '\\begin{aligned} z_t, r_t &= \\sigma(x_t W_{z,r} + h_{t-1} R_{z,r} + b_{z,r}) \\\\ n_t &= \\tanh(x_t W_n + b_n + r_t \\odot (h_{t-1} R_n + c_n)) \\\\ h_t &= (1 - z_t) \\odot n_t + z_t \\odot h_{t-1} \\end{aligned}',
  explanation:
    'Reads a sequence step by step. For each of the {units} units a gate says how much of the state stays as it is, and another how much of it the proposed new value sees: what stays passes its gradient back undamped.',
  display: ['units', 'direction', 'returns'],
  examples: [
    { name: 'all steps', parameters: { units: 3, returns: 'sequence' }, ...sequenceExample },
    { name: 'reset before the product, last state', parameters: { units: 3, reset: 'before' }, ...sequenceExample },
    {
      name: 'without bias, backward',
      parameters: { units: 3, bias: false, direction: 'backward', returns: 'sequence' },
      ...sequenceExample,
    },
    {
      name: 'two layers in both directions, dropout, first state',
      parameters: { units: 2, layers: 2, direction: 'both', dropout: 0.5 },
      inputs: [{ shape: [3, 2] }],
      optional: { state: { shape: [8] } },
    },
    { name: 'reset before the product, mask', parameters: { units: 3, reset: 'before', returns: 'sequence' }, ...maskExample },
    { name: 'lengths, both directions', parameters: { units: 3, direction: 'both', returns: 'sequence' }, ...lengthsExample },
    { name: 'one step', parameters: { units: 3 }, inputs: [{ shape: [1, 2] }] },
  ],
});
