import { EngineError } from '../graph/errors.ts';
import { Constant } from './constant.ts';
import type { ScheduleDefinition } from './definition.ts';

export const schedules: readonly ScheduleDefinition[] = [Constant];

const byType = new Map(schedules.map((schedule) => [schedule.type, schedule]));

/** The schedule of that type; an unknown one throws `EngineError('unknown-schedule')`. */
export function scheduleOf(type: string): ScheduleDefinition {
  const schedule = byType.get(type);
  if (schedule === undefined) throw new EngineError('unknown-schedule', `Expected one of ${[...byType.keys()].join(', ')}, came ${type}.`);
  return schedule;
}
