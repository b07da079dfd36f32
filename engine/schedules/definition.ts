import type { ParameterSchema, ParametersOf } from '../layers/parameters.ts';

/** Where in its run a schedule is asked. */
export interface SchedulePosition {
  /** Steps done before this one, warm-up left out: 0 for the first. */
  readonly step: number;
  /** Steps of the whole run, warm-up left out. */
  readonly steps: number;
  readonly stepsPerEpoch: number;
  /** Epochs done, 0 in the first. */
  readonly epoch: number;
  /** Values of the monitored metric after each epoch so far, turned so that smaller is better. */
  readonly history: readonly number[];
}

export interface ScheduleDefinition<S extends ParameterSchema = ParameterSchema> {
  readonly type: string;
  readonly title: string;
  /** Other words that people search for. */
  readonly synonyms?: readonly string[];
  readonly parameters: S;
  /** TeX; η₀ is the run's learning rate, t the step, T the number of steps. */
  readonly formula: string;
  readonly explanation: string;
  /** Paper or equation. */
  readonly source: string;
  /** True where `history` counts. */
  readonly watchesMetric?: boolean;
  /** The factor that the run's learning rate is multiplied by: a function of its arguments alone, so that a resumed run goes on alike. */
  factor(parameters: ParametersOf<S>, position: SchedulePosition): number;
  /** Cases of the golden curves. */
  readonly examples: readonly { readonly name: string; readonly parameters: Partial<ParametersOf<S>> }[];
}

/** Keeps the parameter types inside the definition, and gives the registry one common type. */
export function defineSchedule<const S extends ParameterSchema>(definition: ScheduleDefinition<S>): ScheduleDefinition {
  return definition;
}
