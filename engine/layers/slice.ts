import type { TensorType } from '../graph/types.ts';
import { axisField, expectAxis } from './axis.ts';
import { defineLayer } from './definition.ts';
import { field } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';

interface SliceParameters {
  readonly axis: number;
  readonly start: number;
  readonly toEnd: boolean;
  readonly end: number;
  readonly step: number;
}

/** Python's start:end:step over an axis: the first position, the one before which it ends (−1 for the front), and how many there are. */
function rangeOf({ start, toEnd, end, step }: SliceParameters, size: number): { first: number; last: number; length: number } {
  const [lowest, highest] = step > 0 ? [0, size] : [-1, size - 1];
  const clamp = (position: number): number => Math.min(Math.max(position < 0 ? position + size : position, lowest), highest);
  const first = clamp(start);
  const last = toEnd ? (step > 0 ? size : -1) : clamp(end);
  return { first, last, length: Math.max(0, Math.ceil((last - first) / step)) };
}

const sizeAlong = ({ shape }: TensorType, axis: number): number => Number(shape[axis]);

/** Part of one axis: x[:, …, start:end:step, …]. */
export const Slice = defineLayer({
  type: 'Slice',
  version: 1,
  category: 'shape',
  title: 'Slice',
  summary: 'part of an axis',
  synonyms: ['crop', 'select', 'narrow', 'every second', 'reverse', 'flip'],
  parameters: {
    axis: axisField('The axis that is cut.'),
    start: field.int({
      label: 'Start',
      help: 'First position, counted from 0; a negative one counts from the end, as in Python.',
      default: 0,
      min: -(2 ** 31) + 1,
    }),
    toEnd: field.bool({ label: 'To the end', help: 'Take everything from the start on.', default: true }),
    end: field.int({
      label: 'End',
      help: 'Position before which it stops; a negative one counts from the end, as in Python.',
      default: 1,
      min: -(2 ** 31) + 1,
      visible: (parameters) => parameters.toEnd !== true,
    }),
    step: field.int({
      label: 'Step',
      help: '2 takes every second element; a negative step goes backwards, so start at -1 to reverse the axis.',
      default: 1,
      min: -(2 ** 31) + 1,
      advanced: true,
    }),
  },
  inputs: inputPort(),
  outputs: outputPort,
  infer({ parameters: p, inputs: [x] }) {
    const problem = expectAxis(p.axis, x.shape);
    if (problem !== undefined) return { problem };
    if (p.step === 0) {
      return {
        problem: {
          code: 'invalid-parameter',
          parameter: 'step',
          message: 'A step of 0 never moves on.',
          expected: 'a step other than 0',
          actual: '0',
          fixes: [{ label: 'Take every element', set: { step: 1 } }],
        },
      };
    }
    const size = sizeAlong(x, p.axis);
    const { first, last, length } = rangeOf(p, size);
    if (length === 0) {
      return {
        problem: {
          code: 'nothing-left',
          parameter: 'start',
          message: `Nothing is left of axis ${p.axis}: of its ${size} elements the slice starts at ${first} and ends before ${last}.`,
          expected: 'at least 1 element',
          actual: 'none',
          fixes: [{ label: 'Take the whole axis', set: { start: 0, toEnd: true, step: 1 } }],
        },
      };
    }
    return { outputs: [{ dtype: x.dtype, shape: x.shape.with(p.axis, length) }], flops: 0 };
  },
  lower({ e, parameters: p, inputs: [x] }) {
    const { first, last } = rangeOf(p, sizeAlong(x.type, p.axis));
    // An end in front of the axis can't be written as -1, which is its last element.
    return [e.slice(x, [first], [last < 0 ? -(2 ** 31) : last], [p.axis], [p.step])];
  },
  formula: 'y_i = x_{\\text{start} + \\text{step} \\cdot i}',
  explanation: 'Keeps part of axis {axis}, from position {start} on; the other axes stay whole. The gradient of what was cut off is 0.',
  display: ['axis', 'start', 'end'],
  examples: [
    { name: 'middle of the channels', parameters: { start: 1, toEnd: false, end: 3 }, inputs: [{ shape: [4, 2, 3] }] },
    { name: 'last two steps', parameters: { axis: 2, start: -2 }, inputs: [{ shape: [2, 5] }] },
    { name: 'all but the last', parameters: { toEnd: false, end: -1 }, inputs: [{ shape: [5] }] },
    { name: 'every second', parameters: { axis: 2, start: 1, step: 2 }, inputs: [{ shape: [2, 7] }] },
    { name: 'reversed', parameters: { start: -1, step: -1 }, inputs: [{ shape: [5, 2] }] },
    { name: 'backwards by 2', parameters: { start: 4, toEnd: false, end: 0, step: -2 }, inputs: [{ shape: [6] }] },
    { name: 'past the end', parameters: { start: 1, toEnd: false, end: 100 }, inputs: [{ shape: [3] }] },
  ],
});
