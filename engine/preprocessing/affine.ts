import type { DatasetField } from '../data/dataset.ts';
import { tensorOf } from '../graph/shape.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { groupsOf, mapValues } from './blocks.ts';
import type { FieldBlock } from './definition.ts';
import type { InverseOperation } from './inverse-operation.ts';

/**
 * (x − shift) · factor + base, for each column or channel. The shift stands in float32 and is taken off first, so that values far
 * from 0 keep their digits where the same is computed in float32.
 */
export interface Affine {
  readonly shift: readonly number[];
  readonly factor: readonly number[];
  readonly base: readonly number[];
}

/** x · scale + offset in that form. */
export function affineOf(scale: readonly number[], offset: readonly number[]): Affine {
  const shift = scale.map((factor, group) => (factor === 0 ? 0 : Math.fround(-offset[group] / factor)));
  return { shift, factor: scale, base: scale.map((factor, group) => offset[group] + shift[group] * factor) };
}

export function applyAffine(field: DatasetField, { shift, factor, base }: Affine, block: FieldBlock): FieldBlock {
  return mapValues(field, block, (value, group) => (value - shift[group]) * factor[group] + base[group]);
}

/** Undoes `applyAffine`; `undefined` where a factor of 0 left nothing to tell values by. */
export function inverseOfAffine({ shift, factor, base }: Affine): readonly InverseOperation[] | undefined {
  if (factor.includes(0)) return undefined;
  return [
    { operation: 'subtract', values: base },
    { operation: 'divide', values: factor },
    { operation: 'add', values: shift },
  ];
}

export function lowerAffine(field: DatasetField, { shift, factor, base }: Affine, e: Emitter, value: Value): Value {
  const constant = (numbers: readonly number[]): Value => groupConstant(field, numbers, e);
  const centred = shift.every((number) => number === 0) ? value : e.sub(value, constant(shift));
  const scaled = factor.every((number) => number === 1) ? centred : e.mul(centred, constant(factor));
  return base.every((number) => number === 0) ? scaled : e.add(scaled, constant(base));
}

/** A constant that has one number for each column or channel, to be combined with batches of the field. */
export function groupConstant(field: DatasetField, numbers: readonly number[], e: Emitter): Value {
  if (numbers.every((number) => number === numbers[0])) return e.scalar(numbers[0]);
  const dims = [groupsOf(field), ...field.shape.slice(1).map(() => 1)];
  return e.constant(tensorOf('float32', dims, numbers));
}
