import type { TrainingPosition } from './checkpoint.ts';
import type { EarlyStop, MetricValues, RunSummary } from './events.ts';
import { meansOf } from './scores.ts';
import type { SparsityReport } from './sparsity.ts';
import type { Stopwatch } from './stopwatch.ts';

export interface Finished {
  readonly position: TrainingPosition;
  /** Whose weights the summary is of. */
  readonly checkpoint: 'best' | 'last';
  readonly test: MetricValues | undefined;
  readonly sparsity: SparsityReport | undefined;
  readonly stoppedEarly: EarlyStop | undefined;
  readonly stopwatch: Stopwatch;
}

/** What a run reached, by the weights of its checkpoint. */
export function summaryOf({ position, checkpoint, test, sparsity, stoppedEarly, stopwatch }: Finished): RunSummary {
  return {
    epochs: position.epochs,
    steps: position.step,
    seconds: stopwatch.seconds,
    metrics: { ...scoresOf(position, checkpoint), test: test ?? {} },
    bestEpoch: position.bestEpoch?.epoch ?? 0,
    checkpoint,
    ...(stoppedEarly !== undefined && { stoppedEarly }),
    ...(sparsity !== undefined && { sparsity }),
    stepMilliseconds: stopwatch.medianStep ?? 0,
  };
}

/** Scores of the checkpoint's weights; those in the middle of an epoch were trained since they were last validated. */
function scoresOf(
  { bestEpoch, lastEpoch, batches, means }: TrainingPosition,
  checkpoint: 'best' | 'last',
): Pick<RunSummary['metrics'], 'train' | 'validation'> {
  const epoch = checkpoint === 'best' ? bestEpoch : batches === 0 ? lastEpoch : undefined;
  if (epoch === undefined) return { train: meansOf(means) };
  return { train: epoch.train, ...(epoch.validation !== undefined && { validation: epoch.validation }) };
}
