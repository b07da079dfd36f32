import type { PredictionOutput } from '../compile/program.ts';
import { EngineError } from '../graph/errors.ts';
import { metricOf } from '../metrics/registry.ts';
import type { EpochRecord, MetricValues } from './events.ts';
import { isToldInTraining, metricName } from './scores.ts';

/** The value that epochs are compared by: of the held-out samples, or of the training samples where nothing is held back. */
export class Monitor {
  readonly name: string;
  private readonly sign: 1 | -1;

  /**
   * Expects `loss`, an output's own loss where there are several, or the name of a metric of the given outputs; another one throws
   * `EngineError('unknown-monitor')`. Where nothing is held back (`validated` is false) a metric that training batches don't tell throws
   * `EngineError('monitor-unmeasured')`.
   */
  constructor(name: string, predictions: readonly PredictionOutput[], validated = true) {
    const metrics = new Map(
      predictions.flatMap((prediction) => prediction.metrics.map((id) => [metricName(predictions, prediction, id), id] as const)),
    );
    const losses = new Set(['loss', ...predictions.map((prediction) => metricName(predictions, prediction, 'loss'))]);
    const metric = metrics.get(name);
    if (metric === undefined && !losses.has(name)) {
      const known = [...losses, ...metrics.keys()].join(', ');
      throw new EngineError(
        'unknown-monitor',
        `Expected one of ${known} to choose the best epoch by, came ${name}. Choose another metric.`,
      );
    }
    if (metric !== undefined && !validated && !isToldInTraining(metricOf(metric))) {
      throw new EngineError(
        'monitor-unmeasured',
        `${metricOf(metric).title} is measured on held-out samples alone, and none are held back. Raise the validation share, or choose the best epoch by another metric.`,
      );
    }
    this.name = name;
    this.sign = metric !== undefined && metricOf(metric).higherIsBetter ? -1 : 1;
  }

  /** The epoch's value turned so that smaller is better; NaN where it has none. */
  cost({ train, validation }: Pick<EpochRecord, 'train' | 'validation'>): number {
    const values: MetricValues = validation ?? train;
    const cost = this.sign * (values[this.name] ?? Number.NaN);
    return Number.isFinite(cost) ? cost : Number.NaN;
  }
}

/** Whether one cost is better than another; no number is worse than any. */
export function isBetter(cost: number, than: number): boolean {
  return cost < than || (Number.isNaN(than) && !Number.isNaN(cost));
}
