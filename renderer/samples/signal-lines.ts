import type { DatasetField, DatasetInfo } from '../../engine/data/dataset.ts';

/** Signals that are drawn below each other. */
const LINES = 3;

/** How many samples have to be asked for to draw `signalLines`. */
export function signalSamples({ window }: DatasetInfo): number {
  return window === undefined ? LINES : (LINES - 1) * apart(window) + 1;
}

/**
 * What stands for a dataset of signals, as it is fed: the first channel of the first samples, of windows those that follow upon
 * each other; of signals with several channels the first sample, each channel on a line of its own.
 */
export function signalLines({ window }: DatasetInfo, field: DatasetField, stored: ArrayLike<number>, count: number): number[][] {
  const [channels] = field.shape;
  if (channels > 1) return count === 0 ? [] : channelsOf(field, stored, 0);
  const between = window === undefined ? 1 : apart(window);
  const shown = Math.min(LINES, Math.ceil(count / between));
  return Array.from({ length: shown }, (_, i) => channelsOf(field, stored, i * between)[0]);
}

/** The channels of a sample among stored values, scaled as they are fed. */
export function channelsOf({ shape: [channels, length], columns, preprocessing }: DatasetField, stored: ArrayLike<number>, sample: number) {
  return Array.from({ length: channels }, (_, channel) => {
    const { scale, offset } = columns?.[channel] ?? preprocessing ?? { scale: 1, offset: 0 };
    const start = (sample * channels + channel) * length;
    return Array.from({ length }, (_value, t) => stored[start + t] * scale + offset);
  });
}

/** Samples from one window to the next that shares no step with it. */
function apart({ length, stride }: { readonly length: number; readonly stride: number }): number {
  return Math.ceil(length / stride);
}
