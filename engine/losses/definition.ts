import { int } from '../graph/attributes.ts';
import type { DType, Shape, TensorType, Value } from '../graph/types.ts';
import type { LayerProblem } from '../layers/definition.ts';
import type { ParameterSchema, ParametersOf } from '../layers/parameters.ts';
import type { Emitter } from '../ops/emitter.ts';

/**
 * What turns predictions into what people read: `softmax` over axis 1 gives probabilities of exclusive classes, `sigmoid` the
 * probability of each output by itself, `identity` leaves values, distances and margins as they are.
 */
export type Link = 'softmax' | 'sigmoid' | 'identity';

export interface LossDefinition<S extends ParameterSchema = ParameterSchema> {
  readonly id: string;
  readonly title: string;
  /** TeX. */
  readonly formula: string;
  readonly explanation: string;
  /** Paper or equation. */
  readonly source?: string;
  /** Shown in the Output layer's inspector while this loss is chosen. One name means the same field in every loss. */
  readonly parameters: S;
  /** A problem where predictions and targets do not fit this loss. */
  check(prediction: TensorType, target: LossTarget, parameters: ParametersOf<S>): LayerProblem | undefined;
  /** Mean loss over the batch, a scalar. */
  lower(e: Emitter, prediction: Value, target: Value, parameters: ParametersOf<S>): Value;
  /** What the predictions that this loss takes mean: what is exported, shown and given to metrics comes through it. */
  readonly link: Link;
  /** Cases for the conformance suite. */
  readonly examples: readonly LossExample<ParametersOf<S>>[];
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
  /** Range of a floating-point target. */
  readonly range?: readonly [number, number];
}

/** Keeps the parameter types inside the definition, and gives the registry one common type. */
export function defineLoss<const S extends ParameterSchema>(definition: LossDefinition<S>): LossDefinition {
  return definition;
}

/** Emits what is exported and shown as the prediction, by the loss's link; `undefined` where that is the prediction itself. */
export function activate(e: Emitter, link: Link, prediction: Value): Value | undefined {
  if (link === 'identity') return undefined;
  return link === 'softmax' ? e.op('Softmax', [prediction], { axis: int(1) }) : e.op('Sigmoid', [prediction]);
}
