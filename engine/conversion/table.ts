import type { Column, DatasetField, RaggedValues } from '../data/dataset.ts';
import { raggedTexts } from '../data/ragged.ts';
import { EngineError } from '../graph/errors.ts';
import type { TensorArray } from '../graph/types.ts';
import { type ColumnGuess, ColumnSurvey } from '../importers/columns.ts';
import type { Cell, TableBatch } from '../importers/definition.ts';
import { CellReader } from './cell-reader.ts';
import { type ConversionOptions, type ConversionPlan, described, type SampleBlock } from './definition.ts';
import { charactersIn, LengthTally } from './length-tally.ts';
import { type RowSplit, rowSplit } from './row-split.ts';
import { checkColumns, declaredSplits, type TablePart, tableRows } from './table-parts.ts';
import { type InputColumn, planColumns, type TablePlan } from './table-columns.ts';

/** A dataset of more columns isn't made. */
export const MOST_COLUMNS = 20_000;

/**
 * Numbers, categories and texts of tables of equal columns as one dataset: a category as the number of its value, a missing cell as NaN,
 * texts as their bytes; rows without a target are left out. Reads all rows once to see what the columns hold.
 */
export async function planTable(parts: readonly TablePart[], options: ConversionOptions): Promise<ConversionPlan> {
  const [{ table }] = parts;
  checkColumns(table, MOST_COLUMNS);
  const survey = new ColumnSurvey(table.columns, table.settings);
  for (const part of parts) for await (const batch of tableRows(part.table, table.columns)) survey.add(batch);
  if (survey.rows === 0) throw new EngineError('no-samples', `${table.title} has no rows. Is its first line all there is?`);
  const conversion = new TableConversion(parts, survey.guesses(), options);
  if (options.split?.kind === 'order') await conversion.countRows();
  const { plan } = conversion;
  const isCategory = plan.target?.naming !== undefined;
  return {
    storage: {
      ...(plan.inputs.length > 0 && { features: 'float32' }),
      ...Object.fromEntries(conversion.textNames.map((name) => [name, 'uint8'] as const)),
      ...(plan.target && { target: isCategory ? 'int32' : 'float32' }),
    },
    total: survey.rows,
    samples: () => conversion.samples(),
    notes: () => conversion.notes(),
    describe: (splits) =>
      described(options, table.title, {
        task: plan.task,
        fields: conversion.fields(),
        splits,
        splitKey: conversion.splitKey,
        preview: plan.texts.length > 0 && plan.inputs.length === 0 ? 'texts' : 'table',
      }),
  };
}

class TableConversion {
  readonly plan: TablePlan;
  /** Fields of the columns of texts. */
  readonly textNames: readonly string[];
  private readonly parts: readonly TablePart[];
  private readonly options: ConversionOptions;
  private readonly reader: CellReader;
  private readonly newSplit: () => RowSplit;
  /** Where each column stands: there may be thousands. */
  private readonly places: ReadonlyMap<string, number>;
  /** Rows that become samples, as far as it is known. */
  private rows: number;
  private missing: readonly { count: number }[] = [];
  private lengths: readonly LengthTally[] = [];
  private dropped = { target: 0, text: 0, skipped: 0 };

  constructor(parts: readonly TablePart[], guesses: readonly ColumnGuess[], options: ConversionOptions) {
    this.parts = parts;
    this.places = new Map(parts[0].table.columns.map((name, place) => [name, place]));
    this.options = options;
    this.reader = new CellReader(parts[0].table.settings);
    this.plan = planColumns(guesses, options, this.reader);
    const { texts, target } = this.plan;
    this.textNames = texts.map((_, i) => (texts.length === 1 ? 'text' : `text-${i + 1}`));
    const perClass = target?.naming && classCounts(guesses, target, this.reader);
    this.rows = guesses[0].rows;
    const facts = {
      declared: parts.some(({ split }) => split === 'test') && parts.some(({ split }) => split !== 'test'),
      perClass,
      byColumn: options.split?.kind === 'column',
    };
    this.newSplit = () => rowSplit(options.split, { ...facts, rows: this.rows });
    this.newSplit();
  }

  get splitKey(): string {
    return this.newSplit().key;
  }

  /** Reads all rows once more and counts those that become samples: a division by order needs their number. */
  async countRows(): Promise<void> {
    const { columns } = this.parts[0].table;
    let rows = 0;
    for (const { table } of this.parts) for await (const batch of tableRows(table, columns)) rows += this.read(batch).kept.length;
    this.rows = rows;
  }

  async *samples(): AsyncIterable<SampleBlock> {
    this.missing = this.plan.inputs.map(() => ({ count: 0 }));
    this.lengths = this.plan.texts.map(() => new LengthTally());
    this.dropped = { target: 0, text: 0, skipped: 0 };
    const split = this.newSplit();
    const { columns } = this.parts[0].table;
    for (const part of this.parts) {
      for await (const batch of tableRows(part.table, columns)) yield this.encode(batch, columns, part, split);
    }
  }

  fields(): readonly DatasetField[] {
    const { inputs, target, texts } = this.plan;
    const columns = inputs.map(({ name, values }, i): Column => {
      return { name, scale: 1, offset: 0, ...(values && { values }), missing: this.missing.at(i)?.count ?? 0 };
    });
    const table: DatasetField = {
      name: 'features',
      label: 'Columns',
      role: 'input',
      semantics: 'table',
      dtype: 'float32',
      shape: [columns.length],
      columns,
    };
    return [
      ...(columns.length > 0 ? [table] : []),
      ...texts.map((label, i) => textField(this.textNames[i], label, this.lengths.at(i))),
      ...(target ? [targetField(target)] : []),
    ];
  }

  notes(): readonly string[] {
    const missing = this.missing.reduce((sum, { count }) => sum + count, 0);
    const { target, text, skipped } = this.dropped;
    return [
      ...this.parts.flatMap(({ table }) => table.notes),
      ...this.plan.notes,
      ...(missing > 0 ? [`${missing} cells of the training rows have no value; what is done about them is up to the preprocessing.`] : []),
      ...(target > 0 ? [`${target} rows without "${this.plan.target?.name ?? ''}" are left out.`] : []),
      ...(text > 0 ? [`${text} rows without a text are left out.`] : []),
      ...(skipped > 0 ? [`${skipped} rows with another number of values than there are columns are left out.`] : []),
    ];
  }

  /** Targets and texts of a batch; its rows with a target, and those among them with something to predict it from. */
  private read(batch: TableBatch) {
    const cellsOf = (name: string) => batch.columns[this.places.get(name) ?? -1];
    const targets = this.plan.target && this.targets(cellsOf(this.plan.target.name));
    const { inputs, texts } = this.plan;
    const strings = texts.map((name) => cellsOf(name).map((cell) => this.reader.text(cell)));
    const isBlank = (row: number): boolean => inputs.length === 0 && strings.every((column) => column[row].trim() === '');
    const present = Array.from({ length: batch.length }, (_, row) => row).filter((row) => !Number.isNaN(targets?.[row]));
    return { cellsOf, targets, strings, present, kept: present.filter((row) => !isBlank(row)) };
  }

  private encode(batch: TableBatch, columns: readonly string[], part: TablePart, split: RowSplit): SampleBlock {
    const { inputs } = this.plan;
    const { cellsOf, targets, strings, present, kept } = this.read(batch);
    this.dropped.target += batch.length - present.length;
    this.dropped.text += present.length - kept.length;
    this.dropped.skipped += batch.skipped.length;
    const features = this.features(kept, cellsOf);
    const ragged = new Map<string, RaggedValues>(
      strings.map((column, i) => [this.textNames[i], raggedTexts(kept.map((row) => column[row]))]),
    );
    const declared = declaredSplits(this.options.split, part, batch, columns);
    const isTest = split.testRows({
      size: kept.length,
      inputs: [...(inputs.length > 0 ? [features] : []), ...ragged.values()],
      ...(targets && this.plan.target?.naming && { classes: kept.map((row) => targets[row]) }),
      declared: kept.map((row) => declared(row)),
    });
    this.tally(features, ragged, isTest);
    const fields = new Map<string, TensorArray>();
    if (inputs.length > 0) fields.set('features', features);
    if (targets)
      fields.set(
        'target',
        storedTargets(
          this.plan,
          Float64Array.from(kept, (row) => targets[row]),
        ),
      );
    return { size: kept.length, fields, ...(ragged.size > 0 && { ragged }), isTest };
  }

  private features(rows: readonly number[], cellsOf: (name: string) => readonly Cell[]): Float32Array<ArrayBuffer> {
    const { inputs } = this.plan;
    const features = new Float32Array(rows.length * inputs.length);
    inputs.forEach((input, i) => {
      const read = storedReader(input, this.reader);
      const cells = cellsOf(input.name);
      rows.forEach((row, at) => {
        features[at * inputs.length + i] = read(cells[row]);
      });
    });
    return features;
  }

  /** Class numbers or values; NaN where they are missing. */
  private targets(cells: readonly Cell[]): Float64Array {
    const naming = this.plan.target?.naming;
    if (naming === undefined) return Float64Array.from(cells, (cell) => this.reader.number(cell));
    return Float64Array.from(cells, (cell) => naming.numbers.get(this.reader.category(cell) ?? '') ?? NaN);
  }

  /** Counts what the declaration says of the training rows. */
  private tally(features: Float32Array, ragged: ReadonlyMap<string, RaggedValues>, isTest: readonly boolean[]): void {
    const width = this.plan.inputs.length;
    const texts = [...ragged.values()];
    isTest.forEach((test, row) => {
      if (test) return;
      for (let i = 0; i < width; i += 1) if (Number.isNaN(features[row * width + i])) this.missing[i].count += 1;
      texts.forEach(({ values, offsets }, i) => this.lengths[i].add(charactersIn(values, offsets[row], offsets[row + 1])));
    });
  }
}

/** Turns a cell of an input into what is stored: a number, or that of a category's value; NaN for a missing or unknown one. */
export function storedReader({ values }: InputColumn, reader: CellReader): (cell: Cell) => number {
  if (values === undefined) return (cell) => reader.number(cell);
  const places = new Map(values.map((value, i) => [value, i]));
  return (cell) => places.get(reader.category(cell) ?? '') ?? NaN;
}

function storedTargets({ target }: TablePlan, values: Float64Array): TensorArray {
  return target?.naming === undefined ? Float32Array.from(values) : Int32Array.from(values);
}

/** Rows of each class with a target. */
function classCounts(guesses: readonly ColumnGuess[], target: NonNullable<TablePlan['target']>, reader: CellReader): readonly number[] {
  const counts = (target.naming?.classes ?? []).map(() => 0);
  for (const { value, count } of guesses.find(({ name }) => name === target.name)?.values ?? []) {
    const place = target.naming?.numbers.get(reader.className(value));
    if (place !== undefined) counts[place] += count;
  }
  return counts;
}

export function textField(name: string, label: string, lengths = new LengthTally()): DatasetField {
  return { name, label, role: 'input', semantics: 'text', dtype: 'uint8', shape: [], ragged: lengths.summary() };
}

function targetField({ name, naming }: NonNullable<TablePlan['target']>): DatasetField {
  const common = { name: 'target', label: name, role: 'target', shape: [] } as const;
  return naming === undefined
    ? { ...common, semantics: 'number', dtype: 'float32', raw: true }
    : { ...common, semantics: 'category', dtype: 'int64', classes: naming.classes };
}
