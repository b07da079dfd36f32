import type { LayerProblem } from './definition.ts';
import { field } from './parameters.ts';

/** How a window slides along one axis. Sizes in elements. */
export interface Window {
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
}

/** Padding before and after an axis. */
export type AxisPads = readonly [begin: number, end: number];

export type PaddingMode = 'same' | 'valid' | 'custom';

/** Number of axes that a window slides along. */
export type Rank = 1 | 2 | 3;

/** The axes' names, in order. */
export const axisNames: Readonly<Record<Rank, readonly string[]>> = {
  1: ['steps'],
  2: ['rows', 'columns'],
  3: ['depth', 'rows', 'columns'],
};

/** The same number for every axis. */
export const each = (rank: Rank, value: number): readonly number[] => Array.from({ length: rank }, () => value);

/** Length that a dilated kernel covers. */
export function reach({ kernel, dilation }: Window): number {
  return (kernel - 1) * dilation + 1;
}

/** Pads for which the output has ⌈size / stride⌉ elements; an odd rest goes to the end. */
export function samePads(size: number, window: Window): AxisPads {
  const output = Math.ceil(size / window.stride);
  const total = Math.max((output - 1) * window.stride + reach(window) - size, 0);
  return [Math.floor(total / 2), total - Math.floor(total / 2)];
}

/** Pads of each axis. `custom` lists the begins of all axes, then the ends. */
export function padsOf(
  mode: PaddingMode,
  custom: readonly number[],
  sizes: readonly number[],
  windows: readonly Window[],
): readonly AxisPads[] {
  return windows.map((window, axis): AxisPads => {
    if (mode === 'same') return samePads(sizes[axis], window);
    return mode === 'valid' ? [0, 0] : [custom[axis], custom[axis + windows.length]];
  });
}

/** Number of window positions; below 1 where the window is longer than the padded axis. `ceil` also takes a last position that starts inside. */
export function outputSize(size: number, window: Window, [begin, end]: AxisPads, ceil = false): number {
  const span = size + begin + end - reach(window);
  if (!ceil || span < 0) return Math.floor(span / window.stride) + 1;
  const output = Math.ceil(span / window.stride) + 1;
  // A position that starts in the padding after the axis sees nothing.
  return (output - 1) * window.stride >= size + begin ? output - 1 : output;
}

/** ONNX order: begins of all axes, then ends. */
export function onnxPads(pads: readonly AxisPads[]): readonly number[] {
  return [...pads.map(([begin]) => begin), ...pads.map(([, end]) => end)];
}

/** The window along each axis. */
export function windowsOf(
  kernel: readonly number[],
  stride: readonly number[],
  dilation: readonly number[] = kernel.map(() => 1),
): readonly Window[] {
  return kernel.map((size, axis) => ({ kernel: size, stride: stride[axis], dilation: dilation[axis] }));
}

/** The parameters that say how a window is padded. */
export const paddingFields = (preset: PaddingMode, rank: Rank) =>
  ({
    padding: field.choice<PaddingMode>({
      label: 'Padding',
      help: '“same” keeps ⌈size / stride⌉, “valid” pads nothing, “custom” takes every side.',
      default: preset,
      options: [
        { value: 'same', label: 'same' },
        { value: 'valid', label: 'valid' },
        { value: 'custom', label: 'custom' },
      ],
    }),
    pads: field.ints({
      label: 'Pads',
      help: `Elements added before ${axisNames[rank].join(', ')}, then after ${axisNames[rank].join(', ')}.`,
      default: [...each(rank, 0), ...each(rank, 0)],
      visible: (parameters) => parameters.padding === 'custom',
    }),
  }) as const;

/** A problem where custom pads are not one number ≥ 0 for each side. */
export function checkPads(mode: PaddingMode, pads: readonly number[], rank: Rank): LayerProblem | undefined {
  if (mode !== 'custom' || (pads.length === 2 * rank && pads.every((pad) => pad >= 0 && pad <= 65_535))) return undefined;
  const sides = [...axisNames[rank].map((name) => `before ${name}`), ...axisNames[rank].map((name) => `after ${name}`)];
  return {
    code: 'invalid-parameter',
    parameter: 'pads',
    message: `Custom padding takes ${2 * rank} whole numbers from 0: ${sides.join(', ')}.`,
    expected: `[${sides.join(', ')}]`,
    actual: JSON.stringify(pads),
    fixes: [{ label: 'Use “same” padding', set: { padding: 'same' } }],
  };
}

/**
 * A problem where a window is larger than the padded input.
 *
 * @param parameter the window's sizes
 */
export function windowTooLarge(
  layer: string,
  parameter: string,
  sizes: readonly number[],
  windows: readonly Window[],
  pads: readonly AxisPads[],
): LayerProblem {
  const padded = sizes.map((size, axis) => size + pads[axis][0] + pads[axis][1]);
  const isPadded = pads.some(([begin, end]) => begin + end > 0);
  // (kernel − 1)·dilation + 1 elements at most
  const fitting = windows.map(({ kernel, dilation }, axis) => Math.min(kernel, Math.floor((padded[axis] - 1) / dilation) + 1));
  return {
    code: 'window-too-large',
    port: 'in',
    message: `${layer}'s window of ${windows.map(reach).join('×')} does not fit into the padded input. Make it smaller or pad the input.`,
    expected: `at least ${windows.map(reach).join('×')}`,
    actual: `${padded.join('×')}${isPadded ? ', padding counted' : ''}`,
    fixes: [
      { label: 'Use “same” padding', set: { padding: 'same' } },
      { label: `Make the window ${fitting.join('×')}`, set: { [parameter]: fitting } },
    ],
  };
}
