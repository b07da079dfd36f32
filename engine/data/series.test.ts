import { describe, expect, it } from 'vitest';
import { loadDataset } from '../runtime/datasets.ts';
import type { DatasetField, DatasetInfo, DatasetSplit, SeriesWindow } from './dataset.ts';
import { gatherField, sampleSize, storedValues } from './gather.ts';
import { indices } from '../random/distributions.ts';
import { datasetOf, datasets } from './registry.ts';

const FOLDER = new URL('../../datasets', import.meta.url).pathname;

interface Series {
  readonly info: DatasetInfo;
  readonly window: SeriesWindow;
  /** Steps of the whole series, and how many of them are for training. */
  readonly steps: number;
  readonly forTraining: number;
}

const all: readonly Series[] = [
  { id: 'births', steps: 5479, forTraining: 4749 },
  { id: 'seattle-weather', steps: 1461, forTraining: 1096 },
  { id: 'sunspots', steps: 309, forTraining: 230 },
].map(({ id, ...counts }) => {
  const info = datasetOf(id);
  if (info?.window === undefined) throw new Error(`${id} has no window`);
  return { info, window: info.window, ...counts };
});

function numbersOf(split: DatasetSplit, field: DatasetField): number[] {
  return [...storedValues(split, field, indices(split.size))].map(Number);
}

/** Stored values of the first channel, one array a window. */
function firstChannels({ info, window }: Series, split: DatasetSplit): number[][] {
  const [input] = info.fields;
  const values = numbersOf(split, input);
  const size = sampleSize(input);
  return Array.from({ length: split.size }, (_, i) => values.slice(i * size, i * size + window.length));
}

/** Targets as they are fed, one array a window. */
function fedTargets({ info, window }: Series, split: DatasetSplit): number[][] {
  const out = new Float64Array(split.size * window.horizon);
  gatherField(split, info.fields[1], indices(split.size), out);
  return Array.from({ length: split.size }, (_, i) => [...out.slice(i * window.horizon, (i + 1) * window.horizon)]);
}

it('knows every dataset that declares a window', () => {
  expect(datasets.filter(({ window }) => window !== undefined)).toEqual(all.map(({ info }) => info));
});

describe.each(all)('series of $info.id', (series) => {
  const { info, window, steps, forTraining } = series;
  const [, target] = info.fields;

  it('has the shape that its window gives', () => {
    expect(info.fields[0].shape).toEqual([info.fields[0].columns?.length, window.length]);
    expect(target.shape).toEqual(window.horizon === 1 ? [] : [window.horizon]);
  });

  it('fills each side with windows of its own steps: none reaches over the border', () => {
    const windowsIn = (count: number) => Math.floor((count - window.length - window.horizon) / window.stride) + 1;
    expect(info.splits).toEqual({ train: windowsIn(forTraining), test: windowsIn(steps - forTraining) });
  });

  it('continues each window with its target, and the next window a stride later', async () => {
    const { train, test } = await loadDataset(info.id, FOLDER);
    for (const split of [train, test]) {
      const windows = firstChannels(series, split);
      const targets = numbersOf(split, target);
      for (let i = 0; i + window.stride < windows.length; i += 1) {
        expect(windows[i + window.stride].slice(0, -window.stride)).toEqual(windows[i].slice(window.stride));
        const next = windows[i + 1].at(-1) ?? Number.NaN;
        expect(Math.abs(targets[i * window.horizon] - next)).toBeLessThan(1e-6 * Math.abs(next) + 1e-6);
      }
    }
  });

  it('has no step in common between training and test: the steps of both put together are the series', async () => {
    const { train, test } = await loadDataset(info.id, FOLDER);
    const stepsOf = (split: DatasetSplit) => {
      const windows = firstChannels(series, split);
      const last = numbersOf(split, target).slice(-window.horizon);
      return [...windows[0], ...windows.slice(1).flatMap((one) => one.slice(-window.stride)), ...last];
    };
    const [early, late] = [stepsOf(train), stepsOf(test)];
    expect([early.length, late.length]).toEqual([forTraining, steps - forTraining]);
    expect(`${late.join()},`.includes(`${early.slice(-window.length).join()},`)).toBe(false);
  });
});

describe('what a forecast has to beat', () => {
  /** Mean absolute and root mean squared error on the test split of repeating the value of `lag` steps before the first target. */
  async function repeating(series: Series, lag: number): Promise<readonly [number, number]> {
    const { test } = await loadDataset(series.info.id, FOLDER);
    const asFed = series.info.fields[1].preprocessing?.scale ?? 1;
    const targets = fedTargets(series, test);
    const errors = firstChannels(series, test).flatMap((seen, i) =>
      targets[i].map((value) => seen[series.window.length - lag] * asFed - value),
    );
    const mean = (of: (error: number) => number) => errors.reduce((sum, error) => sum + of(error), 0) / errors.length;
    return [mean(Math.abs) / asFed, Math.sqrt(mean((error) => error ** 2)) / asFed];
  }

  it.each([
    [all[0], 7, 'a week ago errs by 430 on average (root mean square 930)'],
    [all[1], 1, 'errs by 2.95 °C on average (root mean square 3.83)'],
    [all[2], 1, 'errs by 25 on average (root mean square 33)'],
    [all[2], 11, 'of eleven years ago by 28 (38)'],
  ] as const)('is computed as the description says: $0.info.id, $1 back', async (series, lag, text) => {
    const errors = await repeating(series, lag);
    expect(series.info.description).toContain(text);
    const told = text.match(/\d+(\.\d\d)?/g) ?? [];
    const digits = Math.max(...told.map((number) => Number(number))) > 10 ? 2 : 3;
    expect(errors.map((error) => Number(error.toPrecision(digits)))).toEqual(told.map(Number));
  });
});
