import type { SeriesWindow } from './dataset.ts';

/**
 * How many of the training samples a run learns from, and how many it holds back for validation: ⌊count · fraction⌋. Windows of
 * a series that would share a step with those held back are in neither.
 */
export function holdBack(
  count: number,
  fraction: number,
  window?: SeriesWindow,
): { readonly training: number; readonly validation: number } {
  const validation = Math.floor(count * fraction);
  const between = validation === 0 || window === undefined ? 0 : Math.ceil((window.length + window.horizon) / window.stride) - 1;
  return { training: Math.max(0, count - validation - between), validation };
}
