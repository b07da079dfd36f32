import { int, string } from '../graph/attributes.ts';
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

const GATES = 4;
const [INPUT, OUTPUT, FORGET, CELL] = [0, 1, 2, 3];

/** Gates in ONNX's order i, o, f, c; the output gate's peephole sees the new cell. */
const cell: Cell = ({ hidden, input, recurrent, bias, peephole }, h, c) => {
  const before = h.slice();
  const sum = (gate: number, j: number): number => input(gate, j) + recurrent(gate, j, before) + bias(gate, j);
  const next = eachUnit(hidden, (j) => {
    const i = sigmoid(sum(INPUT, j) + peephole(0, j) * c[j]);
    const f = sigmoid(sum(FORGET, j) + peephole(2, j) * c[j]);
    return f * c[j] + i * Math.tanh(sum(CELL, j));
  });
  h.set(eachUnit(hidden, (j) => sigmoid(sum(OUTPUT, j) + peephole(1, j) * next[j]) * Math.tanh(next[j])));
  c.set(next);
};

const sizes = [4, 2, 3, 5] as const;
const hidden = int(5);

/** Long short-term memory over whole sequences, for inference: Y, Y_h, Y_c. */
export const Lstm = defineOp({
  opType: 'LSTM',
  infer: (context) => inferRecurrentLayer(GATES, context),
  gradient: notDifferentiable,
  kernel: (context) => runRecurrentLayer(GATES, cell, context),
  samples: [
    { name: 'forward', inputs: recurrentSample(GATES, sizes), outputs: 3, attributes: { hidden_size: hidden } },
    {
      name: 'both directions, lengths, states, peepholes',
      inputs: [
        ...recurrentSample(GATES, sizes, 2),
        { dims: [2], dtype: 'int32', values: [4, 2] },
        stateSample(sizes, 2),
        stateSample(sizes, 2),
        { dims: [2, 15] },
      ],
      outputs: 3,
      attributes: { hidden_size: hidden, direction: string('bidirectional') },
    },
    {
      name: 'reversed, no bias, batch 1',
      inputs: [...recurrentSample(GATES, [3, 1, 2, 5]).slice(0, 3), undefined, undefined, stateSample([3, 1, 2, 5])],
      outputs: 3,
      attributes: { hidden_size: hidden, direction: string('reverse') },
    },
  ],
});
