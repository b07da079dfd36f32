import type { DType, Shape, TensorType, Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import type { LayerProblem } from '../layers/definition.ts';

export interface LossDefinition {
  readonly id: string;
  readonly title: string;
  /** TeX. */
  readonly formula: string;
  readonly explanation: string;
  /** A problem where predictions and targets do not fit this loss. */
  check(prediction: TensorType, target: LossTarget): LayerProblem | undefined;
  /** Mean loss over the batch, a scalar. */
  lower(e: Emitter, prediction: Value, target: Value): Value;
  /** Emits what is exported and shown as the prediction: probabilities from logits. Identity where absent. */
  activate?(e: Emitter, prediction: Value): Value;
}

export interface LossTarget {
  readonly dtype: DType;
  /** One sample's shape. */
  readonly shape: Shape;
  readonly classes?: number;
}
