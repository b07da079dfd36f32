import type { SeriesWindow } from '../../engine/data/dataset.ts';
import type { Sample, Splits } from './samples.ts';

/** One step of a series: what is known of it, and the value that is to be forecast. */
export interface Step {
  readonly features: readonly number[];
  readonly target: number;
}

/**
 * Windows of a series, those for training from the steps before `testFrom` and those for testing from the steps from there on:
 * no step is in both. Inputs are [features, length], row-major; targets are the `horizon` steps after them.
 */
export function splitInTime(steps: readonly Step[], window: SeriesWindow, testFrom: number): Splits {
  return { train: windowsOf(steps.slice(0, testFrom), window), test: windowsOf(steps.slice(testFrom), window) };
}

function windowsOf(steps: readonly Step[], { length, horizon, stride }: SeriesWindow): Sample[] {
  const count = Math.max(0, Math.floor((steps.length - length - horizon) / stride) + 1);
  return Array.from({ length: count }, (_, i) => {
    const seen = steps.slice(i * stride, i * stride + length);
    const next = steps.slice(i * stride + length, i * stride + length + horizon).map(({ target }) => target);
    const input = Float32Array.from(seen[0].features.flatMap((_value, feature) => seen.map(({ features }) => features[feature])));
    return { input, target: horizon === 1 ? next[0] : next };
  });
}
