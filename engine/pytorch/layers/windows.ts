import { type AxisPads, padsOf, type PaddingMode, type Window, windowsOf } from '../../layers/window.ts';
import { literal } from '../python.ts';
import type { TorchContext } from '../definition.ts';

/** The sizes of an image's axes after the channels. */
export const placesOf = ({ type: { shape } }: { readonly type: { readonly shape: readonly (number | string)[] } }): readonly number[] =>
  shape.slice(2).map(Number);

/** The window along each axis, by the name of the parameter that has its size. */
export function windowsIn(context: TorchContext, size: string): readonly Window[] {
  const dilation = context.value('dilation') === undefined ? undefined : context.list('dilation');
  return windowsOf(context.list(size), context.list('stride'), dilation);
}

/** The pads that a window's parameters say, for an input of these sizes. */
export function padsIn(context: TorchContext, sizes: readonly number[], windows: readonly Window[]): readonly AxisPads[] {
  return padsOf(context.choice('padding') as PaddingMode, context.list('pads'), sizes, windows);
}

export const isEven = (pads: readonly AxisPads[]): boolean => pads.every(([begin, end]) => begin === end);
export const isNone = (pads: readonly AxisPads[]): boolean => pads.every(([begin, end]) => begin === 0 && end === 0);

/** Pads as `F.pad` takes them: the last axis first. */
export const padList = (pads: readonly AxisPads[]): string => literal(pads.toReversed().flat());

/** An expression with elements added at its ends. */
export function padded(code: string, pads: readonly AxisPads[], how: { readonly mode?: string; readonly value?: string } = {}): string {
  if (isNone(pads)) return code;
  const { mode, value } = how;
  return `F.pad(${code}, ${padList(pads)}${mode === undefined ? '' : `, mode="${mode}"`}${value === undefined ? '' : `, value=${value}`})`;
}
