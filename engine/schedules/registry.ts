import { EngineError } from '../graph/errors.ts';
import { Constant } from './constant.ts';
import { Cosine } from './cosine.ts';
import type { ScheduleDefinition } from './definition.ts';
import { Exponential } from './exponential.ts';
import { MultiStep } from './multi-step.ts';
import { OneCycle } from './one-cycle.ts';
import { Polynomial } from './polynomial.ts';
import { ReduceOnPlateau } from './reduce-on-plateau.ts';
import { StepDecay } from './step-decay.ts';

export const schedules: readonly ScheduleDefinition[] = [
  Constant,
  StepDecay,
  MultiStep,
  Exponential,
  Cosine,
  OneCycle,
  Polynomial,
  ReduceOnPlateau,
];

const byType = new Map(schedules.map((schedule) => [schedule.type, schedule]));

/** The schedule of that type; an unknown one throws `EngineError('unknown-schedule')`. */
export function scheduleOf(type: string): ScheduleDefinition {
  const schedule = byType.get(type);
  if (schedule === undefined) throw new EngineError('unknown-schedule', `Expected one of ${[...byType.keys()].join(', ')}, came ${type}.`);
  return schedule;
}
