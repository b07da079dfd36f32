import type { TrainingPosition } from './checkpoint.ts';
import type { EarlyStop, LeftOut, MetricValues, RunSummary } from './events.ts';
import type { SparsityReport } from './sparsity.ts';
import type { Stopwatch } from './stopwatch.ts';

export interface Finished {
  readonly position: TrainingPosition;
  /** Scores of the running epoch's batches. */
  readonly running: MetricValues;
  /** Whose weights the summary is of. */
  readonly checkpoint: 'best' | 'last';
  readonly test: MetricValues | undefined;
  readonly sparsity: SparsityReport | undefined;
  readonly stoppedEarly: EarlyStop | undefined;
  readonly leftOut: LeftOut;
  readonly stopwatch: Stopwatch;
}

/** What a run reached, by the weights of its checkpoint. */
export function summaryOf({ position, running, checkpoint, test, sparsity, stoppedEarly, leftOut, stopwatch }: Finished): RunSummary {
  return {
    epochs: position.epochs,
    steps: position.step,
    seconds: stopwatch.seconds,
    metrics: { ...scoresOf(position, running, checkpoint), test: test ?? {} },
    bestEpoch: position.bestEpoch?.epoch ?? 0,
    checkpoint,
    ...(stoppedEarly !== undefined && { stoppedEarly }),
    ...(sparsity !== undefined && { sparsity }),
    ...(leftOut.train + leftOut.validation + leftOut.test > 0 && { leftOut }),
    stepMilliseconds: stopwatch.medianStep ?? 0,
  };
}

/** Scores of the checkpoint's weights; those in the middle of an epoch were trained since they were last validated. */
function scoresOf(
  { bestEpoch, lastEpoch, batches }: TrainingPosition,
  running: MetricValues,
  checkpoint: 'best' | 'last',
): Pick<RunSummary['metrics'], 'train' | 'validation'> {
  const epoch = checkpoint === 'best' ? bestEpoch : batches === 0 ? lastEpoch : undefined;
  if (epoch === undefined) return { train: running };
  return { train: epoch.train, ...(epoch.validation !== undefined && { validation: epoch.validation }) };
}
