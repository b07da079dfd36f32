import type { DType, Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import type { FieldPipeline } from './fitted.ts';

/** Whether all of a field's steps can be computed by the operators of an exported file. */
export function canLower({ stored, steps }: Pick<FieldPipeline, 'stored' | 'steps'>): boolean {
  return stored.ragged === undefined && steps.every(({ definition: { lower } }) => lower !== undefined);
}

/** The type of the values that a file takes whose graph has the field's steps: pixels stay bytes. */
export function storedInput({ stored, storedType, steps }: FieldPipeline): DType {
  if (steps.length === 0) return stored.dtype;
  return storedType === 'float64' ? 'float32' : storedType;
}

/** Emits the field's steps on a batch of stored values. */
export function lowerSteps({ stored, steps }: FieldPipeline, e: Emitter, input: Value): Value {
  return steps.reduce(
    (value, { definition: { lower }, context }) => lower?.(context, e, value) ?? value,
    e.cast(input, steps.length === 0 ? input.type.dtype : stored.dtype),
  );
}
