import type { TrainingPosition } from './checkpoint.ts';
import type { RunProgress } from './events.ts';
import type { Stopwatch } from './stopwatch.ts';

/** How far a run is, out of `epochs` epochs of `stepsPerEpoch` steps. */
export function progressOf(position: TrainingPosition, epochs: number, stepsPerEpoch: number, stopwatch: Stopwatch): RunProgress {
  const { epochs: done, step, batches, learningRate, stepLearningRate } = position;
  const secondsLeft = stopwatch.secondsFor(Math.max(epochs - done, 0) * stepsPerEpoch - batches);
  const stepMilliseconds = stopwatch.medianStep;
  return {
    epoch: Math.min(done + 1, epochs),
    epochs,
    step,
    stepsPerEpoch,
    learningRate: stepLearningRate ?? learningRate,
    baseLearningRate: learningRate,
    secondsElapsed: stopwatch.seconds,
    ...(secondsLeft !== undefined && { secondsLeft }),
    ...(stepMilliseconds !== undefined && { stepMilliseconds }),
  };
}
