import { EngineError } from '../graph/errors.ts';
import { sizeOf } from '../graph/shape.ts';
import type { TensorArray } from '../graph/types.ts';
import type { DatasetField } from './dataset.ts';

/** Which values a loss can compare with. Others would index past the predictions or make a number without meaning. */
export type TargetLimits =
  /** Class numbers from 0; `ignored` is one more that is left out of the loss. */
  | { readonly kind: 'classes'; readonly count: number; readonly ignored?: number }
  /** 0 or 1. */
  | { readonly kind: 'labels' }
  /** Ends included. */
  | { readonly kind: 'range'; readonly min: number; readonly max: number }
  /** Shares of 0 and more that sum to 1 along the first axis of a sample. */
  | { readonly kind: 'distribution' };

/** What float32 leaves of 0.1 added ten times. */
const TOLERANCE = 1e-4;

/**
 * Checks targets as the graph is fed, before it is. Throws `bad-target` naming the first sample at fault, its field and what
 * was expected. `values` holds the samples' targets one after another, `nodeId` is the Output layer that reads them.
 */
export function checkTargets(
  limits: TargetLimits,
  field: DatasetField,
  samples: ArrayLike<number>,
  values: TensorArray,
  nodeId: string,
): void {
  const size = sizeOf(field.shape);
  const wrong = limits.kind === 'distribution' ? wrongShares(values, size, field.shape[0]) : wrongValue(limits, values);
  if (wrong === undefined) return;
  throw new EngineError(
    'bad-target',
    `Sample ${samples[Math.floor(wrong.at / size)]} has ${field.label.toLowerCase()} ${wrong.came}: expected ${expectation(limits)}. ${remedy(limits, field)}`,
    { nodeId },
  );
}

interface Wrong {
  readonly at: number;
  readonly came: string;
}

function wrongValue(limits: Exclude<TargetLimits, { kind: 'distribution' }>, values: TensorArray): Wrong | undefined {
  const fits = fitsIn(limits);
  for (let i = 0; i < values.length; i += 1) if (!fits(Number(values[i]))) return { at: i, came: String(values[i]) };
  return undefined;
}

function fitsIn(limits: Exclude<TargetLimits, { kind: 'distribution' }>): (value: number) => boolean {
  switch (limits.kind) {
    case 'classes':
      return (value) => (value >= 0 && value < limits.count) || value === limits.ignored;
    case 'labels':
      return (value) => value === 0 || value === 1;
    case 'range':
      return (value) => value >= limits.min - TOLERANCE && value <= limits.max + TOLERANCE;
  }
}

/** `size` values a sample, of which those that are size / parts apart belong together. */
function wrongShares(values: TensorArray, size: number, parts = 1): Wrong | undefined {
  const places = size / parts;
  for (let start = 0; start < values.length; start += size) {
    for (let place = start; place < start + places; place += 1) {
      let sum = 0;
      for (let at = place; at < start + size; at += places) {
        const share = Number(values[at]);
        if (!(share >= -TOLERANCE)) return { at, came: String(share) };
        sum += share;
      }
      if (!(Math.abs(sum - 1) <= 10 * TOLERANCE)) return { at: place, came: `with the sum ${Number(sum.toPrecision(6))}` };
    }
  }
  return undefined;
}

function expectation(limits: TargetLimits): string {
  switch (limits.kind) {
    case 'classes':
      return `a class from 0 to ${limits.count - 1}${limits.ignored === undefined ? '' : `, or ${limits.ignored}, which is left out`}`;
    case 'labels':
      return '0 or 1';
    case 'range':
      return `a number from ${limits.min} to ${limits.max}`;
    case 'distribution':
      return 'shares of at least 0 that sum to 1';
  }
}

function remedy(limits: TargetLimits, { raw }: DatasetField): string {
  if (raw === true && limits.kind !== 'classes')
    return 'Mend the data, or choose a loss that takes any number, such as mean squared error. Where the target is standardised, as numbers of one’s own data are by default, take that step away in the Output layer’s preprocessing.';
  return limits.kind === 'classes'
    ? 'Mend the data, or let the loss leave that class number out.'
    : 'Mend the data, or choose a loss that takes any number, such as mean squared error.';
}
