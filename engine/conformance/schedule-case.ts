import { type ParameterValues, withDefaults } from '../layers/parameters.ts';
import type { ScheduleDefinition } from '../schedules/definition.ts';
import { learningRateAt } from '../schedules/learning-rate.ts';

/** A run whose learning rates are compared: everything that they depend on. */
export interface ScheduleCase {
  readonly schedule: string;
  readonly example: string;
  readonly parameters: ParameterValues;
  readonly learningRate: number;
  readonly epochs: number;
  readonly stepsPerEpoch: number;
  readonly warmupSteps: number;
  /** The monitored value after each epoch, and whether more of it is better. */
  readonly values: readonly number[];
  readonly higherIsBetter: boolean;
}

/** Falls, stalls, gets better by less than a plateau's least change, gets worse, and falls again. */
const losses = [2.3, 1.1, 0.7, 0.70004, 0.69999, 0.72, 0.71, 0.7, 0.699, 0.4, 0.41, 0.42, 0.43, 0.36, 0.44, 0.44, 0.3, 0.3, 0.3, 0.3];
const accuracies = losses.map((x) => Math.round(1e4 * Math.exp(-x)) / 1e4);

/** Runs of each example: the bare schedule, after a warm-up, and with a metric of which more is better where it counts. */
export function scheduleCases(schedule: ScheduleDefinition): ScheduleCase[] {
  return schedule.examples.flatMap(({ name, parameters }) => {
    const given = withDefaults(schedule.parameters, parameters);
    const run = { schedule: schedule.type, parameters: given, learningRate: 0.02, epochs: losses.length, stepsPerEpoch: 7 };
    const bare = { ...run, example: name, warmupSteps: 0, values: losses, higherIsBetter: false };
    return [
      bare,
      { ...bare, example: `${name}, warm-up`, warmupSteps: 10 },
      ...(schedule.watchesMetric === true ? [{ ...bare, example: `${name}, accuracy`, values: accuracies, higherIsBetter: true }] : []),
    ];
  });
}

/** The learning rate of each step of the run. */
export function learningRates({ schedule, parameters, ...run }: ScheduleCase): number[] {
  const settings = { schedule: { type: schedule, parameters }, warmupSteps: run.warmupSteps };
  const { learningRate, epochs, stepsPerEpoch } = run;
  const steps = epochs * stepsPerEpoch;
  const turned = run.values.map((value) => (run.higherIsBetter ? -value : value));
  return Array.from({ length: steps }, (_, step) => {
    const epoch = Math.floor(step / stepsPerEpoch);
    return learningRateAt(settings, { learningRate, step, steps, stepsPerEpoch, epoch }, turned.slice(0, epoch));
  });
}
