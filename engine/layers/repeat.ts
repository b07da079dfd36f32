import type { Shape } from '../graph/types.ts';
import { axisField, expectAxis } from './axis.ts';
import { defineLayer } from './definition.ts';
import { field } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';

/** Sizes after the batch; the batch is −1, so that Reshape works it out. */
const target = (shape: Shape): number[] => shape.map((dim, axis) => (axis === 0 ? -1 : Number(dim)));

/** Copies along an axis. */
export const Repeat = defineLayer({
  type: 'Repeat',
  version: 1,
  category: 'shape',
  title: 'Repeat',
  summary: 'copies along an axis',
  synonyms: ['tile', 'repeat vector', 'RepeatVector', 'repeat_interleave', 'expand', 'copy'],
  parameters: {
    times: field.int({ label: 'Times', help: 'Number of copies.', default: 2, min: 1, max: 65_536 }),
    axis: axisField('The axis along which the copies lie.'),
    order: field.choice({
      label: 'Order',
      help: '“whole” puts copies of the whole axis behind each other: a, b, a, b. “each” repeats every element in its place: a, a, b, b. “new axis” adds an axis of copies: a vector for each step of a sequence.',
      default: 'whole',
      options: [
        { value: 'whole', label: 'whole' },
        { value: 'each', label: 'each' },
        { value: 'newAxis', label: 'new axis' },
      ],
    }),
  },
  inputs: inputPort(),
  outputs: outputPort,
  infer({ parameters: { axis, times, order }, inputs: [x] }) {
    const problem = expectAxis(axis, order === 'newAxis' ? [...x.shape, 1] : x.shape);
    if (problem !== undefined) return { problem };
    const shape = order === 'newAxis' ? x.shape.toSpliced(axis, 0, times) : x.shape.with(axis, times * Number(x.shape[axis]));
    return { outputs: [{ dtype: x.dtype, shape }], flops: 0 };
  },
  lower({ e, parameters: { axis, times, order }, inputs: [x] }) {
    // [N, …, 1, d, …], [N, …, d, 1, …] or [N, …, 1, …] is stretched along the 1.
    const at = order === 'each' ? axis + 1 : axis;
    const apart = e.unsqueeze(x, [at]);
    const copies = e.expand(apart, [...apart.type.shape.map((_, i) => (i === at ? times : 1))]);
    const { shape } = x.type;
    return [order === 'newAxis' ? copies : e.reshape(copies, target(shape.with(axis, times * e.dim(x, axis))))];
  },
  formula: 'y_{i} = x_{i \\bmod d}\\ \\text{(whole)},\\quad y_{i} = x_{\\lfloor i / n \\rfloor}\\ \\text{(each)}',
  explanation: 'Lays {times} copies along axis {axis}. The gradient of an element is the sum over its copies.',
  display: ['times', 'axis', 'order'],
  examples: [
    { name: 'whole axis', parameters: { times: 3 }, inputs: [{ shape: [2, 3] }] },
    { name: 'each element', parameters: { times: 3, axis: 2, order: 'each' }, inputs: [{ shape: [2, 3] }] },
    { name: 'a vector for each step', parameters: { times: 4, order: 'newAxis' }, inputs: [{ shape: [3] }] },
    { name: 'new last axis', parameters: { axis: 3, order: 'newAxis' }, inputs: [{ shape: [2, 3] }] },
    { name: 'once', parameters: { times: 1, axis: 2 }, inputs: [{ shape: [2, 5, 1] }] },
    { name: 'a size of 1', parameters: { times: 5, order: 'each' }, inputs: [{ shape: [1, 3] }] },
  ],
});
