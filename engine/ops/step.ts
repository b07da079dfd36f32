import { float } from '../graph/attributes.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from './emitter.ts';

/** So steep a slope that a clipped line is a step for every difference that is no denormal. */
const slope = 3e38;

/** 1 where x > 0, else 0, in x's dtype: one pass of a vectorised kernel, where Greater and Cast take two. */
export const step = (e: Emitter, x: Value): Value => e.op('HardSigmoid', [x], { alpha: float(slope), beta: float(0) });

/** 1 where a ≥ b, else 0, in their dtype. */
export const greaterOrEqual = (e: Emitter, a: Value, b: Value): Value =>
  e.op('HardSigmoid', [e.sub(a, b)], { alpha: float(slope), beta: float(1) });
