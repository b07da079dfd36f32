import { defineLayer, type LayerDefinition } from './definition.ts';
import { expectChannels, sampleShape } from './expectations.ts';
import { field } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';
import type { Rank } from './window.ts';

/** The sides of a sample, two for each axis. */
const sideNames: Readonly<Record<Rank, readonly string[]>> = {
  1: ['before', 'after'],
  2: ['top', 'bottom', 'left', 'right'],
  3: ['front', 'back', 'top', 'bottom', 'left', 'right'],
};

const marginsField = (rank: Rank, label: string, help: string, preset: number) =>
  field.sizes({
    label,
    help: `${help}: ${sideNames[rank].join(', ')}.`,
    default: sideNames[rank].map(() => preset),
    axes: sideNames[rank],
    min: 0,
  });

/** Begins and ends of the axes from margins side by side. */
const endsOf = (margins: readonly number[]) => ({
  begins: margins.filter((_, side) => side % 2 === 0),
  ends: margins.filter((_, side) => side % 2 === 1),
});

const grown = (sizes: readonly number[], margins: readonly number[], sign: 1 | -1): readonly number[] =>
  sizes.map((size, axis) => size + sign * (margins[2 * axis] + margins[2 * axis + 1]));

/** Different margins on every side; fewer where an axis has few elements. */
const uneven = (rank: Rank): readonly number[] => [1, 0, 0, 2, 1, 1].slice(0, 2 * rank);

function zeroPadding(rank: Rank): LayerDefinition {
  const type = `ZeroPadding${rank}D`;
  const sizes = [4, 3, 3].slice(0, rank);
  return defineLayer({
    type,
    version: 1,
    category: 'pooling',
    title: `${rank}-D zero padding`,
    summary: 'zeros around the input',
    synonyms: ['pad', 'border', 'margin', 'enlarge'],
    parameters: { padding: marginsField(rank, 'Padding', 'Zeros added at each side', 1) },
    inputs: inputPort(rank === 1 ? 'sequence' : 'image'),
    outputs: outputPort,
    infer({ parameters: { padding }, inputs: [x] }) {
      const problem = expectChannels(x, type, rank);
      if (problem !== undefined) return { problem };
      const [channels, ...from] = sampleShape(x);
      return { outputs: [{ dtype: x.dtype, shape: [x.shape[0], channels, ...grown(from, padding, 1)] }], flops: 0 };
    },
    lower({ e, parameters: { padding }, inputs: [x] }) {
      const { begins, ends } = endsOf(padding);
      return [padding.every((margin) => margin === 0) ? e.identity(x) : e.pad(x, [0, 0, ...begins, 0, 0, ...ends])];
    },
    formula: 'y_{c,\\,i+p} = x_{c,i},\\quad 0\\ \\text{elsewhere}',
    explanation: 'Adds zeros at each side, as many as you say. The gradient of the zeros goes nowhere.',
    display: ['padding'],
    examples: [
      { name: 'one at each side', inputs: [{ shape: [2, ...sizes] }] },
      { name: 'uneven', parameters: { padding: uneven(rank) }, inputs: [{ shape: [2, ...sizes] }] },
      { name: 'none', parameters: { padding: sideNames[rank].map(() => 0) }, inputs: [{ shape: [1, ...sizes] }] },
    ],
  });
}

function cropping(rank: Rank): LayerDefinition {
  const type = `Cropping${rank}D`;
  const sizes = [4, 3, 3].slice(0, rank);
  return defineLayer({
    type,
    version: 1,
    category: 'pooling',
    title: `${rank}-D cropping`,
    summary: 'cuts margins off',
    synonyms: ['crop', 'trim', 'cut', 'margin'],
    parameters: { cropping: marginsField(rank, 'Cropping', 'Elements cut off at each side', 1) },
    inputs: inputPort(rank === 1 ? 'sequence' : 'image'),
    outputs: outputPort,
    infer({ parameters: { cropping: margins }, inputs: [x] }) {
      const problem = expectChannels(x, type, rank);
      if (problem !== undefined) return { problem };
      const [channels, ...from] = sampleShape(x);
      const to = grown(from, margins, -1);
      if (to.some((size) => size < 1)) {
        return {
          problem: {
            code: 'nothing-left',
            parameter: 'cropping',
            message: `Nothing is left of ${from.join('×')} where ${margins.join(', ')} are cut off (${sideNames[rank].join(', ')}).`,
            expected: 'at least 1 element along every axis',
            actual: to.join('×'),
            fixes: [{ label: 'Crop nothing', set: { cropping: margins.map(() => 0) } }],
          },
        };
      }
      return { outputs: [{ dtype: x.dtype, shape: [x.shape[0], channels, ...to] }], flops: 0 };
    },
    lower({ e, parameters: { cropping: margins }, inputs: [x] }) {
      const { begins, ends } = endsOf(margins);
      const axes = begins.map((_, axis) => axis + 2);
      if (margins.every((margin) => margin === 0)) return [e.identity(x)];
      const stops = axes.map((axis, i) => e.dim(x, axis) - ends[i]);
      return [e.slice(x, begins, stops, axes)];
    },
    formula: 'y_{c,i} = x_{c,\\,i+p}',
    explanation: 'Cuts elements off at each side, as many as you say: for example to join an encoder’s image with a smaller one.',
    display: ['cropping'],
    examples: [
      { name: 'one at each side', inputs: [{ shape: [2, ...sizes] }] },
      { name: 'uneven', parameters: { cropping: uneven(rank) }, inputs: [{ shape: [2, ...sizes] }] },
      { name: 'none', parameters: { cropping: sideNames[rank].map(() => 0) }, inputs: [{ shape: [1, ...sizes] }] },
    ],
  });
}

/** Layers that add or cut margins along one, two or three axes. */
export const marginLayers: readonly LayerDefinition[] = [zeroPadding, cropping].flatMap((layer) => ([1, 2, 3] as const).map(layer));
