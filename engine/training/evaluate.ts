import type { Dataset, DatasetSplit } from '../data/dataset.ts';
import { batchCount, batchOf, type Samples } from './batches.ts';
import type { MetricValues } from './events.ts';
import type { Runners } from './programs.ts';
import type { EvaluationRunner } from './runner.ts';
import { Scores } from './scores.ts';
import type { StateTensors } from './state.ts';

export interface EvaluateOptions {
  readonly runners: Runners;
  readonly split: DatasetSplit;
  readonly samples: Samples;
  readonly batchSize: number;
  readonly state: StateTensors;
  /** Asked before each batch; false gives up. */
  readonly gate?: () => Promise<boolean>;
  /** Sees each batch after it ran, before its tensors are overwritten. */
  readonly onBatch?: (runner: EvaluationRunner, samples: Samples) => Promise<void> | void;
}

/**
 * Loss and metrics of a state over samples of a split, in inference mode: the mean over samples, whatever the batch size.
 * `undefined` where `gate` gave up or there are no samples.
 */
export async function evaluate(options: EvaluateOptions): Promise<MetricValues | undefined> {
  const { samples, batchSize } = options;
  let scores: Scores | undefined;
  const count = batchCount(samples.length, batchSize);
  for (let batch = 0; batch < count; batch += 1) {
    if (options.gate !== undefined && !(await options.gate())) return undefined;
    const part = batchOf(samples, batch, batchSize);
    const runner = await options.runners.evaluation(options.split, part);
    scores ??= new Scores(runner.outputs);
    const upcoming = batch + 1 < count ? batchOf(samples, batch + 1, batchSize) : undefined;
    await runner.run(options.split, part, options.state, scores, upcoming);
    await options.onBatch?.(runner, part);
  }
  return scores?.values();
}

/**
 * Batch size of an evaluation: without gradients a batch may be larger than in training, which saves calls. Samples that are nodes of one
 * graph go together, since each call computes all nodes.
 */
export function evaluationBatchSize({ info, train, test }: Dataset, trainingBatchSize: number): number {
  if (info.graph !== undefined) return Math.max(train.size, test.size);
  return Math.max(trainingBatchSize, 64);
}
