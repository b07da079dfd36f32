import { int, intOf, string } from '../graph/attributes.ts';
import { defineOp } from './definition.ts';
import {
  type Cell,
  eachUnit,
  inferRecurrentLayer,
  notDifferentiable,
  recurrentSample,
  runRecurrentLayer,
  sigmoid,
  stateSample,
} from './recurrent-layer.ts';

const GATES = 3;
const [UPDATE, RESET, HIDDEN] = [0, 1, 2];

/** Gates in ONNX's order z, r, h. The reset gate acts on the state before its product with R, or with `linear` on the product. */
const cellOf =
  (linear: boolean): Cell =>
  ({ hidden, input, recurrent, bias }, h) => {
    const before = h.slice();
    const gate = (g: number, j: number): number => sigmoid(input(g, j) + recurrent(g, j, before) + bias(g, j));
    const reset = eachUnit(hidden, (j) => gate(RESET, j));
    const kept = before.map((value, j) => value * reset[j]);
    const proposed = (j: number): number =>
      linear
        ? input(HIDDEN, j) + reset[j] * (recurrent(HIDDEN, j, before) + bias(HIDDEN, j))
        : input(HIDDEN, j) + recurrent(HIDDEN, j, kept) + bias(HIDDEN, j);
    h.set(
      eachUnit(hidden, (j) => {
        const z = gate(UPDATE, j);
        return (1 - z) * Math.tanh(proposed(j)) + z * before[j];
      }),
    );
  };

const sizes = [4, 2, 3, 5] as const;
const hidden = int(5);

/** Gated recurrent units over whole sequences, for inference: Y, Y_h. */
export const Gru = defineOp({
  opType: 'GRU',
  infer: (context) => inferRecurrentLayer(GATES, context).slice(0, 2),
  gradient: notDifferentiable,
  kernel: (context) => runRecurrentLayer(GATES, cellOf(intOf(context.attributes, 'linear_before_reset', 0) !== 0), context).slice(0, 2),
  samples: [
    { name: 'forward', inputs: recurrentSample(GATES, sizes), outputs: 2, attributes: { hidden_size: hidden } },
    {
      name: 'linear before reset',
      inputs: recurrentSample(GATES, sizes),
      outputs: 2,
      attributes: { hidden_size: hidden, linear_before_reset: int(1) },
    },
    {
      name: 'both directions, lengths, state',
      inputs: [...recurrentSample(GATES, sizes, 2), { dims: [2], dtype: 'int32', values: [3, 4] }, stateSample(sizes, 2)],
      outputs: 2,
      attributes: { hidden_size: hidden, direction: string('bidirectional') },
    },
    {
      name: 'reversed, batch 1',
      inputs: recurrentSample(GATES, [3, 1, 2, 5]),
      outputs: 2,
      attributes: { hidden_size: hidden, direction: string('reverse') },
    },
  ],
});
