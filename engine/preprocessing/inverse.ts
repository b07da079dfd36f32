import type { DatasetField } from '../data/dataset.ts';
import { sizeOf } from '../graph/shape.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { groupConstant } from './affine.ts';
import { mapValues } from './blocks.ts';
import type { FieldBlock } from './definition.ts';
import type { InverseOperation } from './inverse-operation.ts';

/** Does the operations in double precision. */
export function applyInverse(field: DatasetField, operations: readonly InverseOperation[], fed: ArrayLike<number | bigint>) {
  const block: FieldBlock = { samples: fed.length / sizeOf(field.shape), values: Float64Array.from(fed, Number) };
  return mapValues(field, block, (value, group) => operations.reduce((result, operation) => operated(operation, group, result), value))
    .values;
}

function operated(step: InverseOperation, group: number, value: number): number {
  switch (step.operation) {
    case 'add':
      return value + step.values[group];
    case 'subtract':
      return value - step.values[group];
    case 'multiply':
      return value * step.values[group];
    case 'divide':
      return value / step.values[group];
    case 'exp':
      return step.columns[group] === 1 ? Math.exp(value) : value;
  }
}

/** The same as operators, on a batch of the field. */
export function lowerInverse(field: DatasetField, operations: readonly InverseOperation[], e: Emitter, prepared: Value): Value {
  return operations.reduce((value, step) => loweredOperation(field, step, e, value), prepared);
}

function loweredOperation(field: DatasetField, step: InverseOperation, e: Emitter, value: Value): Value {
  switch (step.operation) {
    case 'add':
      return e.add(value, groupConstant(field, step.values, e));
    case 'subtract':
      return e.sub(value, groupConstant(field, step.values, e));
    case 'multiply':
      return e.mul(value, groupConstant(field, step.values, e));
    case 'divide':
      return e.div(value, groupConstant(field, step.values, e));
    case 'exp': {
      if (step.columns.every((is) => is === 1)) return e.exp(value);
      const chosen = e.equal(groupConstant(field, step.columns, e), e.scalar(1));
      return e.where(chosen, e.exp(value), value);
    }
  }
}

/** The operations that do something. */
export function withoutIdle(operations: readonly InverseOperation[]): readonly InverseOperation[] {
  return operations.filter((step) => {
    if (step.operation === 'exp') return step.columns.includes(1);
    const idle = step.operation === 'add' || step.operation === 'subtract' ? 0 : 1;
    return step.values.some((value) => value !== idle);
  });
}
