import { describe, expect, it } from 'vitest';
import { RandomStream } from '../random/stream.ts';
import { fittingMetrics } from '../metrics/fit.ts';
import { rocArea } from '../metrics/score-curves.ts';
import type { Reading } from '../metrics/reading.ts';
import { ClassificationSurvey } from './classification.ts';
import { precisionRecallPoints, rocPoints } from './curve-points.ts';
import { RegressionSurvey } from './regression.ts';
import type { CurvePoints } from './report.ts';

const metricsOf = (reading: Reading) =>
  fittingMetrics({
    loss: { title: 'a loss', link: reading.link },
    target: { shape: [], ...(reading.classes !== undefined && { classes: reading.classes }) },
  });

const named = { nodeId: 'out', target: 'Kind' };

function areaUnder({ x, y }: CurvePoints): number {
  let area = 0;
  for (let i = 1; i < x.length; i += 1) area += ((y[i] + y[i - 1]) / 2) * (x[i] - x[i - 1]);
  return area;
}

describe('the report of classes', () => {
  const reading: Reading = { link: 'softmax', classes: 3, width: 3, columns: 3, ignored: 9 };
  const survey = new ClassificationSurvey(reading, metricsOf(reading));
  // Called 0, 1, 1, 0 and 2; the last one's target does not count.
  const rows = [
    [3, 0, 0],
    [0, 2, 0],
    [0, 5, 0],
    [1, 0, 0],
    [0, 0, 4],
  ];
  const truths = [0, 1, 0, 2, 9];
  survey.add(
    { samples: 2, predictions: Float32Array.from(rows.slice(0, 2).flat()), targets: BigInt64Array.from(truths.slice(0, 2), BigInt) },
    Uint32Array.of(7, 3),
  );
  survey.add(
    { samples: 3, predictions: Float32Array.from(rows.slice(2).flat()), targets: BigInt64Array.from(truths.slice(2), BigInt) },
    Uint32Array.of(10, 11, 12),
  );
  const report = survey.report({ ...named, classes: ['a', 'b', 'c'] });

  it('counts true by named classes, with precision and recall of each', () => {
    expect([...report.confusion]).toEqual([1, 1, 0, 0, 1, 0, 1, 0, 0]);
    expect(report.perClass.map(({ precision, recall, support, named }) => [precision, recall, support, named])).toEqual([
      [0.5, 0.5, 2, 2],
      [0.5, 1, 1, 2],
      [0, 0, 1, 0],
    ]);
    expect(report.scores.accuracy).toBe(0.5);
  });

  it('tells every sample with what it was called, the surest first', () => {
    expect([...(report.named?.sample ?? [])]).toEqual([10, 7, 3, 11]);
    expect([...(report.named?.truth ?? [])]).toEqual([0, 0, 1, 2]);
    expect([...(report.named?.named ?? [])]).toEqual([1, 0, 1, 0]);
    expect(report.named?.certainty[0]).toBeCloseTo(Math.exp(5) / (Math.exp(5) + 2), 6);
  });

  it('draws curves of every class that has some', () => {
    expect(report.perClass.map(({ roc }) => roc !== undefined && [roc.x[0], roc.y[0], roc.x.at(-1), roc.y.at(-1)])).toEqual(
      [0, 1, 2].map(() => [0, 0, 1, 1]),
    );
    expect(report.calibration?.reduce((sum, { count }) => sum + count, 0)).toBe(4);
  });

  it('calls margins certainties and has no calibration of them', () => {
    const margins: Reading = { link: 'identity', classes: 2, width: 1, columns: 1 };
    const of = new ClassificationSurvey(margins, metricsOf(margins));
    of.add({ samples: 2, predictions: Float32Array.of(-3, 0.5), targets: Uint8Array.of(0, 0) }, Uint32Array.of(0, 1));
    const { calibration, named: samples, perClass } = of.report({ ...named, classes: ['no', 'yes'] });
    expect(calibration).toBeUndefined();
    expect([...(samples?.certainty ?? [])]).toEqual([3, 0.5]);
    expect(perClass[1]?.rocAuc).toBeNaN();
    expect(perClass[1]?.roc).toBeUndefined();
  });

  it('leaves single samples out where each has several places', () => {
    const pixels: Reading = { link: 'sigmoid', classes: 2, width: 4, columns: 1 };
    const of = new ClassificationSurvey(pixels, metricsOf(pixels));
    of.add({ samples: 1, predictions: Float32Array.of(1, -1, 1, -1), targets: Uint8Array.of(1, 0, 0, 0) }, Uint32Array.of(0));
    const { named: samples, confusion } = of.report({ ...named, classes: ['no', 'yes'] });
    expect(samples).toBeUndefined();
    expect([...confusion]).toEqual([2, 1, 0, 1]);
  });
});

describe('curves', () => {
  const stream = new RandomStream(5, 'samples');
  const drawn = (count: number, lift: number) =>
    Float32Array.from({ length: count }, () => stream.uniform() + lift)
      .sort()
      .reverse();
  const scores = { own: drawn(3000, 0.4), others: drawn(5000, 0) };

  it('of many samples keep their area in a few hundred points', () => {
    const roc = rocPoints(scores);
    expect(roc.x.length).toBeLessThanOrEqual(241);
    expect(Math.abs(areaUnder(roc) - rocArea(scores))).toBeLessThan(0.002);
    const pr = precisionRecallPoints(scores);
    expect(pr.x.length).toBeLessThanOrEqual(241);
    expect([pr.x[0], pr.x.at(-1)]).toEqual([0, 1]);
    expect(pr.y.at(-1)).toBeCloseTo(3 / 8, 6);
  });

  it('of few samples keep every corner', () => {
    const roc = rocPoints({ own: Float32Array.of(3, 1), others: Float32Array.of(2, 0) });
    expect([[...roc.x], [...roc.y]]).toEqual([
      [0, 0, 0.5, 0.5, 1],
      [0, 0.5, 0.5, 1, 1],
    ]);
  });
});

describe('the report of numbers', () => {
  const reading: Reading = { link: 'identity', width: 1, columns: 1 };

  it('has points, residuals and the samples that are farthest off', () => {
    const survey = new RegressionSurvey(reading, metricsOf(reading), 30);
    const targets = Float32Array.from({ length: 30 }, (_, i) => i);
    const predictions = targets.map((t, i) => t + (i === 4 ? 8 : i === 20 ? -9 : 1));
    survey.add(
      { samples: 30, predictions, targets },
      Uint32Array.from({ length: 30 }, (_, i) => 100 + i),
    );
    const report = survey.report({ ...named, unit: 'mm' });
    expect(report.worst.slice(0, 2)).toEqual([
      { sample: 120, error: 9, target: 20, prediction: 11 },
      { sample: 104, error: 8, target: 4, prediction: 12 },
    ]);
    expect(report.points.target).toHaveLength(30);
    expect(report.residuals.mean).toBeCloseTo((28 + 8 - 9) / 30, 12);
    expect(report.residuals.counts.reduce((sum, count) => sum + count, 0)).toBe(30);
    expect(report.scores.meanAbsoluteError).toBeCloseTo((28 + 8 + 9) / 30, 12);
  });

  it('stays small for images', () => {
    const images: Reading = { link: 'sigmoid', width: 64, columns: 1 };
    const survey = new RegressionSurvey(images, metricsOf(images), 100);
    const zeros = new Float32Array(6400);
    survey.add(
      { samples: 100, predictions: zeros, targets: zeros.map(() => 0.5) },
      Uint32Array.from({ length: 100 }, (_, i) => i),
    );
    const { points, residuals, worst, scores } = survey.report(named);
    expect(points.target.length).toBeLessThan(2200);
    expect(worst).toHaveLength(48);
    expect(residuals).toMatchObject({ from: -1, to: 1, mean: 0 });
    expect(scores.r2).toBe(1);
  });

  it('has a few samples whole: the farthest off, then evenly taken ones', () => {
    const pairs: Reading = { link: 'identity', width: 2, columns: 2 };
    const survey = new RegressionSurvey(pairs, metricsOf(pairs), 100);
    // Sample 2·i predicts (i, i) where 0 is true, in two batches.
    for (const from of [0, 60]) {
      const count = from === 0 ? 60 : 40;
      const predictions = Float32Array.from({ length: 2 * count }, (_, i) => from + Math.floor(i / 2));
      survey.add(
        { samples: count, predictions, targets: new Float32Array(2 * count) },
        Uint32Array.from({ length: count }, (_, i) => 2 * (from + i)),
      );
    }
    const { whole, worst } = survey.report(named);
    expect(whole?.farthest).toBe(48);
    expect([...(whole?.sample.slice(0, 3) ?? [])]).toEqual([198, 196, 194]);
    expect(worst.slice(0, 2)).toEqual([
      { sample: 198, error: 99 },
      { sample: 196, error: 98 },
    ]);
    expect([...(whole?.sample.slice(48, 51) ?? [])]).toEqual([0, 6, 12]);
    expect(whole?.sample).toHaveLength(48 + 34);
    for (const [i, sample] of (whole?.sample ?? new Uint32Array(0)).entries()) {
      expect([...(whole?.prediction.slice(2 * i, 2 * i + 2) ?? [])]).toEqual([sample / 2, sample / 2]);
      expect(whole?.error[i]).toBe(sample / 2);
    }
  });

  it('tells fewer samples whole where they are large, none that are one number', () => {
    const large: Reading = { link: 'identity', width: 2 ** 18, columns: 2 ** 18 };
    const survey = new RegressionSurvey(large, [], 5);
    const targets = new Float32Array(2 ** 18);
    for (let n = 0; n < 5; n += 1) survey.add({ samples: 1, predictions: targets.map(() => n), targets }, Uint32Array.of(n));
    const { whole } = survey.report(named);
    expect([...(whole?.sample ?? [])]).toEqual([4, 3, 0, 3]);
    expect([0, 1, 2, 3].map((i) => whole?.prediction[i * 2 ** 18])).toEqual([4, 3, 0, 3]);
    const single = new RegressionSurvey(reading, [], 1);
    single.add({ samples: 1, predictions: Float32Array.of(1), targets: Float32Array.of(0) }, Uint32Array.of(0));
    expect(single.report(named).whole).toBeUndefined();
  });
});
