import type { MetricDefinition } from '../metrics/definition.ts';
import { readNumbers } from '../metrics/probabilities.ts';
import type { Batch, Reading } from '../metrics/reading.ts';
import { Tally } from '../metrics/tally.ts';
import type { Samples } from '../training/batches.ts';
import type { RegressionReport, WorstSample } from './report.ts';

/** Of more values every so manieth is kept. */
const MOST_VALUES = 2 ** 20;
const MOST_POINTS = 2000;
const WORST = 48;
/** Samples evenly taken from all. */
const TYPICAL = 48;
/** Numbers of each kind of samples that are told whole. */
const MOST_WHOLE = 2 ** 19;
const BINS = 40;

/** Gathers what is to be said of an output whose target is numbers. */
export class RegressionSurvey {
  private readonly reading: Reading;
  private readonly tally: Tally;
  private readonly metrics: readonly MetricDefinition[];
  private readonly stride: number;
  private readonly targets: Float32Array<ArrayBuffer>;
  private readonly predictions: Float32Array<ArrayBuffer>;
  private worst: Candidate[] = [];
  private readonly typical: Candidate[] = [];
  private readonly everyTypical: number;
  private readonly mostWhole: number;
  private seen = 0;
  private values = 0;
  private kept = 0;

  /** `samples` are all that will come. */
  constructor(reading: Reading, metrics: readonly MetricDefinition[], samples: number) {
    const total = samples * reading.width;
    this.reading = reading;
    this.metrics = metrics;
    this.stride = strideOf(total, MOST_VALUES);
    this.mostWhole = Math.floor(MOST_WHOLE / reading.width);
    this.everyTypical = Math.ceil(samples / Math.max(1, Math.min(TYPICAL, this.mostWhole)));
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
      this.consider({ sample: samples[n], error: distance / width, ...single }, predictions.subarray(n * width, (n + 1) * width));
    }
  }

  report(output: Pick<RegressionReport, 'nodeId' | 'target' | 'unit' | 'kept'>): RegressionReport {
    const targets = this.targets.subarray(0, this.kept);
    const predictions = this.predictions.subarray(0, this.kept);
    return {
      kind: 'regression',
      ...output,
      scores: Object.fromEntries(this.metrics.map((metric) => [metric.id, metric.value(this.tally)])),
      width: this.reading.width,
      points: { target: everyNth(targets), prediction: everyNth(predictions) },
      residuals: histogram(predictions.map((prediction, i) => prediction - targets[i])),
      worst: this.worst.map(({ told }) => told),
      ...this.whole(),
    };
  }

  /** Keeps a sample that is among the farthest off, or whose turn it is. */
  private consider(told: WorstSample, prediction: Float32Array | Float64Array): void {
    const { width } = this.reading;
    const isWhole = width > 1;
    if (isWhole && this.seen % this.everyTypical === 0 && this.typical.length < this.mostWhole)
      this.typical.push({ told, prediction: Float32Array.from(prediction) });
    this.seen += 1;
    const place = this.worst.findIndex((other) => isFarther(told, other.told));
    const rank = place < 0 ? this.worst.length : place;
    if (rank >= WORST) return;
    this.worst.splice(rank, 0, { told, prediction: isWhole && rank < this.mostWhole ? Float32Array.from(prediction) : NOTHING });
    this.worst.length = Math.min(this.worst.length, WORST);
  }

  private whole(): Pick<RegressionReport, 'whole'> {
    const farthest = this.worst.slice(0, this.mostWhole);
    const all = [...farthest, ...this.typical];
    const { width } = this.reading;
    if (width === 1 || all.length === 0) return {};
    const prediction = new Float32Array(all.length * width);
    all.forEach((candidate, i) => prediction.set(candidate.prediction, i * width));
    const sample = Uint32Array.from(all, ({ told }) => told.sample);
    const error = Float32Array.from(all, ({ told }) => told.error);
    return { whole: { sample, error, farthest: farthest.length, prediction } };
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

interface Candidate {
  readonly told: WorstSample;
  /** Empty where it is told by one number, or samples are too large. */
  readonly prediction: Float32Array;
}

const NOTHING = new Float32Array(0);

/** NaN is the farthest. */
function isFarther(a: WorstSample, b: WorstSample): boolean {
  const [own, other] = [a, b].map(({ error }) => (Number.isNaN(error) ? Infinity : error));
  return own > other || (own === other && a.sample < b.sample);
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
