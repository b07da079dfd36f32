import { toWidth } from './agreeing.ts';
import { formatShape } from '../graph/shape.ts';
import type { TensorType } from '../graph/types.ts';
import { zerosLike } from '../ops/shape-like.ts';
import {
  defineLayer,
  type InferLayerContext,
  type LayerInference,
  type LayerProblem,
  type LowerContext,
  type PortDefinition,
} from './definition.ts';
import { describeType, expectFeatures } from './expectations.ts';
import { gruCell } from './gru.ts';
import { initializerField } from './initializer-field.ts';
import { lstmCell } from './lstm.ts';
import { field, type ParametersOf } from './parameters.ts';
import type { RecurrentCell as Cell } from './recurrent-cell.ts';
import { weightsOf } from './recurrent-layer.ts';
import { unitsField } from './recurrent-parameters.ts';
import { rnnCell } from './simple-rnn.ts';

const parameters = {
  cell: field.choice<'rnn' | 'gru' | 'lstm'>({
    label: 'Cell',
    help: 'What one step does with its state.',
    default: 'lstm',
    options: [
      { value: 'rnn', label: 'simple' },
      { value: 'gru', label: 'GRU' },
      { value: 'lstm', label: 'LSTM' },
    ],
  }),
  units: unitsField,
  activation: field.choice<'tanh' | 'relu' | 'identity'>({
    label: 'Activation',
    help: 'Function applied to the state. The identity leaves a linear network.',
    default: 'tanh',
    options: [
      { value: 'tanh', label: 'tanh' },
      { value: 'relu', label: 'ReLU' },
      { value: 'identity', label: 'identity' },
    ],
    visible: ({ cell }) => cell === 'rnn',
  }),
  reset: field.choice<'after' | 'before'>({
    label: 'Reset gate',
    help: 'Where it acts: on the state times its weights, as PyTorch has it, or on the state before, as in the paper.',
    default: 'after',
    options: [
      { value: 'after', label: 'after the product' },
      { value: 'before', label: 'before the product' },
    ],
    visible: ({ cell }) => cell === 'gru',
  }),
  bias: field.bool({ label: 'Bias', help: 'Add trained numbers to gates and units.', default: true }),
  forgetBias: field.bool({
    label: 'Open forget gates',
    help: 'Start the forget gates’ biases at 1, so that memory lasts from the first step of training.',
    default: true,
    advanced: true,
    visible: ({ cell, bias }) => cell === 'lstm' && bias === true,
  }),
  peepholes: field.bool({
    label: 'Peepholes',
    help: 'Let the gates see the memory cell.',
    default: false,
    advanced: true,
    visible: ({ cell }) => cell === 'lstm',
  }),
  initializer: { ...initializerField, default: 'glorotUniform' as const, advanced: true },
} as const;

type StepParameters = ParametersOf<typeof parameters>;

function cellOf(given: StepParameters): Cell {
  switch (given.cell) {
    case 'rnn':
      return rnnCell(given);
    case 'gru':
      return gruCell(given);
    case 'lstm':
      return lstmCell(given);
  }
}

const inputs: readonly PortDefinition[] = [
  { name: 'in', label: 'input', accepts: ['features'] },
  { name: 'state', label: 'state before', accepts: ['features'], optional: true },
  { name: 'cell', label: 'memory before', accepts: ['features'], optional: true },
];

/** The gradient of a step is that of its operators; the weights are those of the layer with the same cell. */
export const RecurrentCell = defineLayer({
  type: 'RecurrentCell',
  version: 1,
  category: 'sequence',
  title: 'Recurrent cell',
  summary: 'one step of an RNN, GRU or LSTM, its state wired by hand',
  synonyms: ['lstm cell', 'gru cell', 'rnn cell', 'step', 'unroll', 'bptt', '循环单元'],
  parameters,
  inputs,
  outputs: {
    of: ({ cell }) => [{ name: 'state', label: 'state' }, ...(cell === 'lstm' ? [{ name: 'cell', label: 'memory' }] : [])],
  },
  infer: inferStep,
  lower: lowerStep,
  formula: 'h_t, c_t = \\mathrm{cell}(x_t, h_{t-1}, c_{t-1})',
  explanation:
    'One step of a recurrent layer of {units} units: from an input and the state before it makes the next state. Wire several of them by hand, or draw one in a module and scan it over a sequence. A state that isn’t wired begins with zeros.',
  display: ['cell', 'units'],
  examples: [
    { name: 'LSTM', parameters: { units: 3 }, inputs: [{ shape: [2] }], optional: { state: { shape: [3] }, cell: { shape: [3] } } },
    {
      name: 'LSTM with peepholes, from zeros',
      parameters: { units: 3, peepholes: true },
      inputs: [{ shape: [2] }],
    },
    { name: 'GRU', parameters: { cell: 'gru', units: 3 }, inputs: [{ shape: [2] }], optional: { state: { shape: [3] } } },
    {
      name: 'GRU, reset before the product, without bias',
      parameters: { cell: 'gru', units: 3, reset: 'before', bias: false },
      inputs: [{ shape: [2] }],
      optional: { state: { shape: [3] } },
    },
    { name: 'simple', parameters: { cell: 'rnn', units: 3 }, inputs: [{ shape: [2] }], optional: { state: { shape: [3] } } },
    { name: 'simple, identity, from zeros', parameters: { cell: 'rnn', units: 1, activation: 'identity' }, inputs: [{ shape: [1] }] },
  ],
});

function inferStep({
  parameters: given,
  inputs: [x],
  optional = {},
}: InferLayerContext<StepParameters>): LayerInference | { readonly problem: LayerProblem } {
  const { units } = given;
  const problem =
    expectFeatures(x, 'A recurrent cell') ??
    vectorProblem(x, given) ??
    portProblem(given, 'state', optional.state) ??
    portProblem(given, 'cell', optional.cell);
  if (problem !== undefined) return { problem };
  const cell = cellOf(given);
  const features = Number(x.shape[1]);
  const state: TensorType = { dtype: 'float32', shape: [x.shape[0], units] };
  return {
    outputs: new Array<TensorType>(cell.states).fill(state),
    weights: weightsOf(cell, given, features, ''),
    flops: 2 * (features + units) * cell.gates * units + units * (cell.gates + cell.flops),
  };
}

/** The layer that runs the same cell over a whole sequence. */
const sequenceLayers = { rnn: 'SimpleRNN', gru: 'GRU', lstm: 'LSTM' } as const;

function vectorProblem(x: TensorType, { cell }: StepParameters): LayerProblem | undefined {
  if (x.shape.length === 2) return undefined;
  return {
    code: 'shape-mismatch',
    port: 'in',
    message: 'A recurrent cell reads one step. Take a step out of the sequence, or draw the cell in a module and scan that.',
    expected: 'N×F, features',
    actual: describeType(x),
    fixes: [{ label: `Use ${sequenceLayers[cell]} over the sequence`, replace: sequenceLayers[cell] }],
  };
}

function portProblem({ cell, units }: StepParameters, port: string, state: TensorType | undefined): LayerProblem | undefined {
  if (state === undefined) return undefined;
  if (port === 'cell' && cell !== 'lstm') {
    return {
      code: 'no-memory',
      port,
      message: 'Only an LSTM has a memory beside its state. Take the wire away, or choose the LSTM.',
      expected: 'no wire',
      actual: describeType(state),
      fixes: [{ label: 'Use an LSTM', set: { cell: 'lstm' } }],
    };
  }
  if (state.dtype === 'float32' && formatShape(state.shape) === formatShape(['N', units])) return undefined;
  return {
    code: 'shape-mismatch',
    port,
    message: `The ${port === 'cell' ? 'memory' : 'state'} before has a number for each of the ${units} units.`,
    expected: `N×${units}, features`,
    actual: describeType(state),
    ...(state.dtype === 'float32' && state.shape.length === 2 && { fixes: toWidth(units) }),
  };
}

function lowerStep({ e, parameters: given, inputs: [x], optional = {}, weights }: LowerContext<StepParameters>) {
  const cell = cellOf(given);
  const product = e.gemm(x, weights.kernel, weights.bias);
  const like = e.slice(product, [0], [given.units], [1]);
  const states = [optional.state, optional.cell].slice(0, cell.states).map((state) => state ?? zerosLike(e, like));
  return cell.step(e, { product, states, shared: cell.shared(e, weights) });
}
