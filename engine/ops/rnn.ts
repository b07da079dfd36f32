import { floats, int, string } from '../graph/attributes.ts';
import { invariant } from '../graph/errors.ts';
import type { Attributes } from '../graph/types.ts';
import { defineOp } from './definition.ts';
import {
  type Cell,
  eachUnit,
  inferRecurrentLayer,
  notDifferentiable,
  recurrentSample,
  runRecurrentLayer,
  stateSample,
} from './recurrent-layer.ts';

const functions: Readonly<Record<string, (x: number) => number>> = { Tanh: Math.tanh, Relu: (x) => Math.max(0, x), Affine: (x) => x };

/** The activation of all directions: tanh unless said. `Affine` is the identity, with α = 1 and β = 0. */
function activationOf({ activations }: Attributes): (x: number) => number {
  const [name = 'Tanh'] = activations !== undefined && 'strings' in activations ? activations.strings : [];
  const activation = functions[name];
  invariant(activation !== undefined, `an activation of ${Object.keys(functions).join(', ')}, came ${name}`);
  return activation;
}

const cellOf =
  (activation: (x: number) => number): Cell =>
  ({ hidden, input, recurrent, bias }, h) => {
    const before = h.slice();
    h.set(eachUnit(hidden, (j) => activation(input(0, j) + recurrent(0, j, before) + bias(0, j))));
  };

const sizes = [4, 2, 3, 5] as const;
const hidden = int(5);

/** h_t = f(x_t·Wᵀ + h_{t−1}·Rᵀ + b) over whole sequences, for inference: Y, Y_h. */
export const Rnn = defineOp({
  opType: 'RNN',
  infer: (context) => inferRecurrentLayer(1, context).slice(0, 2),
  gradient: notDifferentiable,
  kernel: (context) => runRecurrentLayer(1, cellOf(activationOf(context.attributes)), context).slice(0, 2),
  samples: [
    { name: 'tanh', inputs: recurrentSample(1, sizes), outputs: 2, attributes: { hidden_size: hidden } },
    {
      name: 'ReLU',
      inputs: recurrentSample(1, sizes),
      outputs: 2,
      attributes: { hidden_size: hidden, activations: { strings: ['Relu'] } },
    },
    {
      name: 'identity, from the end, with a state',
      inputs: [...recurrentSample(1, sizes), undefined, stateSample(sizes)],
      outputs: 2,
      attributes: {
        hidden_size: hidden,
        direction: string('reverse'),
        activations: { strings: ['Affine'] },
        activation_alpha: floats([1]),
        activation_beta: floats([0]),
      },
    },
    {
      name: 'both directions, lengths, batch 1',
      inputs: [...recurrentSample(1, [3, 1, 2, 5], 2), { dims: [1], dtype: 'int32', values: [2] }],
      outputs: 2,
      attributes: { hidden_size: hidden, direction: string('bidirectional'), activations: { strings: ['Tanh', 'Tanh'] } },
    },
  ],
});
