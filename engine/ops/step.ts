import { float, floatOf } from '../graph/attributes.ts';
import type { GraphNode, Value } from '../graph/types.ts';
import type { Emitter } from './emitter.ts';

/** So steep a slope that a clipped line is a step for every difference that is no denormal. */
const slope = 3e38;

/** 1 where x > 0, else 0, in x's dtype: one pass of a vectorised kernel, where Greater and Cast take two. */
export const step = (e: Emitter, x: Value): Value => e.op('HardSigmoid', [x], { alpha: float(slope), beta: float(0) });

/** 1 where a ≥ b, else 0, in their dtype. */
export const greaterOrEqual = (e: Emitter, a: Value, b: Value): Value =>
  e.op('HardSigmoid', [e.sub(a, b)], { alpha: float(slope), beta: float(1) });

/** 1 where x > 0, ½ where x = 0, else 0, in x's dtype. */
export const stepOrHalf = (e: Emitter, x: Value): Value => e.op('HardSigmoid', [x], { alpha: float(slope), beta: float(0.5) });

/** Whether a node is one that `step` emits. */
export const isStep = ({ opType, attributes }: GraphNode): boolean =>
  opType === 'HardSigmoid' && floatOf(attributes, 'alpha', 0.2) === slope && floatOf(attributes, 'beta', 0.5) === 0;
