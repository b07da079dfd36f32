import type { Shape } from '../graph/types.ts';
import { defineLayer } from './definition.ts';
import { field } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';

/** The axes that are dropped: those named, or all of size 1; never the batch. */
function dropped(axes: readonly number[], shape: Shape): readonly number[] {
  return axes.length > 0 ? axes : shape.flatMap((dim, axis) => (axis > 0 && dim === 1 ? [axis] : []));
}

/** Drops axes of size 1. */
export const Squeeze = defineLayer({
  type: 'Squeeze',
  version: 1,
  category: 'shape',
  title: 'Squeeze',
  summary: 'drops axes of size 1',
  synonyms: ['remove axis', 'flatten', 'drop dimension'],
  parameters: {
    axes: field.ints({
      label: 'Axes',
      help: 'Axes of size 1 to drop, counted from 1; none stands for all of them. The batch is axis 0 and stays.',
      default: [],
    }),
  },
  inputs: inputPort(),
  outputs: outputPort,
  infer({ parameters: { axes }, inputs: [x] }) {
    const odd = axes.find((axis) => axis < 1 || x.shape[axis] !== 1);
    if (odd !== undefined) {
      const can = dropped([], x.shape);
      return {
        problem: {
          code: 'axes-do-not-fit',
          parameter: 'axes',
          message: odd === 0 ? 'Axis 0 is the batch and stays.' : `Axis ${odd} does not have size 1, so it can’t be dropped.`,
          expected: can.length === 0 ? 'an input with an axis of size 1' : `some of ${can.join(', ')}`,
          actual: `[${axes.join(', ')}]`,
          fixes: [{ label: 'Drop all axes of size 1', set: { axes: [] } }],
        },
      };
    }
    const gone = dropped(axes, x.shape);
    return { outputs: [{ dtype: x.dtype, shape: x.shape.filter((_, axis) => !gone.includes(axis)) }], flops: 0 };
  },
  lower({ e, parameters: { axes }, inputs: [x] }) {
    const gone = [...new Set(dropped(axes, x.type.shape))];
    return [gone.length === 0 ? e.identity(x) : e.squeeze(x, gone)];
  },
  formula: 'y_{i} = x_{i, 1}',
  explanation: 'Drops axes along which there is one element: the numbers stay as they are.',
  display: ['axes'],
  examples: [
    { name: 'all', inputs: [{ shape: [3, 1, 1] }] },
    { name: 'one of two', parameters: { axes: [3] }, inputs: [{ shape: [1, 4, 1] }] },
    { name: 'nothing to drop', inputs: [{ shape: [2, 3] }] },
    { name: 'a single number', inputs: [{ shape: [1, 1] }] },
  ],
});

/** Adds axes of size 1. */
export const Unsqueeze = defineLayer({
  type: 'Unsqueeze',
  version: 1,
  category: 'shape',
  title: 'Unsqueeze',
  summary: 'adds axes of size 1',
  synonyms: ['expand dims', 'add axis', 'new axis'],
  parameters: {
    axes: field.ints({
      label: 'Axes',
      help: 'Where the new axes stand in the output, counted from 1; the batch is axis 0. 2, 3 turns N×C into N×C×1×1.',
      default: [1],
    }),
  },
  inputs: inputPort(),
  outputs: outputPort,
  infer({ parameters: { axes }, inputs: [x] }) {
    const last = x.shape.length + axes.length - 1;
    if (axes.length === 0 || last > 8 || new Set(axes).size < axes.length || axes.some((axis) => axis < 1 || axis > last)) {
      return {
        problem: {
          code: 'axes-do-not-fit',
          parameter: 'axes',
          message: `New axes are different numbers from 1 to ${Math.min(last, 8)}, where they stand in the output; there are 9 axes at most.`,
          expected: axes.length <= 1 ? `1 to ${x.shape.length}` : `${axes.length} different numbers from 1 to ${last}`,
          actual: `[${axes.join(', ')}]`,
          fixes: [{ label: `Add axis ${x.shape.length} at the end`, set: { axes: [x.shape.length] } }],
        },
      };
    }
    const rest = x.shape.values();
    const shape = Array.from({ length: last + 1 }, (_, axis) => (axes.includes(axis) ? 1 : (rest.next().value ?? 1)));
    return { outputs: [{ dtype: x.dtype, shape }], flops: 0 };
  },
  lower: ({ e, parameters: { axes }, inputs: [x] }) => [e.unsqueeze(x, axes)],
  formula: 'y_{i, 1} = x_{i}',
  explanation:
    'Adds an axis of size 1 at {axes}: the numbers stay as they are. So a vector becomes an image of one pixel that can be stretched.',
  display: ['axes'],
  examples: [
    { name: 'channels in front', inputs: [{ shape: [3, 4] }] },
    { name: 'an image of one pixel', parameters: { axes: [2, 3] }, inputs: [{ shape: [5] }] },
    { name: 'out of order', parameters: { axes: [4, 1] }, inputs: [{ shape: [2, 3] }] },
  ],
});
