import type { MetricDefinition } from '../metrics/definition.ts';
import { readNumbers } from '../metrics/probabilities.ts';
import type { Batch, Reading } from '../metrics/reading.ts';
import { Tally } from '../metrics/tally.ts';
import type { Samples } from '../training/batches.ts';
import type { RegressionReport, WorstSample } from './report.ts';

/** Of more values every so manieth is kept. */
const MOST_VALUES = 2 ** 20;
const MOST_POINTS = 2000;
const WORST = 24;
const BINS = 40;

/** Gathers what is to be said of an output whose target is numbers. */
export class RegressionSurvey {
  private readonly reading: Reading;
  private readonly tally: Tally;
  private readonly metrics: readonly MetricDefinition[];
  private readonly stride: number;
  private readonly targets: Float32Array<ArrayBuffer>;
  private readonly predictions: Float32Array<ArrayBuffer>;
  private worst: WorstSample[] = [];
  private values = 0;
  private kept = 0;

  /** `samples` are all that will come. */
  constructor(reading: Reading, metrics: readonly MetricDefinition[], samples: number) {
    const total = samples * reading.width;
    this.reading = reading;
    this.metrics = metrics;
    this.stride = strideOf(total, MOST_VALUES);
    this.targets = new Float32Array(Math.ceil(total / this.stride));
    this.predictions = new Float32Array(this.targets.length);
    this.tally = new Tally(
      reading,
      metrics.map(({ statistic }) => statistic),
    );
  }

  add(batch: Batch, samples: Samples): void {
    this.tally.add(batch);
    const { width } = this.reading;
    const predictions = readNumbers(this.reading, batch);
    for (let n = 0; n < samples.length; n += 1) {
      let distance = 0;
      for (let at = n * width; at < (n + 1) * width; at += 1) {
        distance += Math.abs(predictions[at] - Number(batch.targets[at]));
        this.keep(predictions[at], Number(batch.targets[at]));
      }
      const single = width === 1 ? { target: Number(batch.targets[n]), prediction: predictions[n] } : {};
      this.worst.push({ sample: samples[n], error: distance / width, ...single });
    }
    this.worst = this.worst.sort((a, b) => b.error - a.error || a.sample - b.sample).slice(0, WORST);
  }

  report(output: Pick<RegressionReport, 'nodeId' | 'target' | 'unit'>): RegressionReport {
    const targets = this.targets.subarray(0, this.kept);
    const predictions = this.predictions.subarray(0, this.kept);
    return {
      kind: 'regression',
      ...output,
      scores: Object.fromEntries(this.metrics.map((metric) => [metric.id, metric.value(this.tally)])),
      width: this.reading.width,
      points: { target: everyNth(targets), prediction: everyNth(predictions) },
      residuals: histogram(predictions.map((prediction, i) => prediction - targets[i])),
      worst: this.worst,
    };
  }

  private keep(prediction: number, target: number): void {
    if (this.values % this.stride === 0) {
      this.targets[this.kept] = target;
      this.predictions[this.kept] = prediction;
      this.kept += 1;
    }
    this.values += 1;
  }
}

/** A step that takes at most `most` of `total` and, being odd, shares no factor 2 with the shape of images. */
function strideOf(total: number, most: number): number {
  const least = Math.max(1, Math.ceil(total / most));
  return least % 2 === 1 ? least : least + 1;
}

function everyNth(values: Float32Array): Float32Array {
  const stride = strideOf(values.length, MOST_POINTS);
  return Float32Array.from({ length: Math.ceil(values.length / stride) }, (_, i) => values[i * stride]);
}

/** Equal bins around 0, as wide as all but the farthest two in a thousand reach; those count in the outermost. */
function histogram(residuals: Float32Array): RegressionReport['residuals'] {
  const distances = residuals.map(Math.abs).sort();
  const reach = distances[Math.floor(0.998 * (distances.length - 1))] || distances.at(-1) || 1;
  const counts = new Float64Array(BINS);
  let sum = 0;
  for (const residual of residuals) {
    const bin = Math.floor(((residual + reach) / (2 * reach)) * BINS);
    counts[Math.min(BINS - 1, Math.max(0, bin))] += 1;
    sum += residual;
  }
  return { from: -reach, to: reach, counts, mean: sum / residuals.length };
}
