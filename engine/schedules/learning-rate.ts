import { soundParameters } from '../layers/parameters.ts';
import type { TrainingSettings } from '../project/schema.ts';
import { scheduleOf } from './registry.ts';

/** Where in its run the learning rate is asked. */
export interface RunPosition {
  /** What schedule and warm-up are applied to: the settings' rate, or the one that was set while running. */
  readonly learningRate: number;
  /** Steps done: 0 before the first. */
  readonly step: number;
  /** Steps of the whole run. */
  readonly steps: number;
  readonly stepsPerEpoch: number;
  /** Epochs done. */
  readonly epoch: number;
}

/**
 * The learning rate of the step after `position.step`: base rate × schedule × warm-up. Warm-up rises in equal parts, so that the
 * first step has 1/warmupSteps of the rate and the last one all of it; the schedule's steps begin after it, its epochs with
 * the run. `history` holds the monitored metric after each epoch, turned so that smaller is better. A function of its
 * arguments alone: a resumed run gets the same rates. An unknown schedule throws `EngineError('unknown-schedule')`.
 */
export function learningRateAt(
  { schedule, warmupSteps }: Pick<TrainingSettings, 'schedule' | 'warmupSteps'>,
  { learningRate, step, steps, stepsPerEpoch, epoch }: RunPosition,
  history: readonly number[],
): number {
  const { factor, parameters } = scheduleOf(schedule.type);
  const warm = step < warmupSteps ? (step + 1) / warmupSteps : 1;
  const scheduled = factor(soundParameters(parameters, schedule.parameters), {
    step: Math.max(step - warmupSteps, 0),
    steps: Math.max(steps - warmupSteps, 1),
    stepsPerEpoch,
    epoch,
    history,
  });
  return learningRate * warm * scheduled;
}
