import { EngineError, invariant } from '../graph/errors.ts';
import { sizeOf } from '../graph/shape.ts';
import type { TensorArray } from '../graph/types.ts';
import type { Dataset, DatasetField, DatasetInfo, DatasetSplit, SampleReader, SeriesWindow } from './dataset.ts';
import { sized } from './ragged.ts';

/** How windows are cut of a series, without what a step is called. */
export type WindowChoice = Pick<SeriesWindow, 'length' | 'horizon' | 'stride'>;

/** Number of windows that lie within so many steps. */
export function windowCount(steps: number, { length, horizon, stride }: WindowChoice): number {
  return Math.max(0, Math.floor((steps - length - horizon) / stride) + 1);
}

/** Numbers of windows of both splits. Throws `bad-window` where one has no steps for a single window. */
export function windowSplits(steps: DatasetInfo['splits'], window: WindowChoice): DatasetInfo['splits'] {
  const fault = windowFault(steps, window);
  if (fault !== undefined) throw new EngineError('bad-window', fault);
  return { train: windowCount(steps.train, window), test: windowCount(steps.test, window) };
}

/** Why a series can't be cut like that; `undefined` where it can. */
export function windowFault(steps: DatasetInfo['splits'], { length, horizon, stride }: WindowChoice): string | undefined {
  for (const [split, what] of [
    ['train', 'training'],
    ['test', 'testing'],
  ] as const)
    if (windowCount(steps[split], { length, horizon, stride }) === 0)
      return `A window of ${length} steps and ${horizon} to forecast doesn't fit into the ${steps[split]} steps for ${what}. Choose a shorter one.`;
  return undefined;
}

/** Shape of what is stored of a field for each step of a series: inputs have the steps seen as their last axis, targets those forecast. */
export function stepShape({ role, shape }: DatasetField, { horizon }: WindowChoice): readonly number[] {
  return role === 'target' && horizon === 1 ? shape : shape.slice(0, -1);
}

/**
 * The declaration of a series with other windows: inputs are [channels, length], targets [horizon], a number where that is 1. The same
 * declaration where the dataset is no series. Throws `bad-window`.
 */
export function windowedInfo(info: DatasetInfo, choice: WindowChoice): DatasetInfo {
  const { window, steps } = info;
  if (window === undefined || steps === undefined) return info;
  const { length, horizon, stride } = choice;
  return {
    ...info,
    window: { length, horizon, stride, step: window.step },
    splits: windowSplits(steps, choice),
    fields: info.fields.map((field) => windowedField(field, stepShape(field, window), choice)),
  };
}

/** As `windowedInfo`, with the windows that the project chose; the dataset's own where it chose none, or one that doesn't fit. */
export function infoForProject(info: DatasetInfo, window: WindowChoice | undefined): DatasetInfo {
  return window === undefined || info.steps === undefined || windowFault(info.steps, window) !== undefined
    ? info
    : windowedInfo(info, window);
}

function windowedField(field: DatasetField, step: readonly number[], { length, horizon }: WindowChoice): DatasetField {
  if (field.role === 'input') return { ...field, shape: [...step, length] };
  const shape = horizon === 1 ? step : [...step, horizon];
  const numeric = field.semantics === 'number' || field.semantics === 'vector';
  return { ...field, shape, ...(numeric && { semantics: shape.length === 0 ? ('number' as const) : ('vector' as const) }) };
}

/** The stored steps of a series, as a dataset with the windows that `info.window` says. */
export function seriesDataset(info: DatasetInfo, series: { readonly train: DatasetSplit; readonly test: DatasetSplit }): Dataset {
  const { window } = info;
  invariant(window !== undefined, `${info.id} is a series`);
  const view = (steps: DatasetSplit): DatasetSplit => ({
    size: windowCount(steps.size, window),
    fields: new Map(
      info.fields.map((field) => {
        const stored = steps.fields.get(field.name);
        invariant(stored !== undefined, `the series has the field ${field.name}`);
        return [field.name, new WindowSamples(stored, field, window, steps.size)] as const;
      }),
    ),
  });
  return { info, train: view(series.train), test: view(series.test), series };
}

/**
 * A view of a series: its samples are other windows of the same steps. Training and test windows lie each within their own
 * steps. A dataset that is no series is given back as it is. Throws `bad-window`.
 */
export function windowed(dataset: Dataset, choice: WindowChoice): Dataset {
  return dataset.series === undefined ? dataset : seriesDataset(windowedInfo(dataset.info, choice), dataset.series);
}

/** Windows of a field: each is [values of a step, steps], row-major, from the steps that are stored one after another. */
class WindowSamples implements SampleReader {
  private readonly steps: TensorArray | SampleReader;
  /** Values of a step, and steps of a window. */
  private readonly width: number;
  private readonly length: number;
  /** The first step of window 0, and steps to the next window. */
  private readonly first: number;
  private readonly stride: number;
  private readonly count: number;
  private held: TensorArray | undefined;

  constructor(steps: TensorArray | SampleReader, field: DatasetField, window: SeriesWindow, stepCount: number) {
    this.steps = steps;
    this.width = sizeOf(stepShape(field, window));
    this.length = field.role === 'input' ? window.length : window.horizon;
    this.first = field.role === 'input' ? 0 : window.length;
    this.stride = window.stride;
    this.count = windowCount(stepCount, window);
  }

  async prefetch(windows: ArrayLike<number>): Promise<void> {
    if ('gather' in this.steps) await this.steps.prefetch?.(this.stepsOf(this.startsOf(windows)));
  }

  gather(windows: ArrayLike<number>): TensorArray {
    const { width, length } = this;
    const size = width * length;
    const starts = this.startsOf(windows);
    const { values, places } = this.stepsFrom(starts);
    const out = this.room(values, windows.length * size);
    places.forEach((place, i) => {
      for (let step = 0; step < length; step += 1)
        for (let value = 0; value < width; value += 1) out[i * size + value * length + step] = values[(place + step) * width + value];
    });
    return out.subarray(0, windows.length * size);
  }

  private startsOf(windows: ArrayLike<number>): number[] {
    return Array.from(windows, (window) => {
      invariant(window >= 0 && window < this.count, `there is a window ${window}`);
      return this.first + window * this.stride;
    });
  }

  /** All steps of the windows that begin at `starts`, one window after another. */
  private stepsOf(starts: readonly number[]): Uint32Array {
    const steps = new Uint32Array(starts.length * this.length);
    starts.forEach((start, i) => {
      for (let step = 0; step < this.length; step += 1) steps[i * this.length + step] = start + step;
    });
    return steps;
  }

  /** Stored values in which the windows that begin at `starts` lie, and where. */
  private stepsFrom(starts: readonly number[]): { readonly values: TensorArray; readonly places: readonly number[] } {
    if (!('gather' in this.steps)) return { values: this.steps, places: starts };
    return { values: this.steps.gather(this.stepsOf(starts)), places: starts.map((_start, i) => i * this.length) };
  }

  private room(like: TensorArray, length: number): TensorArray {
    if (this.held === undefined || this.held.length < length) this.held = sized(like, length);
    return this.held;
  }
}
