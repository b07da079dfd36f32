import type { DatasetField } from '../data/dataset.ts';
import { sizeOf } from '../graph/shape.ts';
import type { FieldBlock, PreprocessingProblem } from './definition.ts';

/** Fields whose values are numbers that can be scaled; the others hold class numbers, bytes of texts or places. */
export function isNumeric({ semantics }: DatasetField): boolean {
  return semantics !== 'category' && semantics !== 'mask' && semantics !== 'text' && semantics !== 'edges';
}

/** The field as it is stored: without the scaling that its dataset declares. */
export function asStored(field: DatasetField): DatasetField {
  const { preprocessing: _, columns, ...rest } = field;
  return { ...rest, ...(columns && { columns: columns.map((column) => ({ ...column, scale: 1, offset: 0 })) }) };
}

/** The field after its numbers were changed: they have no unit any more. */
export function unitless(field: DatasetField): DatasetField {
  const { unit: _, columns, ...rest } = field;
  return {
    ...rest,
    dtype: 'float32',
    ...(columns && { columns: columns.map(({ unit: _unit, ...column }) => column) }),
  };
}

/** Number of columns of a table or channels of an image or a signal: the first axis; 1 for single numbers. */
export function groupsOf({ shape }: DatasetField): number {
  return shape[0] ?? 1;
}

/** What people call a column or channel, from 0. */
export function groupName({ columns, label }: DatasetField, group: number): string {
  return columns?.[group]?.name ?? `${label} ${group + 1}`;
}

/** True where the values of a column are numbers of its categories. */
export function isCategory({ columns }: DatasetField, group: number): boolean {
  return columns?.[group]?.values !== undefined;
}

/** True for a column of numbers that a step on numbers changes where it is not named: neither category nor what a category became. */
export function isNumberColumn(field: DatasetField, group: number): boolean {
  return !isCategory(field, group) && field.columns?.[group]?.indicator !== true;
}

/** Calls `visit` with each value of a block, its column or channel and its place. */
export function eachValue(field: DatasetField, { values }: FieldBlock, visit: (value: number, group: number, place: number) => void): void {
  const groups = groupsOf(field);
  const run = sizeOf(field.shape) / groups;
  for (let place = 0; place < values.length; ) {
    for (let group = 0; group < groups; group += 1) for (let i = 0; i < run; i += 1, place += 1) visit(Number(values[place]), group, place);
  }
}

/** A block of as many values, each made from the one in its place. */
export function mapValues(
  field: DatasetField,
  block: FieldBlock,
  change: (value: number, group: number) => number,
): FieldBlock & { readonly values: Float64Array<ArrayBuffer> } {
  const values = new Float64Array(block.values.length);
  eachValue(field, block, (value, group, place) => {
    values[place] = change(value, group);
  });
  return { ...block, values };
}

/** A problem of a step with what it is given. */
export function misfit(code: string, expected: string, actual: string, parameter?: string): { readonly problem: PreprocessingProblem } {
  return { problem: { code, message: `expected ${expected}, came ${actual}.`, expected, actual, ...(parameter && { parameter }) } };
}

/** A field in a few words: "the category Species", "the image Image 1×28×28". */
export function describeField({ semantics, label, shape }: DatasetField): string {
  return `the ${semantics} ${label}${shape.length === 0 ? '' : ` ${shape.join('×')}`}`;
}
