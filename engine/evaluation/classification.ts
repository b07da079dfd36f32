import { invariant } from '../graph/errors.ts';
import { calibrationBins } from '../metrics/calibration.ts';
import { type ClassCounts, confusionCounts, f1Of, hasCells, precisionOf, recallOf } from '../metrics/confusion-matrix.ts';
import type { MetricDefinition } from '../metrics/definition.ts';
import { logOdds, sigmoid } from '../metrics/probabilities.ts';
import { type Batch, classesOf, predictedClass, type Reading } from '../metrics/reading.ts';
import { averagePrecision, rocArea } from '../metrics/score-curves.ts';
import type { StatisticName } from '../metrics/statistic.ts';
import { Tally } from '../metrics/tally.ts';
import type { Samples } from '../training/batches.ts';
import { precisionRecallPoints, rocPoints } from './curve-points.ts';
import type { ClassificationReport, ClassReport, NamedSamples } from './report.ts';

/** Classes after these have no curves. */
const MOST_CURVES = 100;
/** With more samples than these they are not told one by one. */
const MOST_SAMPLES = 100_000;

interface Named {
  readonly sample: number;
  readonly truth: number;
  readonly named: number;
  readonly certainty: number;
}

/** Gathers what is to be said of an output whose target is a class. */
export class ClassificationSurvey {
  private readonly reading: Reading;
  private readonly tally: Tally;
  private readonly metrics: readonly MetricDefinition[];
  private readonly named: Named[] = [];
  private isListed = true;

  constructor(reading: Reading, metrics: readonly MetricDefinition[]) {
    const names: StatisticName[] = ['confusion', 'scores', ...metrics.map(({ statistic }) => statistic)];
    this.reading = reading;
    this.metrics = metrics;
    this.tally = new Tally(reading, names);
  }

  add(batch: Batch, samples: Samples): void {
    this.tally.add(batch);
    this.isListed &&= batch.targets.length === samples.length && this.named.length + samples.length <= MOST_SAMPLES;
    if (!this.isListed) return;
    for (let n = 0; n < samples.length; n += 1) {
      const truth = Number(batch.targets[n]);
      if (truth !== this.reading.ignored) this.named.push({ sample: samples[n], truth, ...this.nameOf(batch, n) });
    }
  }

  report(output: Pick<ClassificationReport, 'nodeId' | 'target' | 'classes'>): ClassificationReport {
    const { tally } = this;
    invariant(output.classes.length === classesOf(this.reading), 'every class has a name');
    const isProbability = this.reading.link !== 'identity';
    return {
      kind: 'classification',
      ...output,
      scores: Object.fromEntries(this.metrics.map((metric) => [metric.id, metric.value(tally)])),
      confusion: hasCells(this.reading) ? tally.of('confusion').slice() : new Float64Array(),
      perClass: confusionCounts(tally).classes.map((counts, k) => this.classReport(counts, k)),
      ...(isProbability && { calibration: calibrationBins(tally) }),
      ...(this.isListed && { named: listed(this.named) }),
    };
  }

  private nameOf({ predictions }: Batch, n: number): Pick<Named, 'named' | 'certainty'> {
    const { link, width, columns } = this.reading;
    const named = predictedClass(predictions, n * width, columns, 1);
    if (link !== 'identity') return { named, certainty: sigmoid(logOdds(predictions, n * width, columns, 1, named)) };
    const row = predictions.subarray(n * width, (n + 1) * width);
    return { named, certainty: columns === 1 ? Math.abs(row[0]) : row[named] - Math.max(...row.filter((_, k) => k !== named)) };
  }

  private classReport(counts: ClassCounts, k: number): ClassReport {
    const scores = this.tally.scores.against(k);
    const hasCurves = scores !== undefined && k < MOST_CURVES && scores.own.length > 0;
    return {
      precision: precisionOf(counts),
      recall: recallOf(counts),
      f1: f1Of(counts),
      support: counts.support,
      named: counts.predicted,
      rocAuc: scores === undefined ? Number.NaN : rocArea(scores),
      prAuc: scores === undefined ? Number.NaN : averagePrecision(scores),
      ...(hasCurves && scores.others.length > 0 && { roc: rocPoints(scores) }),
      ...(hasCurves && { pr: precisionRecallPoints(scores) }),
    };
  }
}

function listed(named: readonly Named[]): NamedSamples {
  const sorted = named.toSorted((a, b) => b.certainty - a.certainty || a.sample - b.sample);
  return {
    sample: Uint32Array.from(sorted, ({ sample }) => sample),
    truth: Uint16Array.from(sorted, ({ truth }) => truth),
    named: Uint16Array.from(sorted, ({ named: k }) => k),
    certainty: Float32Array.from(sorted, ({ certainty }) => certainty),
  };
}
