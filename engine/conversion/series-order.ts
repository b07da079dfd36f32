import { EngineError } from '../graph/errors.ts';
import type { ColumnGuess } from '../importers/columns.ts';
import { dateOf } from '../importers/dates.ts';
import type { Cell, RawTable, TableBatch } from '../importers/definition.ts';
import { CellReader } from './cell-reader.ts';
import type { TablePart } from './table-parts.ts';

/** Rows that are put in another order lie in memory. */
const MOST_CELLS = 2 ** 25;
/** Rows of a batch that are given in another order. */
const BATCH = 4096;

/** What rows that are put in order keep of their cells. */
export interface SeriesCells {
  /** Columns of numbers. */
  readonly numbers: readonly string[];
  /** Columns of few unlike words. */
  readonly words: readonly string[];
}

/** The steps of a series from the first to the last. */
export interface SeriesOrder {
  /** The column that tells the time, where one does. */
  readonly time?: string;
  readonly notes: readonly string[];
  /** The rows of a part in the order of time. Throws `file-limit` where they are too many to be put in order. */
  readonly ordered: (part: number, cells: SeriesCells) => RawTable;
}

type Way = 'forward' | 'backward' | 'mixed';

/**
 * The order of the steps of each part: by the column `chosen`, dates or numbers, equal ones as they stand. Where none is chosen, rows stay
 * as they are, but are turned round where their first column of dates only falls. Throws `bad-time` for a row without a time.
 */
export async function seriesOrder(
  parts: readonly TablePart[],
  guesses: readonly ColumnGuess[],
  chosen: string | undefined,
): Promise<SeriesOrder> {
  const reader = new CellReader(parts[0].table.settings);
  const guess = guesses.find(({ name, kind }) => (chosen === undefined ? kind === 'date' : name === chosen));
  if (guess === undefined) {
    if (chosen !== undefined) throw new EngineError('bad-time', `There is no column "${chosen}" to put the rows in the order of.`);
    const tables = parts.map(({ table }) => table);
    return { notes: ['Rows are the steps of the series, in the order of the source.'], ordered: (part) => tables[part] };
  }
  const times = await Promise.all(parts.map(({ table }) => timesOf(table, guess, reader, chosen !== undefined)));
  const ways = times.map(wayOf);
  const ordered = (part: number, cells: SeriesCells): RawTable => {
    const { table } = parts[part];
    if (ways[part] === 'forward' || (ways[part] === 'mixed' && chosen === undefined)) return table;
    return inOrder(table, ways[part] === 'backward' ? backward(times[part].length) : byTime(times[part]), cells, reader);
  };
  return { time: guess.name, notes: orderNotes(guess.name, times, ways, chosen !== undefined), ordered };
}

/** Milliseconds or numbers of all rows; NaN for what is none, which throws where the column was chosen. */
async function timesOf(table: RawTable, guess: ColumnGuess, reader: CellReader, strict: boolean): Promise<Float64Array> {
  const { name, numbers, rows, missing, dateOrder } = guess;
  const isNumber = numbers !== undefined && 2 * numbers.count > rows - missing;
  const order = dateOrder === 'mdy' ? 'mdy' : 'dmy';
  const read = (cell: Cell): number => (isNumber ? reader.number(cell) : (dateOf(String(cell ?? ''), order) ?? NaN));
  const parts: Float64Array[] = [];
  for await (const { columns, place } of table.batches([name])) {
    const times = Float64Array.from(columns[0], read);
    const wrong = strict ? times.findIndex(Number.isNaN) : -1;
    if (wrong >= 0)
      throw new EngineError(
        'bad-time',
        `${table.title}, ${place(wrong)}: a date or a number was expected in "${name}", came "${String(columns[0][wrong] ?? '').slice(0, 80)}". Mend it, or choose another column.`,
      );
    parts.push(times);
  }
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function wayOf(times: Float64Array): Way {
  let [rises, falls] = [true, true];
  for (let i = 1; i < times.length; i += 1) {
    rises &&= times[i] >= times[i - 1];
    falls &&= times[i] <= times[i - 1];
  }
  return rises ? 'forward' : falls ? 'backward' : 'mixed';
}

function orderNotes(name: string, times: readonly Float64Array[], ways: readonly Way[], chosen: boolean): readonly string[] {
  const equal = times.reduce((sum, part) => sum + repeated(part), 0);
  const isMixed = ways.includes('mixed');
  const order =
    isMixed && !chosen
      ? `Rows are the steps of the series, in the order of the source; "${name}" neither only rises nor only falls. Choose it as the time to put them in its order.`
      : ways.every((way) => way === 'forward')
        ? `Rows are the steps of the series, in the order of the source, in which "${name}" rises.`
        : `Rows are the steps of the series, put in the order of "${name}"${isMixed ? '' : ', which falls in the source'}.`;
  return [order, ...(equal > 0 ? [`${equal} steps have the "${name}" of another one. Are several series in one table?`] : [])];
}

function repeated(times: Float64Array): number {
  return times.length - new Set(times).size;
}

function backward(rows: number): Uint32Array {
  return Uint32Array.from({ length: rows }, (_, i) => rows - 1 - i);
}

function byTime(times: Float64Array): Uint32Array {
  return Uint32Array.from(times, (_, i) => i).sort((a, b) => times[a] - times[b] || a - b);
}

/** The rows of a table in another order; columns that aren't kept are empty. */
function inOrder(table: RawTable, order: Uint32Array, cells: SeriesCells, reader: CellReader): RawTable {
  const count = order.length * (cells.numbers.length + cells.words.length);
  if (count > MOST_CELLS)
    throw new EngineError(
      'file-limit',
      `${table.title}: rows of at most ${MOST_CELLS} values are put in order, it has ${count}. Sort the file by its time.`,
    );
  return { ...table, batches: (columns = table.columns) => orderedRows(table, order, cells, reader, columns) };
}

async function* orderedRows(
  table: RawTable,
  order: Uint32Array,
  { numbers, words }: SeriesCells,
  reader: CellReader,
  columns: readonly string[],
): AsyncGenerator<TableBatch> {
  const values = new Map(numbers.map((name) => [name, new Float64Array(order.length)] as const));
  const texts = new Map(words.map((name) => [name, new Array<Cell>(order.length)] as const));
  for await (const { start, columns: cells } of table.batches([...numbers, ...words])) {
    numbers.forEach((name, i) => cells[i].forEach((cell, row) => values.get(name)?.set([reader.number(cell)], start + row)));
    const known = new Map<string, string>();
    words.forEach((name, i) => {
      const held = texts.get(name) ?? [];
      cells[numbers.length + i].forEach((cell, row) => {
        held[start + row] = typeof cell === 'string' ? interned(known, cell) : cell;
      });
    });
  }
  for (let start = 0; start < order.length; start += BATCH) {
    const rows = order.subarray(start, start + BATCH);
    const cellsOf = (name: string): readonly Cell[] => {
      const held = values.get(name) ?? texts.get(name);
      return Array.from(rows, (row) => held?.[row] ?? null);
    };
    yield { start, length: rows.length, columns: columns.map(cellsOf), place: (row) => `row ${rows[row] + 1}`, skipped: [] };
  }
}

/** One text for equal ones, which would hold the memory of the batches that they were cut from. */
function interned(known: Map<string, string>, text: string): string {
  const same = known.get(text);
  if (same !== undefined) return same;
  known.set(text, text);
  return text;
}
