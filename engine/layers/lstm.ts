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

interface LstmParameters {
  readonly units: number;
  readonly bias: boolean;
  readonly forgetBias: boolean;
  readonly peepholes: boolean;
}

const sigmoid = (e: Emitter, x: Value): Value => e.op('Sigmoid', [x]);
const tanh = (e: Emitter, x: Value): Value => e.op('Tanh', [x]);

/** Gates i, o, f, c; peepholes i, o, f, of which the output gate's sees the new cell. */
export const lstmCell = ({ units, bias, forgetBias, peepholes }: LstmParameters): RecurrentCell => ({
  opType: 'LSTM',
  gates: 4,
  states: 2,
  ...(bias && { bias: [0, 0, forgetBias ? 1 : 0, 0] }),
  vectors: peepholes ? [{ name: 'peephole', length: 3 * units, initializer: { kind: 'zeros' } }] : [],
  flops: peepholes ? 15 : 9,
  shared: (e, { recurrentKernel, peephole }) => [
    recurrentKernel,
    ...(peephole === undefined ? [] : e.split(peephole, [units, units, units], 0)),
  ],
  step: (e, { product, states: [h, c], shared: [R, ...peephole] }) => {
    const sums = e.gemm(h, R, product);
    if (peephole.length > 0) return peepholeStep(e, sums, c, peephole, units);
    const [gates, proposed] = e.split(sums, [3 * units, units], 1);
    const [i, o, f] = e.split(sigmoid(e, gates), [units, units, units], 1);
    const cell = e.add(e.mul(f, c), e.mul(i, tanh(e, proposed)));
    return [e.mul(o, tanh(e, cell)), cell];
  },
  attributes: () => ({}),
  peepholes: ({ peephole }) => peephole,
});

function peepholeStep(e: Emitter, sums: Value, c: Value, [pi, po, pf]: readonly Value[], units: number): readonly Value[] {
  const [i, o, f, proposed] = e.split(sums, [units, units, units, units], 1);
  const kept = e.mul(sigmoid(e, e.add(f, e.mul(c, pf))), c);
  const cell = e.add(kept, e.mul(sigmoid(e, e.add(i, e.mul(c, pi))), tanh(e, proposed)));
  return [e.mul(sigmoid(e, e.add(o, e.mul(cell, po))), tanh(e, cell)), cell];
}

/** Long short-term memory (Hochreiter & Schmidhuber 1997, forget gate of Gers et al. 2000, peepholes of Gers & Schmidhuber 2000). */
export const LSTM = defineLayer({
  type: 'LSTM',
  version: 1,
  category: 'sequence',
  title: 'Long short-term memory',
  summary: 'a state with a memory cell and gates around it',
  synonyms: ['long short-term memory', 'rnn', 'recurrent', 'peephole', 'hochreiter', '长短期记忆'],
  parameters: {
    units: unitsField,
    bias: field.bool({ label: 'Bias', help: 'Add trained numbers to gates and units.', default: true }),
    forgetBias: field.bool({
      label: 'Open forget gates',
      help: 'Start the forget gates’ biases at 1, so that memory lasts from the first step of training.',
      default: true,
      advanced: true,
      visible: ({ bias }) => bias === true,
    }),
    peepholes: field.bool({ label: 'Peepholes', help: 'Let the gates see the memory cell.', default: false, advanced: true }),
    ...recurrentFields,
  },
  inputs: [...recurrentInputs, { name: 'cell', label: 'first cell', accepts: ['features'], optional: true }],
  outputs: [...recurrentOutputs, { name: 'cell', label: 'last cell' }],
  infer: (context) => inferRecurrent(lstmCell(context.parameters), context),
  looksAhead: readsBackward,
  lower: (context) => lowerRecurrent(lstmCell(context.parameters), context),
  formula:
    '\\begin{aligned} i_t, o_t, f_t &= \\sigma(x_t W_{i,o,f} + h_{t-1} R_{i,o,f} + b_{i,o,f}) \\\\ c_t &= f_t \\odot c_{t-1} + i_t \\odot \\tanh(x_t W_c + h_{t-1} R_c + b_c) \\\\ h_t &= o_t \\odot \\tanh(c_t) \\end{aligned}',
  explanation:
    'Reads a sequence step by step. Units: {units}. Each has a memory cell; gates say what is written into it, what it keeps and what it shows. What a cell keeps passes its gradient back undamped, over many steps.',
  display: ['units', 'direction', 'returns'],
  examples: [
    { name: 'all steps', parameters: { units: 3, returns: 'sequence' }, ...sequenceExample },
    { name: 'peepholes, last state', parameters: { units: 3, peepholes: true }, ...sequenceExample },
    {
      name: 'without bias, backward',
      parameters: { units: 3, bias: false, direction: 'backward', returns: 'sequence' },
      ...sequenceExample,
    },
    {
      name: 'two layers in both directions, dropout, first states',
      parameters: { units: 2, layers: 2, direction: 'both', dropout: 0.5 },
      inputs: [{ shape: [3, 2] }],
      optional: { state: { shape: [8] }, cell: { shape: [8] } },
    },
    { name: 'peepholes, mask', parameters: { units: 3, peepholes: true, returns: 'sequence' }, ...maskExample },
    {
      name: 'lengths, both directions',
      parameters: { units: 3, direction: 'both', returns: 'sequence', forgetBias: false },
      ...lengthsExample,
    },
    { name: 'one step', parameters: { units: 3 }, inputs: [{ shape: [1, 2] }] },
  ],
});
