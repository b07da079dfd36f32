import type { TargetLimits } from '../data/target-limits.ts';
import type { DType, Shape, TensorType, Value } from '../graph/types.ts';
import type { LayerProblem } from '../layers/definition.ts';
import type { ParameterSchema, ParametersOf, ParameterValues } from '../layers/parameters.ts';
import type { Emitter } from '../ops/emitter.ts';
import type { Link } from './link.ts';

export interface LossDefinition<S extends ParameterSchema = ParameterSchema> {
  readonly id: string;
  readonly title: string;
  /** Other words that people search for. */
  readonly synonyms?: readonly string[];
  /** TeX. */
  readonly formula: string;
  readonly explanation: string;
  /** Paper or equation. */
  readonly source?: string;
  /** What the predictions that this loss takes mean: what is exported, shown and given to metrics comes through it. */
  readonly link: Link;
  /** True where predictions are points in a space of their own, which the target groups: no metric compares the two. */
  readonly embeds?: true;
  /** True where the mean over a batch is one over all of its places alike, so that each place can as well be a sample. */
  readonly perPlace?: true;
  /** Shown in the Output layer's inspector while this loss is chosen. One name means the same field in every loss. */
  readonly parameters: S;
  /** A problem where predictions and targets do not fit this loss. */
  check(prediction: TensorType, target: LossTarget, parameters: ParametersOf<S>): LayerProblem | undefined;
  /** Target values that the loss can take, where these are others than any number or any class that is declared. */
  limits?(target: LossTarget, parameters: ParametersOf<S>): TargetLimits | undefined;
  /** Mean loss over the batch. */
  lower(e: Emitter, prediction: Value, target: Value, parameters: ParametersOf<S>): Value | LossMean;
  /** The largest batch that it compares in bounded memory; any where absent. */
  largestBatch?(parameters: ParametersOf<S>): number;
  /** Cases for the conformance suite. */
  readonly examples: readonly LossExample<ParametersOf<S>>[];
}

/** A batch's mean loss that is not taken over its samples alike; both are scalars. */
export interface LossMean {
  readonly mean: Value;
  /** Sum of the weights that the mean is taken by: what counts. Means of several batches are averaged by it. */
  readonly counted?: Value;
}

export interface LossTarget {
  readonly dtype: DType;
  /** One sample's shape. */
  readonly shape: Shape;
  readonly classes?: number;
}

export interface LossExample<P> {
  readonly name: string;
  readonly parameters?: Partial<P>;
  /** One sample's shapes, without the batch. */
  readonly prediction: readonly number[];
  readonly target: readonly number[];
  /** Number of classes of an integer target; a floating-point target where absent. */
  readonly classes?: number;
}

/** Keeps the parameter types inside the definition, and gives the registry one common type. */
export function defineLoss<const S extends ParameterSchema>(definition: LossDefinition<S>): LossDefinition {
  return definition;
}

/** Emits a loss: its mean over the batch, and what counts where that is not the number of samples. */
export function meanLoss(e: Emitter, loss: LossDefinition, prediction: Value, target: Value, parameters: ParameterValues): LossMean {
  const lowered = loss.lower(e, prediction, target, parameters);
  return 'mean' in lowered ? lowered : { mean: lowered };
}

/** Target values that a loss can take: those that it names, else any class that is declared; `undefined` for any number. */
export function limitsOf(loss: LossDefinition, target: LossTarget, parameters: ParameterValues): TargetLimits | undefined {
  const { classes } = target;
  return loss.limits?.(target, parameters) ?? (classes === undefined ? undefined : { kind: 'classes', count: classes });
}
