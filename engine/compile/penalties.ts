import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import type { ForwardPass } from './forward.ts';

/**
 * λ₁ Σ|w| + λ₂ Σ w² over the trained weights that have a penalty, a scalar; `undefined` where none has. It is added to the
 * loss that is differentiated: the gradient gains λ₁ sign(w) + 2 λ₂ w, and 0 where w = 0. What is reported as the loss stays
 * the data's.
 */
export function emitPenalties(e: Emitter, forward: Pick<ForwardPass, 'state'>): Value | undefined {
  const terms = forward.state.flatMap(({ slot, value, penalty }) => {
    if (penalty === undefined) return [];
    return e.builder.withOrigin({ nodeId: slot.nodeId, phase: 'loss' }, () => [
      ...(penalty.l1 === 0 ? [] : [e.mulScalar(e.reduceSum(e.abs(value), undefined, false), penalty.l1)]),
      ...(penalty.l2 === 0 ? [] : [e.mulScalar(e.reduceSum(e.square(value), undefined, false), penalty.l2)]),
    ]);
  });
  return terms.length === 0 ? undefined : terms.reduce((sum, term) => e.add(sum, term));
}

/** The loss that is differentiated: the data's, with the weights' penalties. */
export function withPenalties(e: Emitter, loss: Value, forward: Pick<ForwardPass, 'state'>): Value {
  const penalties = emitPenalties(e, forward);
  return penalties === undefined ? loss : e.add(loss, penalties);
}
