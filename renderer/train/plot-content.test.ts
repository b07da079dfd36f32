import { describe, expect, it } from 'vitest';
import { plotContent, readingsAt, type PlotRequest } from './plot-content.ts';
import { RunCurves } from './run-curves.ts';
import { outputStyle, runStyle } from './run-style.ts';

/** Two epochs of a run with the outputs `plain` and `cured`. */
function trained(held: boolean): RunCurves {
  const curves = new RunCurves();
  for (const epoch of [1, 2]) {
    const values = (shift: number) => ({ loss: 1, 'plain.accuracy': 0.25 * epoch + shift, 'cured.accuracy': 0.375 * epoch + shift });
    const validation = held ? { validation: values(0.125) } : {};
    curves.recordEpoch({ epoch, step: 10 * epoch, learningRate: 1, train: values(0), ...validation, seconds: epoch, best: true });
  }
  return curves;
}

const outputs = ['plain', 'cured'].map((name, index) => ({ metric: `${name}.accuracy`, name, style: outputStyle(index) }));

function request(held = true): PlotRequest {
  const { colour } = runStyle(1);
  const plot = { log: false, xAxis: 'epoch', smoothing: 0, percent: true, columns: 300, formatY: String } as const;
  return { ...plot, metric: 'plain.accuracy', outputs, run: trained(held), colour, overlays: [] };
}

describe('the plot of several outputs', () => {
  it('draws what each reaches on training and on held-out data, told apart and named once', () => {
    const { curves } = plotContent(request());
    expect(curves.map(({ points }) => points.y)).toEqual([
      [0.25, 0.5],
      [0.375, 0.625],
      [0.375, 0.75],
      [0.5, 0.875],
    ]);
    expect(curves.map(({ dots }) => dots)).toEqual(['rings', 'filled', 'rings', 'filled']);
    expect(curves.map(({ endLabel }) => endLabel)).toEqual([undefined, 'plain', undefined, 'cured']);
    expect(new Set(curves.map(({ colour }) => colour)).size).toBe(2);
    expect(new Set(curves.map(({ dash }) => dash)).size).toBe(2);
  });

  it('names the training curves where nothing is held out', () => {
    expect(plotContent(request(false)).curves.map(({ endLabel }) => endLabel)).toEqual(['plain', 'cured']);
  });

  it('tells the values of the nearest epoch', () => {
    const { readings } = readingsAt(request(), 1.2) ?? {};
    expect(readings?.map(({ label, value }) => [label, value])).toEqual([
      ['plain, train, epoch 1', 0.25],
      ['plain, validation, epoch 1', 0.375],
      ['cured, train, epoch 1', 0.375],
      ['cured, validation, epoch 1', 0.5],
    ]);
  });

  it('draws another run by the value that stands for it', () => {
    const overlay = { curves: trained(true), metric: 'cured.accuracy', label: 'run 1', style: runStyle(1) };
    const { curves } = plotContent({ ...request(), overlays: [overlay] });
    expect(curves.find(({ endLabel }) => endLabel === 'run 1')?.points.y).toEqual([0.5, 0.875]);
  });
});
