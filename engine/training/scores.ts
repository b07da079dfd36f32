import type { PredictionOutput } from '../compile/program.ts';
import { invariant } from '../graph/errors.ts';
import { sizeOf } from '../graph/shape.ts';
import type { TensorData } from '../graph/types.ts';
import type { MetricAccumulator } from '../metrics/definition.ts';
import { metricOf } from '../metrics/registry.ts';
import type { MetricValues } from './events.ts';

/** Mean loss, each output's own where there are several, and the metrics of every Output layer over the batches added so far. */
export class Scores {
  private readonly accumulators: readonly {
    readonly name: string;
    readonly prediction: PredictionOutput;
    readonly metric: MetricAccumulator;
  }[];
  /** Sums of the outputs' own losses, where there are several. */
  private readonly ownLosses: { readonly name: string; readonly output: string; sum: number }[];
  private lossSum = 0;
  private samples = 0;

  constructor(predictions: readonly PredictionOutput[]) {
    this.accumulators = predictions.flatMap((prediction) =>
      prediction.metrics.map((id) => ({ name: metricName(predictions, prediction, id), prediction, metric: metricOf(id).create() })),
    );
    this.ownLosses = predictions.flatMap((prediction) =>
      prediction.lossOutput === undefined
        ? []
        : [{ name: metricName(predictions, prediction, 'loss'), output: prediction.lossOutput, sum: 0 }],
    );
  }

  /** Adds one batch: its mean loss, and the tensors of predictions and targets by graph value. */
  add(batchSize: number, loss: number, tensor: (value: string) => TensorData): void {
    this.lossSum += loss * batchSize;
    this.samples += batchSize;
    for (const own of this.ownLosses) own.sum += Number(tensor(own.output).data[0]) * batchSize;
    for (const { prediction, metric } of this.accumulators) {
      const { data, dims } = tensor(prediction.output);
      invariant(data instanceof Float32Array || data instanceof Float64Array, `${prediction.output} is floating-point`);
      metric.add(data, tensor(prediction.target).data, batchSize, sizeOf(dims) / batchSize);
    }
  }

  values(): MetricValues {
    const metrics = this.accumulators.map(({ name, metric }) => [name, metric.value()] as const);
    const losses = this.ownLosses.map(({ name, sum }) => [name, sum / this.samples] as const);
    return { loss: this.lossSum / this.samples, ...Object.fromEntries([...losses, ...metrics]) };
  }
}

/** `accuracy`, `loss`; with several Output layers `<node id>.accuracy`. */
export function metricName(predictions: readonly PredictionOutput[], { nodeId }: PredictionOutput, id: string): string {
  return predictions.length === 1 ? id : `${nodeId}.${id}`;
}

/** Means over the batches of a running epoch, weighted by batch size. Plain data, so that a checkpoint can hold it. */
export interface RunningMeans {
  readonly samples: number;
  readonly sums: MetricValues;
}

export const noMeans: RunningMeans = { samples: 0, sums: {} };

export function addToMeans(means: RunningMeans, batchSize: number, values: MetricValues): RunningMeans {
  const sums = Object.entries(values).map(([name, value]) => [name, (means.sums[name] ?? 0) + value * batchSize] as const);
  return { samples: means.samples + batchSize, sums: Object.fromEntries(sums) };
}

export function meansOf({ samples, sums }: RunningMeans): MetricValues {
  return Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, sum / samples]));
}
