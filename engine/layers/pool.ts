import { sizeOf } from '../graph/shape.ts';
import { ints } from '../graph/attributes.ts';
import type { Attributes, Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { defineLayer, type LayerDefinition, type LayerExample, type LayerProblem } from './definition.ts';
import { expectChannels, sampleShape } from './expectations.ts';
import { field } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';
import {
  type AxisPads,
  axisNames,
  checkPads,
  each,
  onnxPads,
  outputSize,
  type PaddingMode,
  paddingFields,
  padsOf,
  type Rank,
  type Window,
  windowsOf,
  windowTooLarge,
} from './window.ts';

type Kind = 'Max' | 'Average' | 'Lp';

const parametersOf = (kind: Kind, rank: Rank) =>
  ({
    poolSize: field.sizes({
      label: 'Window',
      help: 'Size of each window along every axis.',
      default: each(rank, 2),
      axes: axisNames[rank],
      min: 1,
    }),
    stride: field.sizes({
      label: 'Stride',
      help: 'Step of the window along every axis.',
      default: each(rank, 2),
      axes: axisNames[rank],
      min: 1,
    }),
    ...paddingFields('valid', rank),
    ceilMode: field.bool({
      label: 'Ceil mode',
      help: 'Also take a last window that begins inside the input but ends beyond it.',
      default: false,
      advanced: true,
    }),
    ...(kind === 'Average' && {
      countPadding: field.bool({ label: 'Count padding', help: 'Let padded zeros count in the mean.', default: false, advanced: true }),
    }),
    ...(kind === 'Lp' && {
      power: field.float({
        label: 'Power p',
        help: '1 sums magnitudes, 2 takes the Euclidean length, large values approach the maximum.',
        default: 2,
        min: 1,
        max: 8,
      }),
    }),
  }) as const;

interface PoolParameters {
  readonly poolSize: readonly number[];
  readonly stride: readonly number[];
  readonly padding: PaddingMode;
  readonly pads: readonly number[];
  readonly ceilMode: boolean;
  /** Average pooling's alone. */
  readonly countPadding?: unknown;
  /** Lp pooling's alone. */
  readonly power?: unknown;
}

interface Placement {
  readonly windows: readonly Window[];
  readonly pads: readonly AxisPads[];
  readonly sizes: readonly number[];
}

function place(type: string, p: PoolParameters, sizes: readonly number[], rank: Rank): Placement | { readonly problem: LayerProblem } {
  const fault = checkPads(p.padding, p.pads, rank);
  if (fault !== undefined) return { problem: fault };
  const windows = windowsOf(p.poolSize, p.stride);
  const pads = padsOf(p.padding, p.pads, sizes, windows);
  if (pads.some(([begin, end], axis) => Math.max(begin, end) >= p.poolSize[axis])) {
    return {
      problem: {
        code: 'invalid-parameter',
        parameter: 'pads',
        message: 'Each pad must be smaller than the window, or a window would see nothing but padding.',
        expected: `below ${p.poolSize.join('×')}`,
        actual: JSON.stringify(p.pads),
        fixes: [{ label: 'Use “same” padding', set: { padding: 'same' } }],
      },
    };
  }
  const outputs = windows.map((window, axis) => outputSize(sizes[axis], window, pads[axis], p.ceilMode));
  if (outputs.some((size) => size < 1)) return { problem: windowTooLarge(type, 'poolSize', sizes, windows, pads) };
  return { windows, pads, sizes: outputs };
}

/**
 * The pads with which a pool in floor mode places the same windows: a window of ceil mode that hangs over the end gets padding
 * there. It begins inside the input, so what it sees beyond is less than a window. onnxruntime infers shapes of its own for ceil
 * mode, which differ where a last window would begin in the padding.
 */
function reachingPads(p: PoolParameters, sizes: readonly number[], windows: readonly Window[]): readonly AxisPads[] {
  return padsOf(p.padding, p.pads, sizes, windows).map(([begin, end], axis): AxisPads => {
    const output = outputSize(sizes[axis], windows[axis], [begin, end], p.ceilMode);
    return [begin, Math.max(end, (output - 1) * p.stride[axis] + p.poolSize[axis] - sizes[axis] - begin)];
  });
}

function emitPool(e: Emitter, kind: Kind, x: Value, p: PoolParameters, rank: Rank): Value {
  const sizes = sampleShape(x.type).slice(1);
  const windows = windowsOf(p.poolSize, p.stride);
  const pads = reachingPads(p, sizes, windows);
  if (kind === 'Lp') return emitLpPool(e, x, p, pads, rank);
  if (kind === 'Average' && p.countPadding === true) {
    const counted = padsOf(p.padding, p.pads, sizes, windows);
    const uncounted = pads.map(([, end], axis): AxisPads => [0, end - counted[axis][1]]);
    return e.op('AveragePool', [padded(e, x, counted)], poolAttributes(p, uncounted));
  }
  return e.op(`${kind}Pool`, [x], poolAttributes(p, pads));
}

const poolAttributes = (p: PoolParameters, pads: readonly AxisPads[]): Attributes => ({
  kernel_shape: ints(p.poolSize),
  strides: ints(p.stride),
  pads: ints(onnxPads(pads)),
});

const padded = (e: Emitter, x: Value, pads: readonly AxisPads[]): Value =>
  e.pad(x, [0, 0, ...pads.map(([begin]) => begin), 0, 0, ...pads.map(([, end]) => end)]);

/** (Σ |x|ᵖ)^(1/p): the mean of |x|ᵖ over each window, padded so that all have as many elements, times their number. */
function emitLpPool(e: Emitter, x: Value, p: PoolParameters, pads: readonly AxisPads[], rank: Rank): Value {
  const power = Number(p.power ?? 2);
  const magnitudes = power === 1 ? e.abs(x) : power === 2 ? e.square(x) : e.op('Pow', [e.abs(x), e.scalar(power, x)]);
  const none = each(rank, 0).map((): AxisPads => [0, 0]);
  const mean = e.op('AveragePool', [padded(e, magnitudes, pads)], poolAttributes(p, none));
  return emitRoot(e, e.mulScalar(mean, sizeOf(p.poolSize)), power);
}

/** The p-th root of sums ≥ 0. Its slope at 0 is infinite; where a window holds zeros alone, the gradient is 0 instead. */
function emitRoot(e: Emitter, total: Value, power: number): Value {
  if (power === 1) return total;
  const isPositive = e.cast(e.greater(total, e.scalar(0, total)), total.type.dtype);
  const positive = e.add(total, e.sub(e.scalar(1, total), isPositive));
  return e.mul(isPositive, power === 2 ? e.sqrt(positive) : e.op('Pow', [positive, e.scalar(1 / power, total)]));
}

interface Pooling {
  readonly kind: Kind;
  readonly rank: Rank;
}

const words = {
  Max: {
    title: 'max pooling',
    summary: 'largest value of each window',
    synonyms: ['pooling', 'downsample', 'subsampling', '池化', '最大池化'],
    formula: 'y_{c,i} = \\max_{u} x_{c,\\,si+u}',
    explanation:
      'Keeps the largest value of each window: the input shrinks, and small shifts matter less. The gradient flows back to that value alone.',
  },
  Average: {
    title: 'average pooling',
    summary: 'mean of each window',
    synonyms: ['avg pool', 'average pooling', 'pooling', 'mean', 'downsample', 'subsampling', '池化', '平均池化'],
    formula: 'y_{c,i} = \\frac{1}{|W|}\\sum_{u} x_{c,\\,si+u}',
    explanation: 'Keeps the mean of each window: the input shrinks. The gradient spreads evenly over the window.',
  },
  Lp: {
    title: 'Lp pooling',
    summary: 'p-norm of each window',
    synonyms: ['pooling', 'norm', 'power', '池化'],
    formula: 'y_{c,i} = \\Big(\\sum_{u} |x_{c,\\,si+u}|^p\\Big)^{1/p}',
    explanation:
      'Takes the p-norm of each window: between summing magnitudes (p = 1) and the largest magnitude (large p). Signs are dropped, as a norm does; PyTorch’s LPPool raises values with their signs, so that it differs for odd p where values are negative.',
  },
} as const;

function examplesOf(kind: Kind, rank: Rank): readonly LayerExample<PoolParameters>[] {
  const sizes = rank === 3 ? [5, 4, 3] : [7, 6].slice(0, rank);
  const common: readonly LayerExample<PoolParameters>[] = [
    { name: 'halved', inputs: [{ shape: [2, ...each(rank, rank === 3 ? 4 : 6)] }] },
    { name: 'odd sizes', inputs: [{ shape: [2, ...sizes] }] },
    { name: 'overlapping, same', parameters: { poolSize: each(rank, 3), padding: 'same' }, inputs: [{ shape: [2, ...sizes] }] },
    {
      name: 'stride beyond the window',
      parameters: { poolSize: each(rank, 2), stride: each(rank, 3) },
      inputs: [{ shape: [1, ...each(rank, rank === 3 ? 5 : 8)] }],
    },
    { name: 'ceil mode', parameters: { poolSize: each(rank, 2), ceilMode: true }, inputs: [{ shape: [2, ...sizes] }] },
    {
      name: 'uneven pads',
      parameters: { poolSize: each(rank, 3), stride: each(rank, 2), padding: 'custom', pads: [...each(rank, 1), ...each(rank, 0)] },
      inputs: [{ shape: [2, ...sizes] }],
    },
  ];
  const ceiled = { poolSize: each(rank, 3), padding: 'custom', ceilMode: true } as const;
  const unusual: readonly LayerExample<PoolParameters>[] = [
    {
      name: 'uneven pads, ceil mode',
      parameters: { ...ceiled, pads: [...each(rank, 2), ...each(rank, 1)], stride: [2, 3, 2].slice(0, rank) },
      inputs: [{ shape: [2, ...sizes] }],
    },
    {
      name: 'ceil mode, stride beyond the window',
      parameters: { poolSize: each(rank, 2), stride: each(rank, 3), ceilMode: true },
      inputs: [{ shape: [1, ...(rank === 3 ? [4, 5, 3] : [7, 6].slice(0, rank))] }],
    },
    {
      name: 'a last window that begins in the padding is dropped',
      parameters: { poolSize: each(rank, 2), padding: 'custom', pads: [...each(rank, 1), ...each(rank, 1)], ceilMode: true },
      inputs: [{ shape: [1, ...each(rank, rank === 3 ? 3 : 5)] }],
    },
    { name: 'window as large as the input', parameters: { poolSize: sizes, stride: each(rank, 1) }, inputs: [{ shape: [1, ...sizes] }] },
    {
      name: 'one element, padded',
      parameters: { poolSize: each(rank, 3), stride: each(rank, 1), padding: 'same' },
      inputs: [{ shape: [2, ...each(rank, 1)] }],
    },
  ];
  if (kind === 'Average')
    return [
      ...common,
      ...unusual,
      {
        name: 'padding counts in ceil mode',
        parameters: { ...ceiled, pads: [...each(rank, 2), ...each(rank, 1)], stride: [2, 3, 2].slice(0, rank), countPadding: true },
        inputs: [{ shape: [2, ...sizes] }],
      },
      {
        name: 'padding counts',
        parameters: { poolSize: each(rank, 3), padding: 'same', countPadding: true },
        inputs: [{ shape: [2, ...sizes] }],
      },
    ];
  if (kind === 'Lp') return [...common, ...unusual, { name: 'third power', parameters: { power: 3 }, inputs: [{ shape: [2, ...sizes] }] }];
  return [...common, ...unusual];
}

function pooling({ kind, rank }: Pooling): LayerDefinition {
  const type = `${kind}Pool${rank}D`;
  return defineLayer({
    ...words[kind],
    type,
    title: `${rank}-D ${words[kind].title}`,
    version: 1,
    category: 'pooling',
    parameters: parametersOf(kind, rank),
    inputs: inputPort(rank === 1 ? 'sequence' : 'image'),
    outputs: outputPort,
    infer({ parameters: p, inputs: [x] }) {
      const problem = expectChannels(x, type, rank);
      if (problem !== undefined) return { problem };
      const [channels, ...sizes] = sampleShape(x);
      const placed = place(type, p, sizes, rank);
      if ('problem' in placed) return placed;
      const outputs = channels * sizeOf(placed.sizes);
      return {
        outputs: [{ dtype: x.dtype, shape: [x.shape[0], channels, ...placed.sizes] }],
        flops: outputs * sizeOf(p.poolSize),
      };
    },
    lower: ({ e, parameters, inputs: [x] }) => [emitPool(e, kind, x, parameters, rank)],
    display: ['poolSize', 'stride'],
    examples: examplesOf(kind, rank),
  });
}

/**
 * Pooling (notes, 3.1.4) along one, two or three axes. The gradient of the maximum goes to the first largest value, that of the
 * mean spreads evenly.
 */
export const poolingLayers: readonly LayerDefinition[] = (['Max', 'Average', 'Lp'] as const).flatMap((kind) =>
  ([1, 2, 3] as const).map((rank) => pooling({ kind, rank })),
);
