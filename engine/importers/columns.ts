import type { Cell, RawTable, TableBatch } from './definition.ts';
import { type DateOrder, dateOf } from './dates.ts';
import { numberOf } from './numbers.ts';
import { missingTexts, type TableSettings } from './table-settings.ts';

/** What the values of a column are. `identifier` columns tell rows apart and nothing else. */
export type ColumnKind = 'number' | 'category' | 'boolean' | 'date' | 'text' | 'identifier' | 'list' | 'bytes' | 'empty';

/** A cell that isn't of the column's kind, and where it stands. */
export interface Exception {
  readonly place: string;
  readonly cell: string;
}

/** What a column holds as far as it was read, and the guess that follows from it. */
export interface ColumnGuess {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Other kinds that every value fits, to correct the guess with. */
  readonly alternatives: readonly ColumnKind[];
  readonly rows: number;
  readonly missing: number;
  /** Number of unlike values; `undefined` where there are more than are counted. */
  readonly distinct: number | undefined;
  /**
   * Values and how often they came, the most frequent first: all of them where `distinct` is known, else some, counted up to the row where
   * they became too many.
   */
  readonly values: readonly { readonly value: string; readonly count: number }[];
  /** Of those cells that are numbers. */
  readonly numbers?: NumberSummary;
  /** Of texts, in characters. */
  readonly lengths?: { readonly min: number; readonly max: number; readonly mean: number };
  /** Day or month first, where dates leave the choice and none decides it. */
  readonly dateOrder?: DateOrder | 'either';
  /** The first few cells that keep most of the column from being numbers or dates. */
  readonly exceptions: readonly Exception[];
}

export interface NumberSummary {
  readonly count: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly allIntegers: boolean;
}

const MAX_DISTINCT = 1000;
const MAX_EXCEPTIONS = 5;
/** Numbers that repeat like this read as classes: few, whole and without large gaps. */
const MAX_NUMBER_CLASSES = 20;

/**
 * Reads a table, or its first `limit` rows, and guesses what its columns are. Memory doesn't grow
 * with the number of rows.
 */
export async function guessColumns(table: RawTable, limit = Infinity): Promise<readonly ColumnGuess[]> {
  const survey = new ColumnSurvey(table.columns, table.settings);
  for await (const batch of table.batches()) {
    survey.add(batch);
    if (survey.rows >= limit) break;
  }
  return survey.guesses();
}

/** The counts behind a guess, batch by batch, so that a long file can be surveyed with progress and stopped. */
export class ColumnSurvey {
  rows = 0;
  private readonly tallies: readonly ColumnTally[];

  constructor(columns: readonly string[], settings: TableSettings) {
    const missing = new Set((settings.missing ?? missingTexts).map((text) => text.trim().toLowerCase()));
    this.tallies = columns.map((name) => new ColumnTally(name, missing, settings.decimal ?? '.'));
  }

  /** Counts a batch of all columns. */
  add(batch: TableBatch): void {
    this.rows += batch.length;
    for (const [i, tally] of this.tallies.entries()) tally.add(batch.columns[i], batch.place);
  }

  guesses(): readonly ColumnGuess[] {
    return this.tallies.map((tally) => tally.guess());
  }
}

type CellForm = 'number' | 'boolean' | 'date' | 'text' | 'list' | 'bytes';

class ColumnTally {
  private readonly name: string;
  private readonly missingTexts: ReadonlySet<string>;
  private readonly decimal: '.' | ',';
  private rows = 0;
  private missing = 0;
  private readonly forms: Record<CellForm, number> = { number: 0, boolean: 0, date: 0, text: 0, list: 0, bytes: 0 };
  private readonly values = new Map<string, number>();
  private overflow = false;
  private readonly numbers = { min: Infinity, max: -Infinity, sum: 0, whole: true };
  private readonly lengths = { count: 0, min: Infinity, max: 0, sum: 0 };
  private readonly orders = { dmy: true, mdy: true, yearLast: false };
  private readonly texts: Exception[] = [];

  constructor(name: string, missing: ReadonlySet<string>, decimal: '.' | ',') {
    this.name = name;
    this.missingTexts = missing;
    this.decimal = decimal;
  }

  add(cells: readonly Cell[], place: (row: number) => string): void {
    this.rows += cells.length;
    for (let row = 0; row < cells.length; row++) {
      const cell = cells[row];
      if (this.isMissing(cell)) {
        this.missing++;
        continue;
      }
      const form = this.count(cell);
      this.forms[form]++;
      if (form === 'text' && this.texts.length < MAX_EXCEPTIONS) this.texts.push({ place: place(row), cell: String(cell).slice(0, 80) });
    }
  }

  guess(): ColumnGuess {
    const distinct = this.overflow ? undefined : this.values.size;
    const kinds = this.kinds(distinct);
    const values = [...this.values]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
    const { number, date, text } = this.forms;
    return {
      name: this.name,
      kind: kinds[0],
      alternatives: kinds.slice(1),
      rows: this.rows,
      missing: this.missing,
      distinct,
      values: this.overflow ? values.slice(0, 20) : values,
      ...(number > 0 && { numbers: this.numberSummary() }),
      ...(this.lengths.count > 0 && {
        lengths: { min: this.lengths.min, max: this.lengths.max, mean: this.lengths.sum / this.lengths.count },
      }),
      ...(date > 0 && this.orders.yearLast && { dateOrder: this.dateOrder() }),
      exceptions: number + date > text ? this.texts : [],
    };
  }

  private isMissing(cell: Cell): boolean {
    if (cell === null || (typeof cell === 'number' && Number.isNaN(cell))) return true;
    return typeof cell === 'string' && cell.length <= 16 && this.missingTexts.has(cell.trim().toLowerCase());
  }

  private count(cell: Cell): CellForm {
    if (cell instanceof Uint8Array) return 'bytes';
    if (typeof cell === 'object') return 'list';
    if (typeof cell === 'number') return this.countNumber(cell, String(cell));
    if (typeof cell === 'boolean') return this.countValue(String(cell), 'boolean');
    const value = numberOf(cell, this.decimal);
    if (value !== undefined) return this.countNumber(value, cell.trim());
    this.countLength(cell.length);
    if (/^(true|false)$/i.test(cell)) return this.countValue(cell.toLowerCase(), 'boolean');
    return this.countValue(cell, this.countDate(cell) ? 'date' : 'text');
  }

  private countNumber(value: number, text: string): CellForm {
    const { numbers } = this;
    numbers.min = Math.min(numbers.min, value);
    numbers.max = Math.max(numbers.max, value);
    numbers.sum += value;
    numbers.whole &&= Number.isInteger(value);
    return this.countValue(text, 'number');
  }

  private countValue(value: string, form: CellForm): CellForm {
    if (this.overflow) return form;
    const known = this.values.get(value);
    if (known !== undefined) this.values.set(value, known + 1);
    else if (this.values.size < MAX_DISTINCT) this.values.set(ownCopy(value), 1);
    else this.overflow = true;
    return form;
  }

  private countLength(length: number): void {
    const { lengths } = this;
    lengths.count++;
    lengths.sum += length;
    lengths.min = Math.min(lengths.min, length);
    lengths.max = Math.max(lengths.max, length);
  }

  private countDate(text: string): boolean {
    const [dmy, mdy] = [dateOf(text, 'dmy'), dateOf(text, 'mdy')];
    if (dmy === undefined && mdy === undefined) return false;
    this.orders.dmy &&= dmy !== undefined;
    this.orders.mdy &&= mdy !== undefined;
    this.orders.yearLast ||= /^\d{1,2}\D/.test(text.trim());
    return true;
  }

  private dateOrder(): DateOrder | 'either' {
    return this.orders.dmy === this.orders.mdy ? 'either' : this.orders.dmy ? 'dmy' : 'mdy';
  }

  private numberSummary(): NumberSummary {
    const { min, max, sum, whole } = this.numbers;
    return { count: this.forms.number, min, max, mean: sum / this.forms.number, allIntegers: whole };
  }

  /** Kinds that all values fit, the likeliest first. */
  private kinds(distinct: number | undefined): readonly [ColumnKind, ...ColumnKind[]] {
    const { forms } = this;
    const present = this.rows - this.missing;
    if (present === 0) return ['empty'];
    if (forms.bytes > 0) return forms.bytes === present ? ['bytes'] : ['text'];
    if (forms.list > 0) return forms.list === present ? ['list'] : ['text'];
    const category: readonly ColumnKind[] = distinct !== undefined ? ['category'] : [];
    if (forms.number === present) return this.numberKinds(distinct, present, category);
    if (forms.boolean === present) return ['boolean', 'category'];
    if (forms.date === present) return ['date', ...category];
    return this.textKinds(distinct, present, category);
  }

  private numberKinds(
    distinct: number | undefined,
    present: number,
    category: readonly ColumnKind[],
  ): readonly [ColumnKind, ...ColumnKind[]] {
    const { min, max, whole } = this.numbers;
    const few = distinct !== undefined && distinct <= MAX_NUMBER_CLASSES && present >= 5 * distinct;
    if (whole && few && max - min < 2 * MAX_NUMBER_CLASSES) return ['category', 'number'];
    // 1, 2, 3, … or 0, 1, 2, …: the number of the row.
    const counts =
      whole &&
      present > 20 &&
      max - min + 1 === present &&
      (distinct ?? present) === present &&
      /id|index|^no\.?$|编号|序号/i.test(this.name);
    return counts ? ['identifier', 'number', ...category] : ['number', ...category];
  }

  private textKinds(
    distinct: number | undefined,
    present: number,
    category: readonly ColumnKind[],
  ): readonly [ColumnKind, ...ColumnKind[]] {
    const meanLength = this.lengths.sum / Math.max(1, this.lengths.count);
    const repeats = distinct !== undefined && (distinct <= present / 2 || (distinct <= 20 && distinct < present));
    if (repeats && meanLength <= 64) return ['category', 'text'];
    const apart = distinct === undefined || distinct === present;
    if (apart && this.lengths.max <= 40 && /(^|[_\s.-])(id|uuid|key)$|编号/i.test(this.name)) return ['identifier', 'text', ...category];
    return ['text', ...category];
  }
}

/** A value cut from a large text keeps that text in memory; a copy of its own doesn't. V8 copies short ones anyway. */
function ownCopy(value: string): string {
  return value.length < 13 ? value : new TextDecoder().decode(new TextEncoder().encode(value));
}
