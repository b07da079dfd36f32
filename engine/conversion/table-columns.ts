import type { DatasetInfo } from '../data/dataset.ts';
import { EngineError } from '../graph/errors.ts';
import type { ColumnGuess, ColumnKind } from '../importers/columns.ts';
import type { Cell } from '../importers/definition.ts';
import { numberOf } from '../importers/numbers.ts';
import { missingTexts, type TableSettings } from '../importers/table-settings.ts';
import { orderedClasses } from './class-names.ts';
import type { ColumnUse, ConversionOptions } from './definition.ts';

/** More values than this are not made columns of zeros and ones. */
const MOST_VALUES = 64;

/** An input of a table: a number, or one column of zeros and ones for each value. */
export interface InputColumn {
  readonly name: string;
  /** Values by their column; absent for a number. */
  readonly values?: readonly string[];
}

export interface TablePlan {
  readonly task: DatasetInfo['task'];
  readonly target: { readonly name: string; readonly classes?: readonly string[] };
  readonly inputs: readonly InputColumn[];
  readonly notes: readonly string[];
}

/** Which columns are inputs, which the target, and how. Throws `bad-target`, `bad-column` or `no-inputs`. */
export function planColumns(guesses: readonly ColumnGuess[], options: ConversionOptions, reader: CellReader): TablePlan {
  for (const name of Object.keys(options.columns ?? {})) guessOf(guesses, name, 'bad-column');
  const targetGuess = targetOf(guesses, options.target);
  const task = options.task ?? (useOf(targetGuess, options) === 'number' ? 'regression' : 'classification');
  const notes: string[] = [];
  const inputs = guesses.flatMap((guess): InputColumn[] => {
    if (guess === targetGuess) return [];
    const use = options.columns?.[guess.name] ?? inputUse(guess);
    if (use === 'number') return numberInput(guess, notes);
    if (use === 'category') return categoryInput(guess, reader, notes);
    notes.push(
      `Column "${guess.name}" is left out: ${options.columns?.[guess.name] === 'drop' ? 'as asked for' : `it holds ${heldBy(guess)}`}.`,
    );
    return [];
  });
  if (inputs.length === 0)
    throw new EngineError(
      'no-inputs',
      `No column is left to predict "${targetGuess.name}" from. ${notes.join(' ')} Say what a column is with --column NAME=number.`,
    );
  return { task, target: targetField(targetGuess, task, reader), inputs, notes };
}

function targetOf(guesses: readonly ColumnGuess[], given: string | undefined): ColumnGuess {
  if (given !== undefined) return guessOf(guesses, given, 'bad-target');
  const usual = guesses.find(({ name }) => /^(label|target|class|y|标签|类别)$/i.test(name));
  return usual ?? guesses[guesses.length - 1];
}

function guessOf(guesses: readonly ColumnGuess[], name: string, code: string): ColumnGuess {
  const guess = guesses.find((column) => column.name === name);
  if (guess !== undefined) return guess;
  const known = guesses.slice(0, 20).map((column) => column.name);
  throw new EngineError(code, `There is no column "${name}". The columns are ${known.join(', ')}${guesses.length > 20 ? ', …' : ''}.`);
}

function useOf({ name, kind }: ColumnGuess, { columns }: Pick<ConversionOptions, 'columns'>): ColumnUse {
  const given = columns?.[name];
  if (given !== undefined) return given;
  return kind === 'number' ? 'number' : kind === 'category' || kind === 'boolean' ? 'category' : 'drop';
}

/** Few whole numbers are classes of a target; as an input their order counts. */
function inputUse(guess: ColumnGuess): ColumnUse {
  return guess.kind === 'category' && guess.alternatives.includes('number') ? 'number' : useOf(guess, {});
}

function numberInput({ name, numbers }: ColumnGuess, notes: string[]): InputColumn[] {
  if (numbers !== undefined && numbers.min < numbers.max) return [{ name }];
  notes.push(`Column "${name}" is left out: ${numbers === undefined ? 'it holds no numbers' : 'all its numbers are equal'}.`);
  return [];
}

function categoryInput({ name, distinct, values }: ColumnGuess, reader: CellReader, notes: string[]): InputColumn[] {
  if (distinct !== undefined && distinct >= 2 && distinct <= MOST_VALUES)
    return [
      {
        name,
        values: orderedClasses(
          values.map(({ value }) => reader.className(value)),
          name,
        ),
      },
    ];
  notes.push(`Column "${name}" is left out: ${distinct ?? 'too many'} unlike values, 2 to ${MOST_VALUES} were expected of a category.`);
  return [];
}

function targetField({ name, numbers, distinct, values }: ColumnGuess, task: DatasetInfo['task'], reader: CellReader): TablePlan['target'] {
  if (task === 'classification') {
    if (distinct === undefined)
      throw new EngineError(
        'bad-target',
        `Column "${name}" has more than 1,000 unlike values. Choose another target with --target, or numbers with --task regression.`,
      );
    return {
      name,
      classes: orderedClasses(
        values.map(({ value }) => reader.className(value)),
        `Column "${name}"`,
      ),
    };
  }
  if (numbers !== undefined) return { name };
  throw new EngineError(
    'bad-target',
    `Column "${name}" holds no numbers to predict. Choose another target with --target, or --task classification.`,
  );
}

const held: Readonly<Partial<Record<ColumnKind, string>>> = {
  date: 'dates',
  text: 'texts',
  identifier: 'what tells rows apart',
  list: 'lists',
  bytes: 'bytes',
  empty: 'nothing',
};

function heldBy({ kind }: ColumnGuess): string {
  return held[kind] ?? kind;
}

/** Reads cells as the table's settings say. */
export class CellReader {
  private readonly missing: ReadonlySet<string>;
  private readonly decimal: '.' | ',';

  constructor({ missing = missingTexts, decimal = '.' }: TableSettings) {
    this.missing = new Set(missing.map((text) => text.trim().toLowerCase()));
    this.decimal = decimal;
  }

  /** NaN for what is missing, no number or too large for one. */
  number(cell: Cell): number {
    const value =
      typeof cell === 'number' ? cell : typeof cell === 'boolean' ? Number(cell) : typeof cell === 'string' ? this.read(cell) : NaN;
    return Number.isFinite(Math.fround(value)) ? value : NaN;
  }

  /** Name of the class that a cell means; undefined for what is missing. */
  category(cell: Cell): string | undefined {
    if (cell === null || typeof cell === 'object') return undefined;
    if (typeof cell === 'string' && this.missing.has(cell.trim().toLowerCase())) return undefined;
    return typeof cell === 'number' && Number.isNaN(cell) ? undefined : this.className(String(cell));
  }

  /** One name for "1" and "1.0", for "yes" and " yes". */
  className(text: string): string {
    const value = numberOf(text, this.decimal);
    if (value !== undefined) return String(value);
    const trimmed = text.trim();
    return /^(true|false)$/i.test(trimmed) ? trimmed.toLowerCase() : trimmed;
  }

  private read(text: string): number {
    return this.missing.has(text.trim().toLowerCase()) ? NaN : (numberOf(text, this.decimal) ?? NaN);
  }
}
