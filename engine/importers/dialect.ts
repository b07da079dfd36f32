import Papa from 'papaparse';
import { dateOf } from './dates.ts';
import { numberOf } from './numbers.ts';
import { type Separator, separators } from './table-settings.ts';

const SAMPLE_ROWS = 200;

/** How a delimited file is written. */
export interface Dialect {
  readonly separator: Separator;
  readonly header: boolean;
  readonly decimal: '.' | ',';
}

/**
 * Guesses separator, header and decimal sign from the beginning of a file: the separator that cuts most rows into the same number
 * of cells, more than one; a header where the first row differs in kind from those below it.
 */
export function detectDialect(text: string, given: Partial<Dialect> = {}): Dialect {
  const separator = given.separator ?? bestSeparator(text);
  const rows = sampleRows(text, separator);
  const decimal = given.decimal ?? decimalSign(rows, separator);
  return { separator, decimal, header: given.header ?? hasHeader(rows, decimal) };
}

function bestSeparator(text: string): Separator {
  const scored = separators.map((separator) => ({ separator, score: scoreOf(sampleRows(text, separator)) }));
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).separator;
}

function scoreOf(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  const [columns, alike] = [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), [1, 0]);
  const headerAgrees = rows[0]?.length === columns ? 1 : 0.5;
  return columns < 2 ? 0 : (alike / rows.length) ** 2 * headerAgrees * (1 + Math.log2(columns) / 10);
}

function sampleRows(text: string, separator: Separator): readonly (readonly string[])[] {
  const parser = new Papa.Parser({ delimiter: separator, newline: '\n' });
  const { data } = parser.parse(text, 0, text.includes('\n'));
  const rows = data.length > 0 ? data : parser.parse(text, 0, false).data;
  return rows.filter((row) => row.length > 1 || row[0] !== '').slice(0, SAMPLE_ROWS);
}

/** A comma is the decimal sign where it isn't the separator and more cells read as numbers with it than with a point. */
function decimalSign(rows: readonly (readonly string[])[], separator: Separator): '.' | ',' {
  if (separator === ',') return '.';
  let [points, commas] = [0, 0];
  for (const row of rows) {
    for (const cell of row) {
      if (cell.includes('.') && numberOf(cell, '.') !== undefined) points++;
      else if (cell.includes(',') && numberOf(cell, ',') !== undefined) commas++;
    }
  }
  return commas > points ? ',' : '.';
}

/** Names are unlike each other, no numbers and no dates; in a table of texts, none of them comes back in its column. */
function hasHeader(rows: readonly (readonly string[])[], decimal: '.' | ','): boolean {
  const [first, ...others] = rows;
  if (first === undefined) return false;
  const isValue = (cell: string): boolean => numberOf(cell, decimal) !== undefined || dateOf(cell) !== undefined;
  if (first.some(isValue)) return false;
  if (others.length === 0) return first.length > 1 && first.every((cell) => cell.trim() !== '');
  const below = first.map((_, column) => others.map((row) => row[column] ?? ''));
  if (below.some((cells) => cells.some(isValue))) return true;
  const comesBack = first.some((name, column) => below[column].includes(name));
  return !comesBack && new Set(first).size === first.length && first.every((name) => name.length <= 64);
}
