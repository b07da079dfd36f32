import { EngineError } from '../graph/errors.ts';
import type { ColumnGuess, ColumnKind } from '../importers/columns.ts';
import { type ClassNaming, namedClasses, orderedClasses } from './class-names.ts';
import type { CellReader } from './cell-reader.ts';
import type { ColumnUse, ConversionOptions, ImportTask } from './definition.ts';

/** A category with more values than this is taken for one only where a person says so. */
const MOST_VALUES = 64;

/** An input of a table: a number, or the number of a category's value. */
export interface InputColumn {
  readonly name: string;
  /** Values by their number; absent where the cells are numbers themselves. */
  readonly values?: readonly string[];
}

export interface TablePlan {
  readonly task: ImportTask;
  /** Absent where texts go on themselves. */
  readonly target?: { readonly name: string; readonly naming?: ClassNaming };
  readonly inputs: readonly InputColumn[];
  /** Columns of texts. */
  readonly texts: readonly string[];
  readonly notes: readonly string[];
}

/** What each column is taken for, as chosen or guessed. */
export interface ColumnChoices {
  readonly task: ImportTask;
  readonly target?: string;
  readonly uses: Readonly<Record<string, ColumnUse>>;
  /** Columns that may be predicted. */
  readonly targets: readonly string[];
}

type Choosing = Pick<ConversionOptions, 'columns' | 'target' | 'task' | 'split' | 'window'>;

/** Reads a person's choices and guesses the rest. Throws `bad-target`, `bad-column` or `bad-task`. */
export function chooseColumns(guesses: readonly ColumnGuess[], options: Choosing): ColumnChoices {
  for (const name of Object.keys(options.columns ?? {})) guessOf(guesses, name, 'bad-column');
  const splitColumn = options.split?.kind === 'column' ? guessOf(guesses, options.split.column, 'bad-split').name : undefined;
  const free = guesses.filter(({ name }) => name !== splitColumn);
  const wanted = givenTask(free, options);
  const target = targetOf(free, options, wanted);
  const isNumber = options.window !== undefined || (target && (chosenUse(options, target) ?? useOf(target))) === 'number';
  const task = wanted ?? (isNumber ? 'regression' : 'classification');
  if (task === 'segmentation')
    throw new EngineError('bad-task', 'Masks over pictures were expected for a segmentation, came a table. Choose another task.');
  const uses = new Map<string, ColumnUse>(guesses.map((guess) => [guess.name, chosenUse(options, guess) ?? inputUse(guess)]));
  if (splitColumn !== undefined) uses.set(splitColumn, 'drop');
  if (target !== undefined) uses.set(target.name, task === 'classification' ? 'category' : task === 'regression' ? 'number' : 'text');
  const inputs = free.filter((guess) => guess !== target);
  const isNeeded = (guess: ColumnGuess): boolean => guess.kind === 'text' && chosenUse(options, guess) === undefined;
  const filled = inputs.some((guess) => ['number', 'category', 'text'].includes(uses.get(guess.name) ?? '') && isTelling(guess));
  if (task === 'language-modelling') {
    for (const guess of inputs) if (chosenUse(options, guess) !== 'text') uses.set(guess.name, 'drop');
  } else if (!filled) for (const guess of inputs.filter(isNeeded)) uses.set(guess.name, 'text');
  return {
    task,
    ...(target && task !== 'language-modelling' && { target: target.name }),
    uses: Object.fromEntries(uses),
    targets: free.filter(({ kind }) => kind !== 'bytes' && kind !== 'list' && kind !== 'empty').map(({ name }) => name),
  };
}

/** Which columns are inputs, which the target, and how. Throws `bad-target`, `bad-column`, `bad-task` or `no-inputs`. */
export function planColumns(guesses: readonly ColumnGuess[], options: ConversionOptions, reader: CellReader): TablePlan {
  const { task, target, uses } = chooseColumns(guesses, options);
  const notes: string[] = [];
  const texts: string[] = [];
  const inputs = guesses.flatMap((guess): InputColumn[] => {
    const { name } = guess;
    if (name === target || (options.split?.kind === 'column' && name === options.split.column)) return [];
    if (uses[name] === 'text') texts.push(name);
    if (uses[name] === 'number') return numberInput(guess, notes);
    if (uses[name] === 'category') return categoryInput(guess, reader, chosenUse(options, guess) === 'category', notes);
    if (uses[name] === 'drop') {
      const asked = chosenUse(options, guess) === 'drop';
      notes.push(
        `Column "${name}" is left out: ${asked ? 'as asked for' : task === 'language-modelling' ? 'the texts alone are learnt' : `it holds ${heldBy(guess)}`}.`,
      );
    }
    return [];
  });
  if (task === 'language-modelling' && texts.length !== 1)
    throw new EngineError(
      'bad-target',
      `One column of texts was expected to be gone on with, came ${texts.join(', ') || 'none'}. Choose it as the target.`,
    );
  if (inputs.length === 0 && texts.length === 0)
    throw new EngineError(
      'no-inputs',
      `No column is left to predict "${target}" from. ${notes.join(' ')} Say of a column what it is: a number, a category or a text.`,
    );
  const targetGuess = guesses.find(({ name }) => name === target);
  return { task, ...(targetGuess && { target: targetField(targetGuess, task, reader, options) }), inputs, texts, notes };
}

function targetOf(guesses: readonly ColumnGuess[], { target, columns }: Choosing, task: ImportTask | undefined): ColumnGuess | undefined {
  if (target !== undefined) return guessOf(guesses, target, 'bad-target');
  if (task === 'language-modelling') return guesses.find((guess) => (chosenUse({ columns }, guess) ?? useOf(guess)) === 'text');
  const usual = guesses.find(({ name }) => /^(label|target|class|y|标签|类别)$/i.test(name));
  const likely = guesses.filter(({ kind }) => kind === 'number' || kind === 'category' || kind === 'boolean').at(-1);
  return usual ?? likely ?? guesses.at(-1);
}

/** Texts alone go on themselves. */
function givenTask(guesses: readonly ColumnGuess[], { task, target, columns }: Choosing): ImportTask | undefined {
  const isText = guesses.length === 1 && (chosenUse({ columns }, guesses[0]) ?? useOf(guesses[0])) === 'text';
  return task ?? (isText && target === undefined ? 'language-modelling' : undefined);
}

function guessOf(guesses: readonly ColumnGuess[], name: string, code: string): ColumnGuess {
  const guess = guesses.find((column) => column.name === name);
  if (guess !== undefined) return guess;
  const known = guesses.slice(0, 20).map((column) => column.name);
  throw new EngineError(code, `There is no column "${name}". The columns are ${known.join(', ')}${guesses.length > 20 ? ', …' : ''}.`);
}

/** What a person says that a column is; a column may be called "constructor". */
function chosenUse({ columns = {} }: Pick<Choosing, 'columns'>, { name }: ColumnGuess): ColumnUse | undefined {
  return Object.hasOwn(columns, name) ? columns[name] : undefined;
}

function useOf({ kind }: ColumnGuess): ColumnUse {
  return kind === 'number' ? 'number' : kind === 'category' || kind === 'boolean' ? 'category' : kind === 'text' ? 'text' : 'drop';
}

/** Few whole numbers are classes of a target; as an input their order counts. Texts are inputs where nothing else is. */
function inputUse(guess: ColumnGuess): ColumnUse {
  if (guess.kind === 'text') return 'drop';
  return guess.kind === 'category' && guess.alternatives.includes('number') ? 'number' : useOf(guess);
}

/** Whether rows differ in a column. */
function isTelling({ kind, numbers, distinct }: ColumnGuess): boolean {
  return kind === 'number' ? numbers !== undefined && numbers.min < numbers.max : distinct === undefined || distinct >= 2;
}

function numberInput({ name, numbers }: ColumnGuess, notes: string[]): InputColumn[] {
  if (numbers !== undefined && numbers.min < numbers.max) return [{ name }];
  notes.push(`Column "${name}" is left out: ${numbers === undefined ? 'it holds no numbers' : 'all its numbers are equal'}.`);
  return [];
}

function categoryInput({ name, distinct, values }: ColumnGuess, reader: CellReader, asked: boolean, notes: string[]): InputColumn[] {
  const names = new Set(values.map(({ value }) => reader.className(value)));
  if (distinct !== undefined && names.size >= 2 && (asked || distinct <= MOST_VALUES))
    return [{ name, values: orderedClasses(names, name) }];
  notes.push(
    `Column "${name}" is left out: ${distinct === undefined ? 'too many' : names.size} unlike values, 2 to ${MOST_VALUES} were expected of a category.`,
  );
  return [];
}

function targetField(
  { name, numbers, distinct, values, missing, rows }: ColumnGuess,
  task: ImportTask,
  reader: CellReader,
  { classNames }: ConversionOptions,
): TablePlan['target'] {
  if (missing === rows)
    throw new EngineError('bad-target', `Column "${name}" is empty: it holds nothing to predict. Choose another target.`);
  if (task === 'classification') {
    if (distinct === undefined)
      throw new EngineError('bad-target', `Column "${name}" has more than 1,000 unlike values. Choose another target, or predict numbers.`);
    const names = values.map(({ value }) => reader.className(value));
    return { name, naming: namedClasses(names, `Column "${name}"`, classNames) };
  }
  if (numbers !== undefined) return { name };
  throw new EngineError('bad-target', `Column "${name}" holds no numbers to predict. Choose another target, or predict classes.`);
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
