import { ints } from '../graph/attributes.ts';
import { sizeOf, tensorOf } from '../graph/shape.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { axisMatrix, emitAlongAxes, expectSmallMatrices, flopsAlongAxes } from './axis-matrix.ts';
import { defineLayer, type LayerDefinition, type LayerExample } from './definition.ts';
import { largestDivisor } from './divisor.ts';
import { expectChannels, sampleShape } from './expectations.ts';
import { field } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';
import { axisNames, each, type Rank } from './window.ts';

/** Window i of `to` over `from` elements: from ⌊i·from/to⌋ to before ⌈(i+1)·from/to⌉; neighbours overlap where that is uneven. */
function windowAt(i: number, from: number, to: number): { readonly start: number; readonly end: number } {
  return { start: Math.floor((i * from) / to), end: Math.ceil(((i + 1) * from) / to) };
}

const isEven = (from: readonly number[], to: readonly number[]): boolean => from.every((size, axis) => size % to[axis] === 0);

function emitEven(e: Emitter, opType: string, x: Value, from: readonly number[], to: readonly number[]): Value {
  const kernel = from.map((size, axis) => size / to[axis]);
  return e.op(opType, [x], { kernel_shape: ints(kernel), strides: ints(kernel) });
}

const averaging = (from: number, to: number) =>
  axisMatrix(from, to, (i) => {
    const { start, end } = windowAt(i, from, to);
    return Array.from({ length: end - start }, (_, offset) => [start + offset, 1 / (end - start)] as const);
  });

const averagingMatrices = (from: readonly number[], to: readonly number[]) =>
  from.map((size, axis) => (size === to[axis] ? undefined : averaging(size, to[axis])));

/**
 * Lays the windows side by side, each as long as the longest: shorter ones repeat their last element, which leaves the maximum and
 * the first element that has it as they are.
 */
function emitUnevenMaximum(e: Emitter, x: Value, from: readonly number[], to: readonly number[]): Value {
  const longest = from.map((size, axis) =>
    Math.max(
      ...Array.from({ length: to[axis] }, (_, i) => {
        const { start, end } = windowAt(i, size, to[axis]);
        return end - start;
      }),
    ),
  );
  const laid = from.reduce((y, size, axis) => {
    const positions = Array.from({ length: to[axis] * longest[axis] }, (_, at) => {
      const { start, end } = windowAt(Math.floor(at / longest[axis]), size, to[axis]);
      return Math.min(start + (at % longest[axis]), end - 1);
    });
    const isWhole = positions.length === size && positions.every((position, at) => position === at);
    return isWhole ? y : e.gather(y, e.constant(tensorOf('int64', [positions.length], positions), 'windows'), axis + 2);
  }, x);
  return e.op('MaxPool', [laid], { kernel_shape: ints(longest), strides: ints(longest) });
}

type Kind = 'Average' | 'Max';

function adaptivePool(kind: Kind, rank: Rank): LayerDefinition {
  const type = `Adaptive${kind}Pool${rank}D`;
  return defineLayer({
    ...words[kind],
    type,
    version: 1,
    category: 'pooling',
    title: `${rank}-D adaptive ${kind === 'Max' ? 'max' : 'average'} pooling`,
    parameters: {
      outputSize: field.sizes({
        label: 'Output size',
        help: 'Elements of the output along every axis, whatever the size of the input.',
        default: each(rank, 1),
        axes: axisNames[rank],
        min: 1,
      }),
    },
    inputs: inputPort(rank === 1 ? 'sequence' : 'image'),
    outputs: outputPort,
    infer({ parameters: { outputSize }, inputs: [x] }) {
      const misfit = expectChannels(x, type, rank);
      if (misfit !== undefined) return { problem: misfit };
      const [channels, ...sizes] = sampleShape(x);
      const isProduct = kind === 'Average' && !isEven(sizes, outputSize);
      const products = isProduct ? sizes.map((from, axis) => ({ from, to: outputSize[axis] })) : [];
      const even = sizes.map((size, axis) => largestDivisor([size], outputSize[axis]));
      const fix = { label: `Pool to ${even.join('×')}`, set: { outputSize: even } };
      const problem = expectSmallMatrices(type, 'outputSize', products, fix);
      if (problem !== undefined) return { problem };
      return {
        outputs: [{ dtype: x.dtype, shape: [x.shape[0], channels, ...outputSize] }],
        flops: isProduct ? flopsAlongAxes(channels, products) : channels * sizeOf(sizes),
      };
    },
    lower({ e, parameters: { outputSize }, inputs: [x] }) {
      const sizes = sampleShape(x.type).slice(1);
      if (isEven(sizes, outputSize)) return [emitEven(e, `${kind}Pool`, x, sizes, outputSize)];
      if (kind === 'Max') return [emitUnevenMaximum(e, x, sizes, outputSize)];
      return [emitAlongAxes(e, x, averagingMatrices(sizes, outputSize))];
    },
    display: ['outputSize'],
    examples: examplesOf(rank),
  });
}

const words = {
  Average: {
    summary: 'means, as many as you say',
    synonyms: ['adaptive', 'adaptive avg pool', 'pooling', 'mean', 'downsample', '自适应平均池化', '池化'],
    formula:
      'y_{c,i} = \\frac{1}{|W_i|}\\sum_{u \\in W_i} x_{c,u},\\quad W_i = \\{\\lfloor i n / m \\rfloor, \\dots, \\lceil (i{+}1) n / m \\rceil - 1\\}',
    explanation:
      'Averages windows that are laid so that the output has {outputSize} elements, whatever the input’s size: a Dense layer behind it always fits. Where the sizes don’t divide, neighbouring windows overlap.',
  },
  Max: {
    summary: 'largest values, as many as you say',
    synonyms: ['adaptive', 'pooling', 'maximum', 'downsample', '自适应最大池化', '池化'],
    formula: 'y_{c,i} = \\max_{u \\in W_i} x_{c,u},\\quad W_i = \\{\\lfloor i n / m \\rfloor, \\dots, \\lceil (i{+}1) n / m \\rceil - 1\\}',
    explanation:
      'Keeps the largest values of windows that are laid so that the output has {outputSize} elements, whatever the input’s size. Where the sizes don’t divide, neighbouring windows overlap.',
  },
} as const;

function examplesOf(rank: Rank): readonly LayerExample<{ readonly outputSize: readonly number[] }>[] {
  const odd = [5, 7, 3].slice(0, rank);
  return [
    { name: 'to one', inputs: [{ shape: [2, ...odd] }] },
    { name: 'even windows', parameters: { outputSize: each(rank, 2) }, inputs: [{ shape: [2, ...[4, 6, 2].slice(0, rank)] }] },
    { name: 'uneven windows', parameters: { outputSize: [3, 4, 2].slice(0, rank) }, inputs: [{ shape: [2, ...odd] }] },
    { name: 'unchanged', parameters: { outputSize: odd }, inputs: [{ shape: [1, ...odd] }] },
    { name: 'more than there are', parameters: { outputSize: [7, 8, 4].slice(0, rank) }, inputs: [{ shape: [1, ...odd] }] },
    { name: 'one axis uneven', parameters: { outputSize: [3, 7, 1].slice(0, rank) }, inputs: [{ shape: [1, ...odd] }] },
  ];
}

/** Pools to a given size along one, two or three axes, with PyTorch's windows. */
export const adaptivePools: readonly LayerDefinition[] = (['Average', 'Max'] as const).flatMap((kind) =>
  ([1, 2, 3] as const).map((rank) => adaptivePool(kind, rank)),
);
