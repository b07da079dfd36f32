import { staticShape } from '../graph/shape.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';

/** Targets in the prediction's shape and dtype, so that [N] and [N, 1] are never broadcast to [N, N]. */
export function alignTarget(e: Emitter, prediction: Value, target: Value): Value {
  return e.reshape(e.cast(target, prediction.type.dtype), staticShape(prediction.type.shape));
}

/** y − t. */
export function errorsOf(e: Emitter, prediction: Value, target: Value): Value {
  return e.sub(prediction, alignTarget(e, prediction, target));
}

/** Mean over batch and outputs. */
export function meanOf(e: Emitter, losses: Value): Value {
  return e.reduceMean(losses, undefined, false);
}
