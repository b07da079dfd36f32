import type { Column } from './dataset.ts';

/** A column that is fed as (value − mean) / deviation; both are the training split's. */
export function standardised(name: string, mean: number, deviation: number, unit?: string): Column {
  return { name, scale: 1 / deviation, offset: -mean / deviation, ...(unit !== undefined && { unit }) };
}

/** A column of zeros and ones, fed as it is: one of those that a category became. */
export function indicator(name: string): Column {
  return { name, scale: 1, offset: 0 };
}
