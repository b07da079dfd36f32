import type { EvaluationProgram, OwnLoss, PredictionOutput, TrainingProgram } from '../compile/program.ts';
import type { Dataset, FieldReading } from '../data/dataset.ts';
import { invariant } from '../graph/errors.ts';
import { sizeOf, staticShape } from '../graph/shape.ts';
import type { TensorData } from '../graph/types.ts';
import { lossOf } from '../losses/registry.ts';
import { hitsOf } from '../metrics/confusion-matrix.ts';
import type { MetricDefinition } from '../metrics/definition.ts';
import { readNumbers } from '../metrics/probabilities.ts';
import { type Batch, countPlaces, type Reading } from '../metrics/reading.ts';
import { metricOf } from '../metrics/registry.ts';
import type { StatisticName } from '../metrics/statistic.ts';
import { isAdditive, Tally, type TallyData } from '../metrics/tally.ts';
import type { MetricValues } from './events.ts';

/** An Output layer's predictions, and how they are to be read. */
export interface ScoredOutput {
  readonly prediction: PredictionOutput;
  /** Of batches as `batchOf` gives them. */
  readonly reading: Reading;
  /** There where numbers are not told as they are fed. */
  readonly restore?: FieldReading['restore'];
}

/** The outputs of a program whose metrics can be measured. `readings` are those of the dataset that is fed. */
export function scoredOutputs(
  { graph, predictions }: Pick<TrainingProgram | EvaluationProgram, 'graph' | 'predictions'>,
  readings: Dataset['readings'],
): ScoredOutput[] {
  return predictions.map((prediction) => {
    const value = graph.outputs.find(({ name }) => name === prediction.output);
    invariant(value !== undefined, `the graph has an output ${prediction.output}`);
    const sample = staticShape(value.type.shape).slice(1);
    const { limits } = prediction;
    const classes = limits?.kind === 'classes' ? limits : undefined;
    const characters = readings?.get(prediction.targetField)?.characters;
    const restore = classes === undefined ? readings?.get(prediction.targetField)?.restore : undefined;
    const reading: Reading = {
      link: restore === undefined ? lossOf(prediction.loss).link : 'identity',
      width: sizeOf(sample),
      columns: (prediction.classesLast === true ? sample.at(-1) : sample[0]) ?? 1,
      ...(prediction.classesLast === true && { classesLast: true as const }),
      ...(classes !== undefined && { classes: classes.count }),
      ...(characters !== undefined && { characters }),
      ...(classes?.ignored !== undefined && { ignored: classes.ignored }),
    };
    return { prediction, reading, ...(restore && { restore }) };
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
  /** Sums of the outputs' own losses by node. */
  readonly losses?: Readonly<Record<string, number>>;
  /** What these losses are sums over, by node; the samples where absent. */
  readonly counts?: Readonly<Record<string, number>>;
  /** By node. Checkpoints in the middle of an epoch from before there were any lack them: that epoch tells its loss alone. */
  readonly outputs?: Readonly<Record<string, TallyData>>;
}

export const noSums: ScoreSums = { samples: 0, sums: { loss: 0 } };

interface Measured {
  readonly output: ScoredOutput;
  readonly tally: Tally;
  readonly metrics: readonly { readonly name: string; readonly metric: MetricDefinition }[];
}

/** An output's own loss over the batches so far. */
interface OwnSum {
  readonly nodeId: string;
  readonly loss: OwnLoss;
  sum: number;
  /** What the sum is over. */
  count: number;
}

/**
 * Mean loss, each output's own where there are several, and the metrics of every Output layer over the batches added so far: those of
 * all their samples at once.
 */
export class Scores {
  private readonly measured: readonly Measured[];
  private readonly own: readonly OwnSum[];
  private readonly several: boolean;
  /** The only output, where its accuracy is measured. */
  private readonly accurate: Measured | undefined;
  private loss: number;
  private samples: number;

  /** `sums` goes on from a checkpoint; training leaves out metrics whose statistic does not add up, so that it always can. */
  constructor(outputs: readonly ScoredOutput[], options: { readonly training?: { readonly sums: ScoreSums } } = {}) {
    const { sums } = options.training ?? { sums: noSums };
    const predictions = outputs.map(({ prediction }) => prediction);
    const told = options.training === undefined ? () => true : isToldInTraining;
    const lost = sums.samples > 0 && sums.outputs === undefined;
    this.measured = outputs.map((output) => {
      const { prediction, reading } = output;
      const metrics = prediction.metrics.map(metricOf).filter((metric) => !lost && told(metric));
      const names = metrics.map(({ statistic }): StatisticName => statistic);
      return {
        output,
        tally: new Tally(reading, names, sums.outputs?.[prediction.nodeId]),
        metrics: metrics.map((metric) => ({ name: metricName(predictions, prediction, metric.id), metric })),
      };
    });
    this.accurate = this.measured.find(({ metrics }) => metrics.some(({ name }) => name === 'accuracy'));
    const known = sums.losses ?? {};
    this.several = predictions.length > 1;
    this.own = predictions.flatMap(({ nodeId, ownLoss }) => {
      if (ownLoss === undefined || (sums.samples > 0 && known[nodeId] === undefined)) return [];
      return [{ nodeId, loss: ownLoss, sum: known[nodeId] ?? 0, count: sums.counts?.[nodeId] ?? sums.samples }];
    });
    this.loss = sums.samples === 0 ? 0 : sums.sums.loss;
    this.samples = sums.samples;
  }

  /**
   * Adds one batch: its mean loss, and the tensors of predictions and targets by graph value. Gives back loss and, where it is measured
   * of the only output, accuracy of this batch alone.
   */
  add(batchSize: number, loss: number, tensor: (value: string) => TensorData): MetricValues {
    this.loss += loss * batchSize;
    this.samples += batchSize;
    for (const own of this.own) {
      const counted = own.loss.counted === undefined ? batchSize : Number(tensor(own.loss.counted).data[0]);
      own.sum += Number(tensor(own.loss.output).data[0]) * counted;
      own.count += counted;
    }
    const hitsBefore = this.accurate && hitsOf(this.accurate.tally);
    for (const { output, tally } of this.measured) tally.add(batchOf(output, batchSize, tensor));
    if (this.accurate === undefined || hitsBefore === undefined) return { loss };
    const { output, tally } = this.accurate;
    const places = countPlaces(tally.reading, batchOf(output, batchSize, tensor));
    return { loss, ...(places > 0 && { accuracy: (hitsOf(tally) - hitsBefore) / places }) };
  }

  values(): MetricValues {
    const metrics = this.measured.flatMap(({ tally, metrics: own }) => own.map(({ name, metric }) => [name, metric.value(tally)] as const));
    const losses = this.several ? this.own.map((own) => [`${own.nodeId}.loss`, meanOf(own)] as const) : [];
    return { loss: this.meanLoss(), ...Object.fromEntries([...losses, ...metrics]) };
  }

  /** Means of batches of unlike weight are no mean over all samples: each output's is taken on its own first. */
  private meanLoss(): number {
    if (this.own.length < this.measured.length) return this.loss / this.samples;
    return this.own.reduce((sum, own) => sum + own.loss.weight * meanOf(own), 0);
  }

  /** A copy of the sums; what does not add up is not in them. */
  sums(): ScoreSums {
    if (this.samples === 0) return noSums;
    const outputs = Object.fromEntries(this.measured.map(({ output, tally }) => [output.prediction.nodeId, tally.data]));
    const losses = Object.fromEntries(this.own.map(({ nodeId, sum }) => [nodeId, sum]));
    const counts = Object.fromEntries(this.own.map(({ nodeId, count }) => [nodeId, count]));
    return { samples: this.samples, sums: { loss: this.loss }, ...(this.own.length > 0 && { losses, counts }), outputs };
  }
}

/** 0 before anything counted. */
function meanOf({ sum, count }: OwnSum): number {
  return count === 0 ? 0 : sum / count;
}

/** An output's predictions and targets, in the unit in which they are told. */
export function batchOf(scored: ScoredOutput, samples: number, tensor: (value: string) => TensorData): Batch {
  const { prediction, reading, restore } = scored;
  const { data: predictions } = tensor(prediction.output);
  invariant(predictions instanceof Float32Array || predictions instanceof Float64Array, `${prediction.output} is floating-point`);
  const fed: Batch = { samples, predictions, targets: tensor(prediction.target).data };
  if (restore === undefined) return fed;
  const read = readNumbers({ ...reading, link: lossOf(prediction.loss).link }, fed);
  return { samples, predictions: restore(read), targets: restore(fed.targets) };
}

/** `accuracy`; with several Output layers `<node id>.accuracy`. */
export function metricName(predictions: readonly PredictionOutput[], { nodeId }: PredictionOutput, id: string): string {
  return predictions.length === 1 ? id : `${nodeId}.${id}`;
}
