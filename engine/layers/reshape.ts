import { sizeOf } from '../graph/shape.ts';
import { defineLayer, type LayerProblem } from './definition.ts';
import { sampleShape } from './expectations.ts';
import { field } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';

/** The target with its −1 worked out, or why it has no such size. `size` counts a sample's elements. */
function resolveShape(target: readonly number[], size: number): readonly number[] | { readonly problem: LayerProblem } {
  const free = target.indexOf(-1);
  const isWritten = target.length > 0 && target.length <= 7 && target.every((dim, axis) => dim >= 1 || axis === free);
  if (!isWritten) {
    return {
      problem: {
        ...fault(target, size),
        message: 'The shape is a list of 1 to 7 sizes of at least 1. One of them may be -1: it takes what is left.',
        expected: 'sizes of at least 1, at most one -1',
      },
    };
  }
  const rest = sizeOf(target.filter((dim) => dim !== -1));
  if (free < 0 ? rest === size : size % rest === 0) return free < 0 ? target : target.with(free, size / rest);
  const words = `${target.join('×')}${free < 0 ? ` has ${rest}` : ` comes in multiples of ${rest}`}`;
  return { problem: { ...fault(target, size), message: `Each sample has ${size} numbers, but ${words}.`, expected: `${size} numbers` } };
}

const fault = (target: readonly number[], size: number) => {
  const shape = nearbyShape(target, size);
  return {
    code: 'sizes-do-not-fit',
    parameter: 'shape',
    actual: `[${target.join(', ')}]`,
    fixes: [{ label: `Reshape to ${shape.join('×')}`, set: { shape } }],
  } as const;
};

/** The target with one size changed so that it fits, the last that can be; else a single axis. */
function nearbyShape(target: readonly number[], size: number): readonly number[] {
  const sound = target.slice(0, 7).filter((dim) => dim >= 1);
  for (let axis = sound.length - 1; axis >= 0; axis -= 1) {
    const rest = sizeOf(sound.toSpliced(axis, 1));
    if (size % rest === 0) return sound.with(axis, size / rest);
  }
  return [size];
}

/** The numbers of each sample in another shape, in row-major order: [N, …] → [N, …shape]. */
export const Reshape = defineLayer({
  type: 'Reshape',
  version: 1,
  category: 'shape',
  title: 'Reshape',
  summary: 'same numbers, other shape',
  synonyms: ['view', 'unflatten', 'resize'],
  parameters: {
    shape: field.ints({
      label: 'Shape',
      help: 'Sizes of the axes after the batch. One may be -1: it takes what is left.',
      default: [-1],
    }),
  },
  inputs: inputPort(),
  outputs: outputPort,
  infer({ parameters: { shape }, inputs: [x] }) {
    const sizes = resolveShape(shape, sizeOf(sampleShape(x)));
    if ('problem' in sizes) return sizes;
    return { outputs: [{ dtype: x.dtype, shape: [x.shape[0], ...sizes] }], flops: 0 };
  },
  lower({ e, parameters: { shape }, inputs: [x] }) {
    const free = shape.indexOf(-1);
    const size = sizeOf(sampleShape(x.type));
    return [e.reshape(x, [-1, ...(free < 0 ? shape : shape.with(free, size / sizeOf(shape.toSpliced(free, 1))))])];
  },
  formula: 'y_{j} = x_{i},\\quad \\text{both counted row by row}',
  explanation: 'Writes the numbers of each sample, row by row, into the shape {shape}. Samples stay apart: the batch is not touched.',
  display: ['shape'],
  examples: [
    { name: 'vector to an image', parameters: { shape: [1, 3, 4] }, inputs: [{ shape: [12] }] },
    { name: 'the rest worked out', parameters: { shape: [2, -1] }, inputs: [{ shape: [3, 2, 5] }] },
    { name: 'one axis', parameters: { shape: [-1] }, inputs: [{ shape: [2, 3] }] },
    { name: 'a size 1 worked out', parameters: { shape: [5, -1] }, inputs: [{ shape: [5] }] },
    { name: 'the same shape', parameters: { shape: [2, 3] }, inputs: [{ shape: [2, 3] }] },
  ],
});
