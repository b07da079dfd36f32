import { tensorOf } from '../graph/shape.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { nearestResize } from '../ops/resize.ts';
import { type AxisMatrix, axisMatrix, emitAlongAxes, expectSmallMatrices, flopsAlongAxes } from './axis-matrix.ts';
import { defineLayer, type LayerDefinition } from './definition.ts';
import { expectChannels, sampleShape } from './expectations.ts';
import { field } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';
import { axisNames, each, type Rank } from './window.ts';

/** Each output between its two nearest inputs; beyond the outermost ones these are repeated. */
function interpolation(size: number, factor: number, alignCorners: boolean): AxisMatrix {
  const output = size * factor;
  return axisMatrix(size, output, (i) => {
    const place = alignCorners ? (i * (size - 1)) / Math.max(1, output - 1) : Math.max(0, (i + 0.5) / factor - 0.5);
    const before = Math.min(Math.floor(place), size - 1);
    const share = place - before;
    return [
      [before, 1 - share],
      [Math.min(before + 1, size - 1), share],
    ];
  });
}

const matricesOf = (sizes: readonly number[], factor: readonly number[], alignCorners: boolean) =>
  sizes.map((size, axis) => (factor[axis] === 1 ? undefined : interpolation(size, factor[axis], alignCorners)));

function emitNearest(e: Emitter, x: Value, factor: readonly number[]): Value {
  return e.op('Resize', [x, undefined, e.constant(tensorOf('float32', [factor.length + 2], [1, 1, ...factor]), 'scales')], nearestResize);
}

const linearName: Readonly<Record<Rank, string>> = { 1: 'linear', 2: 'bilinear', 3: 'trilinear' };

function upSampling(rank: Rank): LayerDefinition {
  const type = `UpSampling${rank}D`;
  const sizes = [3, 4, 2].slice(0, rank);
  return defineLayer({
    type,
    version: 1,
    category: 'pooling',
    title: `${rank}-D up-sampling`,
    summary: 'enlarges by copying or interpolating',
    synonyms: ['upsample', 'enlarge', 'interpolate', 'resize', 'nearest', linearName[rank], 'decoder', 'unpooling', '上采样'],
    parameters: {
      factor: field.sizes({
        label: 'Factor',
        help: 'How many times longer every axis becomes.',
        default: each(rank, 2),
        axes: axisNames[rank],
        min: 1,
        max: 1024,
      }),
      mode: field.choice({
        label: 'Values between',
        help: `“nearest” repeats each element, “${linearName[rank]}” draws straight lines between neighbours.`,
        default: 'nearest',
        options: [
          { value: 'nearest', label: 'nearest' },
          { value: 'linear', label: linearName[rank] },
        ],
      }),
      alignCorners: field.bool({
        label: 'Align corners',
        help: 'On: the first and the last element stay at the ends. Off: elements are areas that are cut evenly, as image programs do.',
        default: false,
        visible: ({ mode }) => mode === 'linear',
      }),
    },
    inputs: inputPort(rank === 1 ? 'sequence' : 'image'),
    outputs: outputPort,
    infer({ parameters: { factor, mode }, inputs: [x] }) {
      const misfit = expectChannels(x, type, rank);
      if (misfit !== undefined) return { problem: misfit };
      const [channels, ...sizes] = sampleShape(x);
      const axes = sizes.map((from, axis) => ({ from, to: from * factor[axis] }));
      const products = mode === 'nearest' ? [] : axes;
      const problem = expectSmallMatrices(type, 'mode', products, { label: 'Repeat the nearest element', set: { mode: 'nearest' } });
      if (problem !== undefined) return { problem };
      return {
        outputs: [{ dtype: x.dtype, shape: [x.shape[0], channels, ...axes.map(({ to }) => to)] }],
        flops: flopsAlongAxes(channels, products),
      };
    },
    lower({ e, parameters: { factor, mode, alignCorners }, inputs: [x] }) {
      if (factor.every((times) => times === 1)) return [e.identity(x)];
      if (mode === 'nearest') return [emitNearest(e, x, factor)];
      return [emitAlongAxes(e, x, matricesOf(sampleShape(x.type).slice(1), factor, alignCorners))];
    },
    formula:
      'y_{c,i} = x_{c,\\lfloor i / f \\rfloor}\\ \\text{(nearest)},\\quad y_{c,i} = (1 - t)\\,x_{c,k} + t\\,x_{c,k+1}\\ \\text{(between)}',
    explanation:
      'Makes the input {factor} times larger without training anything. A convolution behind it learns what the enlarged picture should look like, without the checkerboards of a transposed convolution.',
    display: ['factor', 'mode'],
    examples: [
      { name: 'doubled', inputs: [{ shape: [2, ...sizes] }] },
      { name: 'uneven factors', parameters: { factor: [3, 1, 2].slice(0, rank) }, inputs: [{ shape: [2, ...sizes] }] },
      { name: 'linear', parameters: { mode: 'linear' }, inputs: [{ shape: [2, ...sizes] }] },
      {
        name: 'linear, corners aligned, odd factors',
        parameters: { mode: 'linear', alignCorners: true, factor: [3, 2, 1].slice(0, rank) },
        inputs: [{ shape: [1, ...sizes] }],
      },
      {
        name: 'linear by odd factors',
        parameters: { mode: 'linear', factor: [3, 5, 3].slice(0, rank) },
        inputs: [{ shape: [1, ...sizes] }],
      },
      { name: 'linear from one element', parameters: { mode: 'linear', alignCorners: true }, inputs: [{ shape: [2, ...each(rank, 1)] }] },
      { name: 'unchanged', parameters: { factor: each(rank, 1) }, inputs: [{ shape: [1, ...sizes] }] },
    ],
  });
}

export const UpSampling1D = upSampling(1);
export const UpSampling2D = upSampling(2);
export const UpSampling3D = upSampling(3);
