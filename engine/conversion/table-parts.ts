import type { OwnSplit } from '../data/own.ts';
import { EngineError } from '../graph/errors.ts';
import type { RawTable, SplitName, TableBatch } from '../importers/definition.ts';
import { splitOfFolder } from '../importers/image-folder.ts';
import type { SplitChoice } from './definition.ts';

/** A table, and which split it is where the source says so. */
export interface TablePart {
  readonly table: RawTable;
  readonly split?: OwnSplit;
}

/** The rows of a table, its columns in the given order. Throws `bad-columns` where they are not those. */
export function tableRows(table: RawTable, columns: readonly string[]): AsyncIterable<TableBatch> {
  const [wanted, known] = [new Set(columns), new Set(table.columns)];
  const lacking = columns.filter((name) => !known.has(name));
  const more = table.columns.filter((name) => !wanted.has(name));
  if (lacking.length === 0 && more.length === 0) return table.batches(columns);
  const differences = [...lacking.map((name) => `lacks "${name}"`), ...more.map((name) => `has "${name}" too`)];
  throw new EngineError(
    'bad-columns',
    `${table.title}: the columns of all files must be the same, it ${differences.slice(0, 5).join(', ')}.`,
  );
}

/** Refuses a table with too many columns before its cells are looked at. */
export function checkColumns({ title, columns }: RawTable, most: number): void {
  if (columns.length <= most) return;
  throw new EngineError(
    'file-limit',
    `${title} has ${columns.length} columns, at most ${most} are taken. Is the separator right? Numbers in such an amount are better kept as .npy.`,
  );
}

/** What the source says of a row: the split of its file, or the word in the column that was chosen. Throws `bad-split`. */
export function declaredSplits(
  choice: SplitChoice | undefined,
  { table, split }: TablePart,
  batch: TableBatch,
  columns: readonly string[],
): (row: number) => OwnSplit | undefined {
  if (choice?.kind !== 'column') return () => split;
  const cells = batch.columns[columns.indexOf(choice.column)];
  return (row) => {
    const word = String(cells[row] ?? '').trim();
    const known = splitOfFolder(word);
    if (known !== undefined) return ownSplit(known);
    throw new EngineError(
      'bad-split',
      `${table.title}, ${batch.place(row)}: train, validation or test was expected in "${choice.column}", came "${word.slice(0, 80)}".`,
    );
  };
}

/** Each run draws its validation samples from the training samples. */
export function ownSplit(split: SplitName | undefined): OwnSplit | undefined {
  return split === 'validation' ? 'train' : split;
}
