import type { DatasetField } from '../data/dataset.ts';
import { sampleSize } from '../data/gather.ts';
import { type BlockValues, type Collector, columnOf, type Draft } from './collector.ts';
import type { ColumnStatistics } from './definition.ts';
import { NumberColumn } from './number-column.ts';

/** Values of a vector that are columns of their own though they have no names. */
const MOST_UNNAMED = 64;

/** One column of a table, channel of a signal, or number. */
export interface ColumnPlace {
  readonly field: DatasetField;
  readonly index: number;
  readonly name: string;
  readonly unit?: string;
  /** Values of a category that the column numbers. */
  readonly categories?: readonly string[];
}

/** Consecutive values of a sample that a column has: 1 in a table, all steps in a signal. */
function columnLength(field: DatasetField): number {
  return sampleSize(field) / columnCount(field);
}

/** The values of a long vector whose columns have no names are taken together. */
function columnCount(field: DatasetField): number {
  if (field.columns !== undefined) return field.columns.length;
  if (field.semantics === 'signal') return field.shape[0] ?? 1;
  return sampleSize(field) > MOST_UNNAMED ? 1 : sampleSize(field);
}

/** Columns of a field, in their order. */
export function columnsOf(field: DatasetField): readonly ColumnPlace[] {
  const count = columnCount(field);
  return Array.from({ length: count }, (_, index) => {
    const column = field.columns?.[index];
    const unit = column?.unit ?? field.unit;
    return {
      field,
      index,
      name: column?.name ?? (count === 1 ? field.label : `${field.label} ${index + 1}`),
      ...(unit !== undefined && { unit }),
      ...(column?.values !== undefined && { categories: column.values }),
    };
  });
}

/** A column of a block of its field; NaN for the number that stands for no class. */
export function columnValues({ field, index }: ColumnPlace, { values }: BlockValues): Float64Array {
  const numbers = columnOf(values, sampleSize(field), index, columnLength(field));
  return field.ignored === undefined ? numbers : numbers.map((number) => (number === field.ignored ? NaN : number));
}

/** A column of numbers. */
export class NumbersCollector implements Collector {
  private readonly place: ColumnPlace;
  readonly column: NumberColumn;

  constructor(place: ColumnPlace, kept: number) {
    this.place = place;
    this.column = new NumberColumn(kept);
  }

  first(block: BlockValues): void {
    this.column.first(columnValues(this.place, block));
  }

  second(block: BlockValues): void {
    this.column.second(columnValues(this.place, block));
  }

  report({ columns }: Draft): void {
    const { missing, numbers } = this.column;
    columns.push({ ...headOf(this.place), missing, ...(numbers !== undefined && { numbers }) });
  }
}

/** A column of numbers of a category's values. */
export class CategoriesCollector implements Collector {
  private readonly place: ColumnPlace;
  private readonly values: readonly string[];
  private readonly counts: number[];
  private missing = 0;

  constructor(place: ColumnPlace, values: readonly string[]) {
    this.place = place;
    this.values = values;
    this.counts = values.map(() => 0);
  }

  first(block: BlockValues): void {
    for (const value of columnValues(this.place, block)) {
      if (value in this.counts) this.counts[value] += 1;
      else this.missing += 1;
    }
  }

  report({ columns }: Draft): void {
    columns.push({ ...headOf(this.place), missing: this.missing, categories: { values: this.values, counts: this.counts } });
  }
}

function headOf({ field, name, unit }: ColumnPlace): Pick<ColumnStatistics, 'field' | 'name' | 'unit'> {
  return { field: field.name, name, ...(unit !== undefined && { unit }) };
}
