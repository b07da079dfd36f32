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
  /** Other words that people search for. */
  readonly synonyms?: readonly string[];
  readonly parameters: S;
  /** TeX, with the notes' equation number in `source`. */
  readonly formula: string;
  readonly explanation: string;
  readonly source: string;
  /** A learning rate to begin with. */
  readonly learningRate: number;
  /** How the project's weight decay λ acts: `coupled` adds λθ to the gradient, `decoupled` takes ηλθ off θ apart from the gradient. */
  readonly weightDecay: 'coupled' | 'decoupled';
  /** A weight decay to begin with, of an optimiser that is chosen for its decay. */
  readonly usualDecay?: number;
  /** Tensors kept per parameter, shaped like it. */
  state(parameters: ParametersOf<S>): Readonly<Record<string, Initializer>>;
  /** Numbers fed at step `t` (from 1): the learning rate and bias corrections, computed in float64. */
  scalars(parameters: ParametersOf<S>, learningRate: number, t: number): Readonly<Record<string, number>>;
  /** Emits the parameter's and the slots' next values. */
  step(context: OptimizerStep<ParametersOf<S>>): { readonly parameter: Value; readonly state: Readonly<Record<string, Value>> };
  /** Cases of the golden trajectories. */
  readonly examples: readonly OptimizerExample<ParametersOf<S>>[];
}

export interface OptimizerExample<P> {
  readonly name: string;
  readonly parameters?: Partial<P>;
  readonly learningRate: number;
  /** As in the training settings. */
  readonly weightDecay?: number;
  readonly clipNorm?: number;
  readonly clipValue?: number;
}

/** Keeps the parameter types inside the definition, and gives the registry one common type. */
export function defineOptimizer<const S extends ParameterSchema>(definition: OptimizerDefinition<S>): OptimizerDefinition {
  return definition;
}
