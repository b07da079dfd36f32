import { describe, expect, it } from 'vitest';
import type { ClassificationReport, ClassReport } from '../../engine/evaluation/report.ts';
import { confusions, tilesOf, wrongCount } from './report-facts.ts';
import { heightAt, scoreCurves } from './score-curves.ts';

const points = (x: readonly number[], y: readonly number[]) => ({ x: Float32Array.from(x), y: Float32Array.from(y) });
const classReport = (rocAuc: number, support: number): ClassReport => ({
  precision: 1,
  recall: 2 / support,
  f1: 1,
  support,
  named: 1,
  rocAuc,
  prAuc: 1,
  roc: points([0, 0, 1], [0, rocAuc, 1]),
});

function reportOf(...areas: readonly number[]): ClassificationReport {
  return {
    kind: 'classification',
    nodeId: 'out',
    target: 'Digit',
    classes: areas.map((_, k) => `c${k}`),
    scores: { accuracy: 0.5, rocAuc: 0.75, r: Number.NaN },
    confusion: Float64Array.from(areas.flatMap((_, i) => areas.map((_area, j) => (i === j ? 2 : i === 1 ? j + 1 : 0)))),
    perClass: areas.map((area, i) => classReport(area, i === 1 ? 2 + 1 + 3 : 2)),
  };
}

describe('curves of classes', () => {
  it('are the mean and the two of least area, or the chosen one', () => {
    const { drawn, others, reason } = scoreCurves(reportOf(0.9, 0.5, 0.7), 'roc', undefined);
    expect(reason).toBe('worst');
    expect(scoreCurves(reportOf(0.9, 0.5, 0.7), 'roc', 0).reason).toBe('chosen');
    expect(drawn.map(({ name }) => name)).toEqual(['mean', 'c1', 'c2']);
    expect(others.map(({ name }) => name)).toEqual(['c0']);
    expect(drawn[0]?.area).toBe(0.75);
    expect(drawn[0]?.points.y[0]).toBeCloseTo(0.7, 6);
    expect(scoreCurves(reportOf(0.9, 0.5, 0.7), 'roc', 0).drawn.map(({ name }) => name)).toEqual(['mean', 'c0']);
  });

  it('are those of the second of two classes', () => {
    const { drawn, reason } = scoreCurves(reportOf(0.9, 0.5), 'roc', undefined);
    expect(drawn.map(({ name }) => name)).toEqual(['c1']);
    expect(reason).toBeUndefined();
  });

  it('have the height of the most hits at so many alarms', () => {
    const curve = points([0, 0, 0.5, 1], [0, 0.4, 0.8, 1]);
    expect([0, 0.25, 0.5, 1].map((x) => Number(heightAt(curve, x, 'roc').toFixed(6)))).toEqual([0.4, 0.6, 0.8, 1]);
    const precision = points([0, 0.5, 1], [1, 0.75, 0.5]);
    expect([0, 0.3, 0.5, 0.9].map((x) => heightAt(precision, x, 'pr'))).toEqual([1, 0.75, 0.75, 0.5]);
  });
});

describe('facts of a report', () => {
  it('name the pairs that are taken for each other, the most frequent first', () => {
    expect(confusions(reportOf(1, 1, 1))).toEqual([
      { truth: 1, named: 2, count: 3 },
      { truth: 1, named: 0, count: 1 },
    ]);
    expect(wrongCount(reportOf(1, 1, 1))).toBe(4);
  });

  it('show what the project asks for first, and a dash where there is no value', () => {
    const output = reportOf(1, 1, 1);
    const report = { split: 'test', checkpoint: 'best', samples: 10, metrics: { loss: 0.25, rocAuc: 0.75 }, outputs: [output] } as const;
    expect(tilesOf(report, output).map(({ id, value }) => [id, value])).toEqual([
      ['loss', '0.2500'],
      ['rocAuc', '0.7500'],
      ['accuracy', '50.0%'],
    ]);
    const none = { ...output, scores: { rocAuc: Number.NaN } };
    expect(tilesOf(report, none).at(-1)?.value).toBe('–');
  });
});
