import type { EvaluationProgram, PredictionOutput, TrainingProgram } from '../compile/program.ts';
import { invariant } from '../graph/errors.ts';
import { sizeOf, staticShape } from '../graph/shape.ts';
import type { TensorData } from '../graph/types.ts';
import { lossOf } from '../losses/registry.ts';
import { confusionCounts } from '../metrics/confusion-matrix.ts';
import type { MetricDefinition } from '../metrics/definition.ts';
import type { Batch, Reading } from '../metrics/reading.ts';
import { metricOf } from '../metrics/registry.ts';
import { isAdditive, type StatisticName, Tally, type TallyData } from '../metrics/tally.ts';
import type { MetricValues } from './events.ts';

/** An Output layer's predictions, and how they are to be read. */
export interface ScoredOutput {
  readonly prediction: PredictionOutput;
  readonly reading: Reading;
}

/** The outputs of a program whose metrics can be measured. */
export function scoredOutputs({ graph, predictions }: Pick<TrainingProgram | EvaluationProgram, 'graph' | 'predictions'>): ScoredOutput[] {
  return predictions.map((prediction) => {
    const value = graph.outputs.find(({ name }) => name === prediction.output);
    invariant(value !== undefined, `the graph has an output ${prediction.output}`);
    const sample = staticShape(value.type.shape).slice(1);
    const { limits } = prediction;
    const classes = limits?.kind === 'classes' ? limits : undefined;
    const reading = {
      link: lossOf(prediction.loss).link,
      width: sizeOf(sample),
      columns: sample[0] ?? 1,
      ...(classes !== undefined && { classes: classes.count }),
      ...(classes?.ignored !== undefined && { ignored: classes.ignored }),
    };
    return { prediction, reading };
  });
}

/** Whether a metric is told of training batches: what needs an order of all samples does not add up over them. */
export function isToldInTraining({ statistic }: MetricDefinition): boolean {
  return isAdditive(statistic);
}

/** Sums over samples. Plain data, so that a checkpoint can hold them. */
export interface ScoreSums {
  readonly samples: number;
  readonly sums: { readonly loss: number };
  /** Sums of the outputs' own losses by node, where there are several. */
  readonly losses?: Readonly<Record<string, number>>;
  /** By node. Checkpoints in the middle of an epoch from before there were any lack them: that epoch tells its loss alone. */
  readonly outputs?: Readonly<Record<string, TallyData>>;
}

export const noSums: ScoreSums = { samples: 0, sums: { loss: 0 } };

interface Measured {
  readonly output: PredictionOutput;
  readonly tally: Tally;
  readonly metrics: readonly { readonly name: string; readonly metric: MetricDefinition }[];
}

/** An output's own loss. */
interface OwnLoss {
  readonly nodeId: string;
  readonly name: string;
  readonly output: string;
  sum: number;
}

/** Mean loss, each output's own where there are several, and the metrics of every Output layer over the batches added so far: those of all their samples at once. */
export class Scores {
  private readonly measured: readonly Measured[];
  private readonly ownLosses: readonly OwnLoss[];
  private loss: number;
  private samples: number;

  /** `sums` goes on from a checkpoint; training leaves out metrics whose statistic does not add up, so that it always can. */
  constructor(outputs: readonly ScoredOutput[], options: { readonly training?: { readonly sums: ScoreSums } } = {}) {
    const { sums } = options.training ?? { sums: noSums };
    const predictions = outputs.map(({ prediction }) => prediction);
    const told = options.training === undefined ? () => true : isToldInTraining;
    const lost = sums.samples > 0 && sums.outputs === undefined;
    this.measured = outputs.map(({ prediction, reading }) => {
      const metrics = prediction.metrics.map(metricOf).filter((metric) => !lost && told(metric));
      const names = metrics.map(({ statistic }): StatisticName => statistic);
      return {
        output: prediction,
        tally: new Tally(reading, names, sums.outputs?.[prediction.nodeId]),
        metrics: metrics.map((metric) => ({ name: metricName(predictions, prediction, metric.id), metric })),
      };
    });
    const known = sums.losses ?? {};
    this.ownLosses = predictions.flatMap(({ nodeId, lossOutput }) => {
      if (lossOutput === undefined || (sums.samples > 0 && known[nodeId] === undefined)) return [];
      return [{ nodeId, name: `${nodeId}.loss`, output: lossOutput, sum: known[nodeId] ?? 0 }];
    });
    this.loss = sums.samples === 0 ? 0 : sums.sums.loss;
    this.samples = sums.samples;
  }

  /**
   * Adds one batch: its mean loss, and the tensors of predictions and targets by graph value. Gives back loss and, where it is measured
   * of the only output, accuracy of this batch alone.
   */
  add(batchSize: number, loss: number, tensor: (value: string) => TensorData): MetricValues {
    const before = this.rights();
    this.loss += loss * batchSize;
    this.samples += batchSize;
    for (const own of this.ownLosses) own.sum += Number(tensor(own.output).data[0]) * batchSize;
    for (const { output, tally } of this.measured) tally.add(batchOf(output, batchSize, tensor));
    const after = this.rights();
    if (before === undefined || after === undefined) return { loss };
    return { loss, accuracy: (after.hits - before.hits) / (after.total - before.total) };
  }

  private rights(): { readonly hits: number; readonly total: number } | undefined {
    const measured = this.measured.find(({ metrics }) => metrics.some(({ name }) => name === 'accuracy'));
    return measured && confusionCounts(measured.tally);
  }

  values(): MetricValues {
    const metrics = this.measured.flatMap(({ tally, metrics: own }) => own.map(({ name, metric }) => [name, metric.value(tally)] as const));
    const losses = this.ownLosses.map(({ name, sum }) => [name, sum / this.samples] as const);
    return { loss: this.loss / this.samples, ...Object.fromEntries([...losses, ...metrics]) };
  }

  /** A copy of the sums; what does not add up is not in them. */
  sums(): ScoreSums {
    if (this.samples === 0) return noSums;
    const outputs = Object.fromEntries(this.measured.map(({ output, tally }) => [output.nodeId, tally.data]));
    const losses = Object.fromEntries(this.ownLosses.map(({ nodeId, sum }) => [nodeId, sum]));
    return { samples: this.samples, sums: { loss: this.loss }, ...(this.ownLosses.length > 0 && { losses }), outputs };
  }
}

/** The tensors of an output's predictions and targets. */
export function batchOf({ output, target }: PredictionOutput, samples: number, tensor: (value: string) => TensorData): Batch {
  const { data: predictions } = tensor(output);
  invariant(predictions instanceof Float32Array || predictions instanceof Float64Array, `${output} is floating-point`);
  return { samples, predictions, targets: tensor(target).data };
}

/** `accuracy`; with several Output layers `<node id>.accuracy`. */
export function metricName(predictions: readonly PredictionOutput[], { nodeId }: PredictionOutput, id: string): string {
  return predictions.length === 1 ? id : `${nodeId}.${id}`;
}
