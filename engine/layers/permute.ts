import { defineLayer } from './definition.ts';
import { field } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';

/** The axes after the batch in another order. */
export const Permute = defineLayer({
  type: 'Permute',
  version: 1,
  category: 'shape',
  title: 'Permute',
  summary: 'axes in another order',
  synonyms: ['transpose', 'swap axes', 'channels last', 'move axis'],
  parameters: {
    order: field.ints({
      label: 'Order',
      help: 'The input’s axes in the order in which the output has them, counted from 1: 2, 3, 1 puts the channels last. The batch stays axis 0.',
      default: [2, 1],
    }),
  },
  inputs: inputPort(),
  outputs: outputPort,
  infer({ parameters: { order }, inputs: [x] }) {
    const axes = Array.from({ length: x.shape.length - 1 }, (_, i) => i + 1);
    if (order.toSorted((a, b) => a - b).join() !== axes.join()) {
      return {
        problem: {
          code: 'axes-do-not-fit',
          parameter: 'order',
          message: `The order must name each of the axes ${axes.join(', ')} once.`,
          expected: `${axes.length} axes`,
          actual: `[${order.join(', ')}]`,
          fixes: [{ label: `Use ${axes.toReversed().join(', ')}`, set: { order: axes.toReversed() } }],
        },
      };
    }
    return { outputs: [{ dtype: x.dtype, shape: [x.shape[0], ...order.map((axis) => x.shape[axis])] }], flops: 0 };
  },
  lower: ({ e, parameters: { order }, inputs: [x] }) => [e.transpose(x, [0, ...order])],
  formula: 'y_{i_{\\pi(1)}, i_{\\pi(2)}, \\dots} = x_{i_1, i_2, \\dots}',
  explanation: 'Puts the axes in the order {order}. Each number keeps its sample; only where it stands changes.',
  display: ['order'],
  examples: [
    { name: 'channels last', parameters: { order: [2, 3, 1] }, inputs: [{ shape: [2, 3, 5] }] },
    { name: 'matrix turned', parameters: { order: [2, 1] }, inputs: [{ shape: [3, 4] }] },
    { name: 'unchanged', parameters: { order: [1, 2] }, inputs: [{ shape: [2, 3] }] },
    { name: 'one axis', parameters: { order: [1] }, inputs: [{ shape: [3] }] },
    { name: 'volume', parameters: { order: [4, 1, 3, 2] }, inputs: [{ shape: [1, 2, 3, 2] }] },
  ],
});
