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

/** Pads of height and width. `custom` lists top, left, bottom, right. */
export function padsOf(mode: PaddingMode, custom: readonly number[], sizes: readonly [number, number], windows: readonly [Window, Window]): readonly [AxisPads, AxisPads] {
  if (mode === 'same') return [samePads(sizes[0], windows[0]), samePads(sizes[1], windows[1])];
  if (mode === 'valid') return [[0, 0], [0, 0]];
  const [top, left, bottom, right] = custom;
  return [[top, bottom], [left, right]];
}

/** Number of window positions; below 1 where the window is longer than the padded axis. */
export function outputSize(size: number, window: Window, [begin, end]: AxisPads): number {
  return Math.floor((size + begin + end - reach(window)) / window.stride) + 1;
}

/** ONNX order: begins of all axes, then ends. */
export function onnxPads(pads: readonly [AxisPads, AxisPads]): readonly number[] {
  return [pads[0][0], pads[1][0], pads[0][1], pads[1][1]];
}

/** Windows of height and width. */
export function windowsOf(kernel: readonly [number, number], stride: readonly [number, number], dilation: readonly [number, number] = [1, 1]): readonly [Window, Window] {
  return [
    { kernel: kernel[0], stride: stride[0], dilation: dilation[0] },
    { kernel: kernel[1], stride: stride[1], dilation: dilation[1] },
  ];
}

/** The parameters that say how a window is padded. */
export const paddingFields = (preset: PaddingMode) =>
  ({
    padding: field.choice<PaddingMode>({
      label: 'Padding',
      help: '“same” keeps ⌈size / stride⌉, “valid” pads nothing, “custom” takes the four sides.',
      default: preset,
      options: [
        { value: 'same', label: 'same' },
        { value: 'valid', label: 'valid' },
        { value: 'custom', label: 'custom' },
      ],
    }),
    pads: field.ints({
      label: 'Pads',
      help: 'Rows and columns added at top, left, bottom, right.',
      default: [0, 0, 0, 0],
      visible: (parameters) => parameters.padding === 'custom',
    }),
  }) as const;

/** A problem where custom pads are not four numbers ≥ 0. */
export function checkPads(mode: PaddingMode, pads: readonly number[]): LayerProblem | undefined {
  if (mode !== 'custom' || (pads.length === 4 && pads.every((pad) => pad >= 0 && pad <= 65_535))) return undefined;
  return {
    code: 'invalid-parameter',
    parameter: 'pads',
    message: 'Custom padding takes four whole numbers from 0: top, left, bottom, right.',
    expected: '[top, left, bottom, right]',
    actual: JSON.stringify(pads),
    fixes: [{ label: 'Use “same” padding', set: { padding: 'same' } }],
  };
}

/** A problem where a window is larger than the padded image. */
export function windowTooLarge(layer: string, sizes: readonly [number, number], windows: readonly [Window, Window]): LayerProblem {
  return {
    code: 'window-too-large',
    port: 'in',
    message: `${layer}'s window of ${windows.map(reach).join('×')} does not fit into the padded image. Make it smaller or pad the image.`,
    expected: `at least ${windows.map(reach).join('×')}`,
    actual: sizes.join('×'),
    fixes: [{ label: 'Use “same” padding', set: { padding: 'same' } }],
  };
}
