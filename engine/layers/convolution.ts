import { sizeOf } from '../graph/shape.ts';
import { int, ints, string } from '../graph/attributes.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { activationOptions } from './activations.ts';
import type { LayerProblem, WeightSpec } from './definition.ts';
import { largestDivisor } from './divisor.ts';
import { initializerField, kernelInitializer } from './initializer-field.ts';
import type { InitializerName } from '../initializers/initializer.ts';
import { field } from './parameters.ts';
import { type Regularization, regularizationFields, regularizationOf } from './regularization.ts';
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

/** Values that padding writes around the input, as in PyTorch's `padding_mode`. */
export type PaddingValues = 'zeros' | 'reflect' | 'replicate' | 'circular';

/** ONNX's names of the modes of `Pad`. */
const onnxPaddingMode: Readonly<Record<'reflect' | 'replicate', string>> = {
  reflect: 'reflect',
  replicate: 'edge',
};

/** The parameters of a convolution's window. */
export const windowFields = (rank: Rank, kernel = 3) =>
  ({
    kernelSize: field.sizes({
      label: 'Kernel size',
      help: 'Cells of each kernel along every axis.',
      default: each(rank, kernel),
      axes: axisNames[rank],
      min: 1,
    }),
    stride: field.sizes({
      label: 'Stride',
      help: 'Step of the kernel along every axis.',
      default: each(rank, 1),
      axes: axisNames[rank],
      min: 1,
    }),
    ...paddingFields('same', rank),
  }) as const;

/** The parameters that follow the window in most convolutions. */
export const convolutionFields = (rank: Rank) =>
  ({
    activation: field.choice({
      label: 'Activation',
      help: 'Function applied to each output.',
      default: 'none',
      options: activationOptions,
    }),
    bias: field.bool({ label: 'Bias', help: 'Add a trained number to each output channel.', default: true }),
    initializer: initializerField,
    paddingMode: field.choice<PaddingValues>({
      label: 'Padding values',
      help: 'What stands in the padding: zeros, the mirrored input, its edge repeated, or the input wrapped around.',
      default: 'zeros',
      options: [
        { value: 'zeros', label: 'zeros' },
        { value: 'reflect', label: 'reflect' },
        { value: 'replicate', label: 'replicate' },
        { value: 'circular', label: 'circular' },
      ],
      advanced: true,
    }),
    dilation: field.sizes({
      label: 'Dilation',
      help: 'Distance between the kernel’s cells.',
      default: each(rank, 1),
      axes: axisNames[rank],
      min: 1,
      advanced: true,
    }),
    ...regularizationFields,
  }) as const;

/** `Groups`: each part of the channels has kernels of its own. */
export const groupsField = field.int({
  label: 'Groups',
  help: 'Channels are split into this many parts, each with kernels of its own.',
  default: 1,
  min: 1,
  advanced: true,
});

export interface WindowParameters {
  readonly kernelSize: readonly number[];
  readonly stride: readonly number[];
  readonly dilation: readonly number[];
  readonly padding: PaddingMode;
  readonly pads: readonly number[];
  readonly paddingMode: PaddingValues;
}

/** Where a convolution's window goes over an input of the given sizes. */
export interface Placement {
  readonly windows: readonly Window[];
  readonly pads: readonly AxisPads[];
  /** Output sizes. */
  readonly sizes: readonly number[];
}

/** Places the window, or says why it cannot be placed. */
export function placeWindow(
  layer: string,
  p: WindowParameters,
  sizes: readonly number[],
  rank: Rank,
): Placement | { readonly problem: LayerProblem } {
  const fault = checkPads(p.padding, p.pads, rank);
  if (fault !== undefined) return { problem: fault };
  const windows = windowsOf(p.kernelSize, p.stride, p.dilation);
  const pads = padsOf(p.padding, p.pads, sizes, windows);
  const outputs = windows.map((window, axis) => outputSize(sizes[axis], window, pads[axis]));
  if (outputs.some((size) => size < 1)) return { problem: windowTooLarge(layer, 'kernelSize', sizes, windows, pads) };
  const limit = p.paddingMode === 'reflect' ? -1 : p.paddingMode === 'circular' ? 0 : Number.POSITIVE_INFINITY;
  if (pads.some(([begin, end], axis) => Math.max(begin, end) > sizes[axis] + limit))
    return { problem: paddingTooLarge(p.paddingMode, sizes, pads) };
  return { windows, pads, sizes: outputs };
}

function paddingTooLarge(mode: PaddingValues, sizes: readonly number[], pads: readonly AxisPads[]): LayerProblem {
  return {
    code: 'padding-too-large',
    parameter: 'paddingMode',
    message: `Padding by “${mode}” takes its values from the input, so it can’t be wider than the input.`,
    expected: `pads ${mode === 'reflect' ? 'below' : 'up to'} ${sizes.join('×')}`,
    actual: `pads of ${pads.map(([begin, end]) => Math.max(begin, end)).join('×')}`,
    fixes: [{ label: 'Pad with zeros', set: { paddingMode: 'zeros' } }],
  };
}

/** A problem where groups divide the channels or filters with a rest. */
export function checkGroups(channels: number, filters: number, groups: number): LayerProblem | undefined {
  const most = largestDivisor([channels, filters], groups);
  if (most === groups) return undefined;
  return {
    code: 'groups-do-not-divide',
    parameter: 'groups',
    message: 'Groups must divide both the input channels and the filters.',
    expected: `a divisor of ${channels} and ${filters}`,
    actual: String(groups),
    fixes: [{ label: most === 1 ? 'Use one group' : `Use ${most} groups`, set: { groups: most } }],
  };
}

/** A kernel [outputs, inputs / groups, …kernelSize] and, on request, a bias. */
export function convolutionWeights(
  names: { readonly kernel: string; readonly bias?: string },
  outputs: number,
  inputsPerGroup: number,
  kernelSize: readonly number[],
  p: Regularization & { readonly initializer: InitializerName | 'zeros'; readonly groups: number },
): readonly WeightSpec[] {
  const cells = sizeOf(kernelSize);
  const kernel: WeightSpec = {
    name: names.kernel,
    shape: [outputs, inputsPerGroup, ...kernelSize],
    initializer: kernelInitializer(p.initializer, inputsPerGroup * cells, (outputs / p.groups) * cells),
    trainable: true,
    ...regularizationOf(p, [1, ...kernelSize.map((_, axis) => axis + 2)]),
  };
  return names.bias === undefined
    ? [kernel]
    : [kernel, { name: names.bias, shape: [outputs], initializer: { kind: 'zeros' }, trainable: true }];
}

/** Emits padding by another mode than zeros; the convolution's own pads are 0 then. */
export function padInput(
  e: Emitter,
  x: Value,
  pads: readonly AxisPads[],
  mode: PaddingValues,
): { readonly x: Value; readonly pads: readonly AxisPads[] } {
  if (mode === 'zeros' || pads.every(([begin, end]) => begin === 0 && end === 0)) return { x, pads };
  const none = pads.map((): AxisPads => [0, 0]);
  if (mode === 'circular') return { x: pads.reduce((y, ends, axis) => wrapAxis(e, y, axis + 2, ends), x), pads: none };
  const all = [0, 0, ...pads.map(([begin]) => begin), 0, 0, ...pads.map(([, end]) => end)];
  return { x: e.op('Pad', [x, e.int64s(all)], { mode: string(onnxPaddingMode[mode]) }), pads: none };
}

/** The end of an axis before it and its beginning behind it; opsets before 19 have no padding mode for that. */
function wrapAxis(e: Emitter, x: Value, axis: number, [begin, end]: AxisPads): Value {
  const size = e.dim(x, axis);
  const before = begin > 0 ? [e.slice(x, [size - begin], [size], [axis])] : [];
  const after = end > 0 ? [e.slice(x, [0], [end], [axis])] : [];
  return e.concat([...before, x, ...after], axis);
}

/** Emits cross-correlation with a kernel [O, C / groups, …] (notes, eq. 3.2–3.4). */
export function emitConvolution(
  e: Emitter,
  x: Value,
  kernel: Value,
  bias: Value | undefined,
  placement: Placement,
  mode: PaddingValues,
  groups: number,
): Value {
  const padded = padInput(e, x, placement.pads, mode);
  return e.op('Conv', bias === undefined ? [padded.x, kernel] : [padded.x, kernel, bias], {
    kernel_shape: ints(placement.windows.map((window) => window.kernel)),
    strides: ints(placement.windows.map(({ stride }) => stride)),
    dilations: ints(placement.windows.map(({ dilation }) => dilation)),
    pads: ints(onnxPads(padded.pads)),
    group: int(groups),
  });
}
