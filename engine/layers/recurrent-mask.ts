import { tensorOf } from '../graph/shape.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';

const counting = (steps: number): readonly number[] => Array.from({ length: steps }, (_, t) => t);

/** True for the steps that count [T, N, 1], from a mask [N, T] that is 0 at padded steps, or from lengths [N]. */
export function maskOf(e: Emitter, given: Value, steps: number): Value {
  if (given.type.shape.length === 2) return e.unsqueeze(e.transpose(e.cast(given, 'bool'), [1, 0]), [2]);
  const numbers = e.constant(tensorOf('int64', [steps, 1], counting(steps)), 'steps');
  return e.unsqueeze(e.less(numbers, e.unsqueeze(e.cast(given, 'int64'), [0])), [2]);
}

/** Lengths as ONNX's recurrent operators take them: from 0 to the number of steps. */
export function lengthsOf(e: Emitter, lengths: Value, steps: number): Value {
  const bounded = e.max(e.min(e.cast(lengths, 'int64'), e.scalar(steps, 'int64')), e.scalar(0, 'int64'));
  return e.cast(bounded, 'int32');
}
