import Papa from 'papaparse';
import { countBreaks } from './decode-text.ts';
import { fileError } from './failure.ts';
import { MAX_ROW_CHARACTERS } from './limits.ts';

/** Rows of text cells and the line on which each begins. Empty lines are left out. */
export interface TextRows {
  readonly rows: readonly (readonly string[])[];
  readonly lines: readonly number[];
}

/**
 * Splits text into rows of cells as RFC 4180 says: quotes around cells that hold separators, line breaks or doubled quotes.
 * Throws `bad-file` at a quote that is never closed or is followed by more text, `file-limit` at an endless row.
 */
export async function* delimitedRows(texts: AsyncIterable<string>, separator: string, file: string): AsyncGenerator<TextRows> {
  const parser = new Papa.Parser({ delimiter: separator, newline: '\n' });
  let [rest, line] = ['', 1];
  const parse = (last: boolean): TextRows => {
    const { data, errors, meta } = parser.parse(rest, 0, !last);
    const counted = countLines(data, line, rest.includes('"'));
    const fault = errors.find((error) => error.row < data.length);
    if (fault !== undefined) throw badQuote(file, counted.lines[fault.row], fault.code);
    rest = rest.slice(meta.cursor);
    line = counted.next;
    return withoutEmpty(data, counted.lines);
  };
  for await (const text of texts) {
    rest += text;
    const rows = parse(false);
    if (rest.length > MAX_ROW_CHARACTERS) throw endlessRow(file, line, rest.includes('"'));
    if (rows.rows.length > 0) yield rows;
  }
  const rows = parse(true);
  if (rows.rows.length > 0) yield rows;
}

function countLines(data: readonly (readonly string[])[], first: number, quoted: boolean): { lines: readonly number[]; next: number } {
  const lines = new Array<number>(data.length);
  let line = first;
  for (let row = 0; row < data.length; row++) {
    lines[row] = line++;
    if (quoted) for (const cell of data[row]) line += countBreaks(cell);
  }
  return { lines, next: line };
}

function withoutEmpty(data: readonly (readonly string[])[], lines: readonly number[]): TextRows {
  const isEmpty = (row: readonly string[]): boolean => row.length === 1 && row[0] === '';
  if (!data.some(isEmpty)) return { rows: data, lines };
  return { rows: data.filter((row) => !isEmpty(row)), lines: lines.filter((_, i) => !isEmpty(data[i])) };
}

function badQuote(file: string, line: number, code: 'MissingQuotes' | 'InvalidQuotes'): Error {
  const message =
    code === 'MissingQuotes'
      ? 'a quote that begins a value in this row is never closed. Close it, or double it if it is part of the text.'
      : 'a separator or the end of the line was expected behind a closing quote, more text came. Double quotes that are part of a text.';
  return fileError('bad-file', file, { line }, message);
}

function endlessRow(file: string, line: number, quoted: boolean): Error {
  const cause = quoted ? 'A quote is probably never closed' : 'It is probably no table with one row a line';
  return fileError('file-limit', file, { line }, `a row goes on for more than ${MAX_ROW_CHARACTERS} characters. ${cause}.`);
}
