import type { Column, DatasetField } from '../data/dataset.ts';
import type { OwnSplit } from '../data/own.ts';
import { windowSplits } from '../data/windows.ts';
import { EngineError } from '../graph/errors.ts';
import type { TensorArray } from '../graph/types.ts';
import { type ColumnGuess, ColumnSurvey } from '../importers/columns.ts';
import type { TableBatch } from '../importers/definition.ts';
import { CellReader } from './cell-reader.ts';
import { type ConversionOptions, type ConversionPlan, described, type SampleBlock, type SeriesChoice } from './definition.ts';
import { Moments } from './moments.ts';
import { type RowSplit, rowSplit } from './row-split.ts';
import { type SeriesOrder, seriesOrder } from './series-order.ts';
import { StepFiller } from './step-filler.ts';
import { chooseColumns } from './table-columns.ts';
import { checkColumns, declaredSplits, type TablePart, tableRows } from './table-parts.ts';

const MOST_CHANNELS = 4096;

type SeriesOptions = ConversionOptions & { readonly window: SeriesChoice };

/**
 * Rows as steps of a series, in the order of the source or of a column: columns with numbers are its channels, one of them is forecast. A
 * missing number takes the value of the step before it. What is stored are the steps; windows are cut as they are read.
 */
export async function planSeries(parts: readonly TablePart[], options: ConversionOptions, choice: SeriesChoice): Promise<ConversionPlan> {
  const [{ table }] = parts;
  checkColumns(table, MOST_CHANNELS);
  const { time, ...window } = choice;
  checkWindow(window);
  if (options.task !== undefined && options.task !== 'regression')
    throw new EngineError('bad-task', `A series is forecast, which is regression, not ${options.task}.`);
  const survey = new ColumnSurvey(table.columns, table.settings);
  for (const part of parts) for await (const batch of tableRows(part.table, table.columns)) survey.add(batch);
  if (survey.rows === 0) throw new EngineError('no-samples', `${table.title} has no rows. Is its first line all there is?`);
  const order = await seriesOrder(parts, survey.guesses(), time);
  const conversion = new SeriesConversion(parts, survey.guesses(), order, { ...options, window });
  return {
    storage: { steps: 'float32', target: 'float32' },
    total: survey.rows,
    samples: () => conversion.samples(),
    notes: () => conversion.notes(),
    describe: (steps) =>
      described(options, table.title, {
        task: 'regression',
        fields: conversion.fields(),
        splits: windowSplits(steps, window),
        steps,
        window,
        splitKey: conversion.newSplit().key,
        preview: 'signals',
      }),
  };
}

function checkWindow({ length, horizon, stride }: SeriesChoice): void {
  for (const [name, value] of Object.entries({ length, horizon, stride })) {
    if (Number.isInteger(value) && value >= 1) continue;
    throw new EngineError('bad-window', `The ${name} of a window is a whole number of steps from 1 on, not ${value}.`);
  }
}

class SeriesConversion {
  readonly newSplit: () => RowSplit;
  private readonly parts: readonly TablePart[];
  private readonly reader: CellReader;
  private readonly options: SeriesOptions;
  private readonly order: SeriesOrder;
  private readonly channels: readonly string[];
  private readonly target: string;
  private readonly left: readonly string[];
  private moments: readonly Moments[] = [];
  private filler = new StepFiller();
  /** Splits in the order in which their steps came. */
  private came: OwnSplit[] = [];
  private last: TablePart | undefined;
  /** Whether a split goes on from one file into the next. */
  private isJoined = false;

  constructor(parts: readonly TablePart[], guesses: readonly ColumnGuess[], order: SeriesOrder, options: SeriesOptions) {
    this.parts = parts;
    this.options = options;
    this.order = order;
    this.reader = new CellReader(parts[0].table.settings);
    const numeric = guesses.filter(({ name, numbers }) => numbers !== undefined && name !== order.time);
    const splitColumn = options.split?.kind === 'column' ? options.split.column : undefined;
    const offered = guesses.filter((guess) => numeric.includes(guess) || guess.name === splitColumn);
    const { target, uses } = chooseColumns(options.target === undefined && numeric.length > 0 ? offered : guesses, options);
    const chosen = ({ name, numbers }: ColumnGuess): boolean =>
      numbers !== undefined && name !== order.time && (name === target || uses[name] === 'number');
    this.channels = guesses.filter(chosen).map(({ name }) => name);
    if (target === undefined || !this.channels.includes(target))
      throw new EngineError(
        'bad-target',
        `A column of numbers was expected to be forecast, "${target ?? ''}" holds none. Choose another target.`,
      );
    this.target = target;
    this.left = guesses.map(({ name }) => name).filter((name) => name !== order.time && !this.channels.includes(name));
    const facts = {
      declared: parts.some(({ split }) => split === 'test') && parts.some(({ split }) => split !== 'test'),
      rows: guesses[0].rows,
      byColumn: options.split?.kind === 'column',
    };
    const choice = options.split ?? (facts.declared ? undefined : ({ kind: 'order', test: 0.2 } as const));
    if (choice?.kind === 'hash' || choice?.kind === 'stratified')
      throw new EngineError('bad-split', 'The windows of a series overlap: it is divided by order, the last steps being for testing.');
    this.newSplit = () => rowSplit(choice, facts);
    this.newSplit();
  }

  async *samples(): AsyncIterable<SampleBlock> {
    this.moments = this.channels.map(() => new Moments());
    this.filler = new StepFiller();
    [this.came, this.last, this.isJoined] = [[], undefined, false];
    const split = this.newSplit();
    const { columns } = this.parts[0].table;
    const { split: choice } = this.options;
    const cells = { numbers: this.channels, words: choice?.kind === 'column' ? [choice.column] : [] };
    for (const [i, part] of this.parts.entries()) {
      // Nothing is filled in from another file.
      this.filler.restart();
      for await (const batch of tableRows(this.order.ordered(i, cells), columns)) yield this.encode(batch, columns, part, split);
    }
  }

  fields(): readonly DatasetField[] {
    const { length, horizon } = this.options.window;
    const columns = this.channels.map((name, i): Column => {
      const scaling = this.moments.at(i)?.standardisation() ?? { scale: 1, offset: 0 };
      return { name, ...scaling };
    });
    const shape = [columns.length, length];
    const target = { name: 'target', label: this.target, role: 'target', dtype: 'float32', raw: true } as const;
    return [
      { name: 'steps', label: 'Steps', role: 'input', semantics: 'signal', dtype: 'float32', shape, columns },
      horizon === 1 ? { ...target, semantics: 'number', shape: [] } : { ...target, semantics: 'vector', shape: [horizon] },
    ];
  }

  notes(): readonly string[] {
    return [
      ...this.parts.flatMap(({ table }) => table.notes),
      ...this.order.notes,
      ...(this.isJoined ? ['The files are one series in the order given: windows reach from one into the next.'] : []),
      ...this.left.map((name) => `Column "${name}" is left out: it is no channel of numbers.`),
      ...this.filler.notes(),
    ];
  }

  private encode(batch: TableBatch, columns: readonly string[], part: TablePart, split: RowSplit): SampleBlock {
    const cells = this.channels.map((name) => batch.columns[columns.indexOf(name)]);
    const forecast = this.channels.indexOf(this.target);
    const declared = declaredSplits(this.options.split, part, batch, columns);
    const steps: number[] = [];
    const targets: number[] = [];
    const kept: number[] = [];
    const counted = split.testRows({
      size: batch.length,
      inputs: [],
      declared: Array.from({ length: batch.length }, (_, row) => declared(row)),
    });
    for (let row = 0; row < batch.length; row += 1) {
      this.checkOrder(counted[row] ? 'test' : 'train', part, batch, row);
      const values = this.filler.step(cells.map((column) => this.reader.number(column[row])));
      if (values === undefined) continue;
      steps.push(...values);
      targets.push(values[forecast]);
      kept.push(row);
      if (!counted[row]) this.moments.forEach((moment, i) => moment.add(values[i]));
    }
    const fields = new Map<string, TensorArray>([
      ['steps', Float32Array.from(steps)],
      ['target', Float32Array.from(targets)],
    ]);
    return { size: kept.length, fields, isTest: kept.map((row) => counted[row]) };
  }

  /** Windows reach over steps that follow one another in a split: no other ones may lie between them. */
  private checkOrder(split: OwnSplit, part: TablePart, batch: TableBatch, row: number): void {
    const { came } = this;
    const goesOn = came.at(-1) === split;
    this.isJoined ||= goesOn && part !== this.last;
    this.last = part;
    if (goesOn) return;
    if (came.includes(split))
      throw new EngineError(
        'bad-split',
        `${part.table.title}, ${batch.place(row)}: the steps of a series for ${split === 'test' ? 'testing' : 'training'} were expected one after another, others lie between them. Divide it by order.`,
      );
    came.push(split);
  }
}
