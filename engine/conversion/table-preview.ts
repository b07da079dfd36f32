import type { ErrorData } from '../graph/errors.ts';
import { toErrorData } from '../graph/errors.ts';
import { type ColumnGuess, ColumnSurvey } from '../importers/columns.ts';
import { dateOf } from '../importers/dates.ts';
import type { Cell, RawTable } from '../importers/definition.ts';
import type { ConversionOptions } from './definition.ts';
import type { ImportPreview } from './import-preview.ts';
import { MOST_COLUMNS } from './table.ts';
import { chooseColumns } from './table-columns.ts';

const SHOWN_ROWS = 50;
const FEWEST_ROWS = 10;
/** Columns whose guesses and cells a preview tells. */
const SHOWN_COLUMNS = 500;
/** Longer cells are cut: a preview is looked at, and crosses to the window. */
const SHOWN_CHARACTERS = 200;

/** What the first rows of a table tell, up to the first that can't be read. */
export interface TableStart {
  readonly columns: readonly ColumnGuess[];
  readonly rows: readonly (readonly string[])[];
  readonly problem?: ErrorData;
}

/** Reads the rows of a table, which should be limited before. */
export async function tableStart(table: RawTable): Promise<TableStart> {
  const survey = new ColumnSurvey(table.columns, table.settings);
  const rows: string[][] = [];
  let problem: ErrorData | undefined;
  try {
    for await (const batch of table.batches()) {
      survey.add(batch);
      for (let row = 0; row < batch.length && rows.length < SHOWN_ROWS; row += 1)
        rows.push(batch.columns.map((cells) => shown(cells[row])));
    }
  } catch (error) {
    problem = toErrorData(error);
  }
  return { columns: survey.guesses(), rows, ...(problem && { problem }) };
}

/** A word on rows that look like the steps of a series while they are taken for samples of their own. */
export function seriesHint({ columns, rows }: TableStart, { window }: Pick<ConversionOptions, 'window'>): readonly string[] {
  if (window !== undefined || rows.length < FEWEST_ROWS) return [];
  const clock = columns.findIndex(({ kind }, place) => kind === 'date' && rises(rows.map((row) => dateOf(row[place]))));
  if (clock < 0) return [];
  return [
    `“${columns[clock].name}” counts on from row to row. If the rows are steps of a series, take windows of them; as samples of their own, neighbours come to stand in training and test.`,
  ];
}

function rises(times: readonly (number | undefined)[]): boolean {
  return times.every((time, i) => time !== undefined && (i === 0 || time > (times[i - 1] ?? Infinity)));
}

function shown(cell: Cell): string {
  if (cell === null) return '';
  const text = cell instanceof Uint8Array ? `${cell.length} bytes` : typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS - 1)}…` : text;
}

/** Rows of a table of so many columns that a preview reads, of `rows` at most: it looks at some millions of cells. */
export function rowsLookedAt(columns: number, rows: number): number {
  return Math.max(FEWEST_ROWS, Math.min(rows, Math.floor(2_000_000 / Math.max(1, columns))));
}

/** What a preview tells of a wide table: its first columns and the one that is predicted, with a note. */
export function shownColumns<T extends Pick<ImportPreview, 'columns' | 'rows' | 'uses' | 'target' | 'targets'>>(
  preview: T,
): T & Pick<ImportPreview, 'notes'> {
  const { columns = [], rows = [], uses = {}, target, targets = [] } = preview;
  if (columns.length <= SHOWN_COLUMNS) return { ...preview, notes: [] };
  const places = columns.map((_, place) => place).filter((place) => place < SHOWN_COLUMNS || columns[place].name === target);
  const names = new Set(places.map((place) => columns[place].name));
  return {
    ...preview,
    columns: places.map((place) => columns[place]),
    rows: rows.map((row) => places.map((place) => row[place])),
    uses: Object.fromEntries(Object.entries(uses).filter(([name]) => names.has(name))),
    targets: columns.length <= MOST_COLUMNS ? targets : targets.filter((name) => names.has(name)),
    notes: [`The first ${SHOWN_COLUMNS} of ${columns.length} columns are shown; what is guessed of the others counts as well.`],
  };
}

/** What each column is taken for and what may be predicted; what speaks against the choices is told elsewhere. */
export function columnChoices(
  guesses: readonly ColumnGuess[],
  options: Omit<ConversionOptions, 'source'>,
): Pick<ImportPreview, 'uses' | 'target' | 'targets'> {
  try {
    const { uses, target, targets } = chooseColumns(guesses, options);
    return { uses, targets, ...(target !== undefined && { target }) };
  } catch {
    const { uses, targets } = chooseColumns(guesses, {});
    return { uses, targets };
  }
}
