import type { Value } from '../graph/types.ts';
import type { Initializer } from '../initializers/initializer.ts';
import type { ParameterSchema, ParametersOf } from '../layers/parameters.ts';
import type { Emitter } from '../ops/emitter.ts';

export interface OptimizerStep<P> {
  readonly e: Emitter;
  readonly parameters: P;
  readonly parameter: Value;
  readonly gradient: Value;
  /** The slots of `state`, by name, before the step. */
  readonly state: Readonly<Record<string, Value>>;
  /** The numbers of `scalars`, by name, as graph inputs. */
  readonly scalars: Readonly<Record<string, Value>>;
}

export interface OptimizerDefinition<S extends ParameterSchema = ParameterSchema> {
  readonly type: string;
  readonly title: string;
  readonly parameters: S;
  /** TeX, with the notes' equation number in `source`. */
  readonly formula: string;
  readonly source: string;
  /** Tensors kept per parameter, shaped like it. */
  state(parameters: ParametersOf<S>): Readonly<Record<string, Initializer>>;
  /** Numbers fed at step `t` (from 1): the learning rate and bias corrections, computed in float64. */
  scalars(parameters: ParametersOf<S>, learningRate: number, t: number): Readonly<Record<string, number>>;
  /** Emits the parameter's and the slots' next values. */
  step(context: OptimizerStep<ParametersOf<S>>): { readonly parameter: Value; readonly state: Readonly<Record<string, Value>> };
}

export function defineOptimizer<const S extends ParameterSchema>(definition: OptimizerDefinition<S>): OptimizerDefinition {
  return definition;
}
