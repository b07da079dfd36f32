import { columnNames, numberedColumns } from './column-names.ts';
import { type ByteFile, extensionOf, headOf } from './byte-file.ts';
import { decodeText } from './decode-text.ts';
import type { Cell, FileReader, RawTable, SkippedRow, TableBatch } from './definition.ts';
import { delimitedRows, type TextRows } from './delimited-rows.ts';
import { detectDialect, type Dialect } from './dialect.ts';
import { fileError } from './failure.ts';
import { detectEncoding, encodingOfBytes } from './text-encoding.ts';
import type { Encoding, TableSettings } from './table-settings.ts';
import { chosenColumns, placeByLine, SAMPLE_BYTES, textSource, type TextSource } from './table-stream.ts';

/** CSV, TSV and their relatives: rows of values with a separator between them. */
export const Delimited: FileReader = {
  id: 'delimited',
  title: 'CSV or TSV',
  description: 'A table with one row a line and commas, semicolons, tabs or bars between values; quotes as in RFC 4180.',
  takes: 'file',
  forms: ['table'],
  extensions: ['csv', 'tsv', 'tab', 'txt', 'dat', 'data'],
  gzip: true,
  settings: ['encoding', 'separator', 'header', 'decimal', 'raggedRows', 'duplicateColumns', 'missing'],
  sniff: (head, { name }) => {
    const extension = extensionOf(name.replace(/\.gz$/i, ''));
    if (head.length === 0 || looksBinary(head)) return 0;
    if (extension === 'csv' || extension === 'tsv' || extension === 'tab') return 0.9;
    const text = new TextDecoder(encodingOfBytes(head, false)).decode(head);
    const { separator } = detectDialect(text);
    const cut = text.split('\n', 20).filter((line) => line.includes(separator)).length;
    return cut >= 2 || (cut === 1 && !text.includes('\n')) ? 0.5 : 0.1;
  },
  open: openDelimited,
};

/** Whether bytes hold control characters that no text has, other than the zeros of UTF-16. */
export function looksBinary(head: Uint8Array): boolean {
  const encoding = encodingOfBytes(head, false);
  const text = new TextDecoder(encoding).decode(head);
  return /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text);
}

async function openDelimited(file: ByteFile, settings: TableSettings): Promise<RawTable> {
  const source = await textSource(file);
  const encoding = settings.encoding ?? (await detectEncoding(source.sample));
  const dialect = detectDialect(await sampleText(source, encoding), settings);
  const first = await firstRow(source, encoding, dialect);
  const columns = dialect.header
    ? columnNames(first.cells, settings, source.name, { line: first.line })
    : numberedColumns(first.cells.length, source.name, { line: first.line });
  const table = { source, columns, encoding, dialect, ragged: settings.raggedRows ?? 'refuse' };
  return {
    form: 'table',
    title: source.name,
    columns,
    settings: { ...settings, ...dialect, encoding, raggedRows: table.ragged, duplicateColumns: settings.duplicateColumns ?? 'refuse' },
    notes: dialect.header ? [] : ['The first row was taken for values, not for names of columns.'],
    batches: (wanted) => batches(table, chosenColumns(columns, wanted, source.name)),
  };
}

/** The beginning of the text, decoded leniently: it is only looked at. */
async function sampleText(source: TextSource, encoding: Encoding): Promise<string> {
  const head = await headOf(source.sample, SAMPLE_BYTES);
  return new TextDecoder(encoding).decode(head, { stream: true }).replaceAll(/\r\n?/g, '\n');
}

function rowsOf(source: TextSource, encoding: Encoding, dialect: Dialect): AsyncGenerator<TextRows> {
  return delimitedRows(decodeText(source.stream(), encoding, source.name), dialect.separator, source.name);
}

async function firstRow(source: TextSource, encoding: Encoding, dialect: Dialect) {
  for await (const { rows, lines } of rowsOf(source, encoding, dialect)) return { cells: rows[0], line: lines[0] };
  throw fileError('bad-file', source.name, {}, 'a table was expected, the file holds empty lines only.');
}

interface DelimitedTable {
  readonly source: TextSource;
  readonly columns: readonly string[];
  readonly encoding: Encoding;
  readonly dialect: Dialect;
  readonly ragged: NonNullable<TableSettings['raggedRows']>;
}

async function* batches(table: DelimitedTable, chosen: readonly number[]): AsyncGenerator<TableBatch> {
  let start = 0;
  let header = table.dialect.header;
  for await (const rows of rowsOf(table.source, table.encoding, table.dialect)) {
    const { kept, lines, skipped } = evenRows(header ? withoutFirst(rows) : rows, table);
    header = false;
    if (kept.length === 0 && skipped.length === 0) continue;
    yield { start, length: kept.length, columns: chosen.map((column) => cellsOf(kept, column)), place: placeByLine(lines), skipped };
    start += kept.length;
  }
}

function withoutFirst({ rows, lines }: TextRows): TextRows {
  return { rows: rows.slice(1), lines: lines.slice(1) };
}

function cellsOf(rows: readonly (readonly string[])[], column: number): readonly Cell[] {
  const cells = new Array<Cell>(rows.length);
  for (let row = 0; row < rows.length; row++) cells[row] = rows[row][column] ?? null;
  return cells;
}

interface EvenRows {
  readonly kept: readonly (readonly string[])[];
  readonly lines: readonly number[];
  readonly skipped: readonly SkippedRow[];
}

/** Rows that have as many values as there are columns; what becomes of others is the settings' word. */
function evenRows({ rows, lines }: TextRows, { columns, ragged, source }: DelimitedTable): EvenRows {
  const isKept = (row: readonly string[]): boolean => row.length === columns.length || (ragged === 'fill' && row.length < columns.length);
  if (rows.every(isKept)) return { kept: rows, lines, skipped: [] };
  const faults = rows.flatMap((row, i) =>
    isKept(row) ? [] : [{ line: lines[i], reason: `${row.length} values instead of ${columns.length}` }],
  );
  if (ragged !== 'skip') throw raggedRow(source.name, faults[0], ragged);
  return { kept: rows.filter(isKept), lines: lines.filter((_, i) => isKept(rows[i])), skipped: faults };
}

function raggedRow(file: string, { line, reason }: SkippedRow, ragged: 'refuse' | 'fill'): Error {
  const remedy = ragged === 'refuse' ? 'skip such rows or fill short ones' : 'skip such rows';
  return fileError('bad-file', file, { line }, `the row has ${reason}. Mend it, choose another separator, or ${remedy}.`);
}
