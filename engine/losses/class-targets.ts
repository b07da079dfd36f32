import { int } from '../graph/attributes.ts';
import { tensorOf } from '../graph/shape.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import type { TargetLimits } from '../data/target-limits.ts';
import type { LossMean, LossTarget } from './definition.ts';

interface IgnoreParameters {
  readonly ignore: boolean;
  readonly ignoreIndex: number;
}

/** Class numbers of a batch, [N, …]. */
export interface ClassTargets {
  /** Each lies within the classes: those that are left out are 0. */
  readonly classes: Value;
  /** 1 for what counts, 0 for what is left out; absent where all count. */
  readonly kept?: Value;
}

/** Class numbers that the loss takes. */
export function classLimits(target: LossTarget, { ignore, ignoreIndex }: IgnoreParameters): TargetLimits {
  return { kind: 'classes', count: target.classes ?? 0, ...(ignore && { ignored: ignoreIndex }) };
}

/** Parts the class numbers that count from those that don't. `like` gives the dtype of `kept`. */
export function readClasses(e: Emitter, target: Value, { ignore, ignoreIndex }: IgnoreParameters, like: Value): ClassTargets {
  const classes = e.cast(target, 'int64');
  if (!ignore) return { classes };
  const leftOut = e.equal(classes, e.scalar(ignoreIndex, classes));
  return {
    classes: e.where(leftOut, e.scalar(0, classes), classes),
    kept: e.cast(e.op('Not', [leftOut]), like.type.dtype),
  };
}

/** The entry of each sample's and place's class: values [N, K, …], classes [N, …] give [N, …]. */
export function pickClass(e: Emitter, values: Value, classes: Value): Value {
  return e.squeeze(e.op('GatherElements', [values, e.unsqueeze(classes, [1])], { axis: int(1) }), [1]);
}

/** `on` for the class, `off` for the others, along axis 1: classes [N, …] give [N, K, …], as many as `like` has. */
export function oneHot(e: Emitter, classes: Value, like: Value, { on, off } = { on: 1, off: 0 }): Value {
  const values = e.constant(tensorOf(like.type.dtype, [2], [off, on]), 'offOn');
  return e.op('OneHot', [classes, e.int64s([e.dim(like, 1)]), values], { axis: int(1) });
}

/** One weight for each class as a constant; `undefined` where all weigh alike. */
export function weightsOf(e: Emitter, classWeights: readonly number[], like: Value): Value | undefined {
  if (classWeights.length === 0) return undefined;
  return e.constant(tensorOf(like.type.dtype, [classWeights.length], classWeights), 'classWeights');
}

/** Mean of [N, …] by weights; 0 where nothing counts. */
export function meanOfKept(e: Emitter, losses: Value, kept: Value | undefined): LossMean {
  if (kept === undefined) return { mean: e.reduceMean(losses, undefined, false) };
  const counted = e.reduceSum(kept, undefined, false);
  return { mean: e.div(e.reduceSum(e.mul(losses, kept), undefined, false), orOne(e, counted)), counted };
}

/** The mean of what is −1 times a loss, turned. */
export function negated(e: Emitter, { mean, ...rest }: LossMean): LossMean {
  return { ...rest, mean: e.neg(mean) };
}

/** A sum of weights as a divisor: 1 in place of 0. */
export function orOne(e: Emitter, sum: Value): Value {
  return e.where(e.greater(sum, e.scalar(0, sum)), sum, e.scalar(1, sum));
}
