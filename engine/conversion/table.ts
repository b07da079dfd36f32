import type { Column, DatasetField } from '../data/dataset.ts';
import type { OwnSplit } from '../data/own.ts';
import { EngineError } from '../graph/errors.ts';
import type { TensorArray } from '../graph/types.ts';
import { type ColumnGuess, ColumnSurvey } from '../importers/columns.ts';
import type { RawTable, TableBatch } from '../importers/definition.ts';
import { type ConversionOptions, type ConversionPlan, described, type SampleBlock } from './definition.ts';
import { Moments } from './moments.ts';
import { HASH_SPLIT, SOURCE_SPLIT, testRows } from './row-split.ts';
import { CellReader, planColumns, type TablePlan } from './table-columns.ts';

/** A table, and which split it is where the source says so. */
export interface TablePart {
  readonly table: RawTable;
  readonly split?: OwnSplit;
}

/**
 * Numbers and categories of tables of equal columns as one dataset: inputs standardised by the training rows, categories as zeros and
 * ones, missing numbers replaced by the mean of the training rows, rows without a target left out. Reads all rows once to see what
 * the columns hold, and once more where numbers are missing.
 */
export async function planTable(parts: readonly TablePart[], options: ConversionOptions): Promise<ConversionPlan> {
  const [{ table }] = parts;
  const reader = new CellReader(table.settings);
  const survey = new ColumnSurvey(table.columns, table.settings);
  for (const part of parts) for await (const batch of batchesOf(part.table, table.columns)) survey.add(batch);
  if (survey.rows === 0) throw new EngineError('no-samples', `${table.title} has no rows. Is its first line all there is?`);
  const guesses = survey.guesses();
  const conversion = new TableConversion(parts, planColumns(guesses, options, reader), reader, options);
  const numbers = new Set(conversion.plan.inputs.flatMap(({ name, values }) => (values === undefined ? [name] : [])));
  if (guesses.some((guess) => numbers.has(guess.name) && !isComplete(guess))) await conversion.measure();
  return {
    storage: { features: 'float32', target: conversion.plan.target.classes === undefined ? 'float32' : 'int32' },
    total: survey.rows,
    samples: () => conversion.samples(),
    notes: () => conversion.notes(),
    describe: (splits) => {
      const { task } = conversion.plan;
      const splitKey = conversion.isSplit ? SOURCE_SPLIT : HASH_SPLIT;
      return described(options, table.title, { task, fields: conversion.fields(), splits, splitKey, preview: 'table' });
    },
  };
}

/** Whether every cell is a number that float32 holds. */
function isComplete({ missing, rows, numbers }: ColumnGuess): boolean {
  const extremes = numbers === undefined ? [NaN] : [numbers.min, numbers.max];
  return missing === 0 && numbers?.count === rows && extremes.every((value) => Number.isFinite(Math.fround(value)));
}

/** The rows of a table, its columns in the given order. Throws `bad-columns` where they are not those. */
function batchesOf(table: RawTable, columns: readonly string[]): AsyncIterable<TableBatch> {
  const lacking = columns.filter((name) => !table.columns.includes(name));
  const more = table.columns.filter((name) => !columns.includes(name));
  if (lacking.length === 0 && more.length === 0) return table.batches(columns);
  const differences = [...lacking.map((name) => `lacks "${name}"`), ...more.map((name) => `has "${name}" too`)];
  throw new EngineError(
    'bad-columns',
    `${table.title}: the columns of all files must be the same, it ${differences.slice(0, 5).join(', ')}.`,
  );
}

interface Rows extends SampleBlock {
  /** Inputs with NaN where a number is missing. */
  readonly features: Float32Array<ArrayBuffer>;
}

interface InputScale {
  readonly name: string;
  /** Whether it is standardised; zeros and ones are not. */
  readonly scaled: boolean;
}

class TableConversion {
  readonly plan: TablePlan;
  readonly isSplit: boolean;
  private readonly parts: readonly TablePart[];
  private readonly reader: CellReader;
  private readonly names: readonly string[];
  private readonly columns: readonly InputScale[];
  private moments: readonly Moments[] = [];
  private means: readonly number[] | undefined;
  private filled = 0;
  private dropped = 0;

  constructor(parts: readonly TablePart[], plan: TablePlan, reader: CellReader, { id }: ConversionOptions) {
    this.parts = parts;
    this.plan = plan;
    this.reader = reader;
    this.isSplit = parts.some(({ split }) => split === 'test') && parts.some(({ split }) => split !== 'test');
    this.names = [...plan.inputs.map(({ name }) => name), plan.target.name];
    this.columns = plan.inputs.flatMap(({ name, values }): InputScale[] =>
      values === undefined ? [{ name, scaled: true }] : values.map((value) => ({ name: `${name}: ${value}`, scaled: false })),
    );
    if (this.columns.length > MOST_COLUMNS)
      throw new EngineError(
        'no-inputs',
        `${id} would have ${this.columns.length} input columns, at most ${MOST_COLUMNS} are taken. Leave some out with --column NAME=drop.`,
      );
  }

  /** Finds the means of the training rows, which stand for missing numbers. */
  async measure(): Promise<void> {
    const moments = this.columns.map(() => new Moments());
    for await (const rows of this.rows()) this.addTo(moments, rows);
    this.means = moments.map(({ average }) => average);
  }

  async *samples(): AsyncIterable<SampleBlock> {
    this.moments = this.columns.map(() => new Moments());
    this.filled = 0;
    for await (const rows of this.rows()) {
      this.fill(rows.features);
      this.addTo(this.moments, rows);
      yield rows;
    }
  }

  fields(): readonly DatasetField[] {
    const { name, classes } = this.plan.target;
    const columns = this.columns.map((column, i): Column => {
      const scaling = column.scaled ? this.moments[i].standardisation() : { scale: 1, offset: 0 };
      return { name: column.name, ...scaling };
    });
    return [
      { name: 'features', label: 'Columns', role: 'input', semantics: 'table', dtype: 'float32', shape: [columns.length], columns },
      classes === undefined
        ? { name: 'target', label: name, role: 'target', semantics: 'number', dtype: 'float32', shape: [] }
        : { name: 'target', label: name, role: 'target', semantics: 'category', dtype: 'int64', shape: [], classes },
    ];
  }

  notes(): readonly string[] {
    return [
      ...this.parts.flatMap(({ table }) => table.notes),
      ...this.plan.notes,
      ...(this.filled > 0 ? [`${this.filled} missing numbers are replaced by the mean of the training rows.`] : []),
      ...(this.dropped > 0 ? [`${this.dropped} rows without "${this.plan.target.name}" are left out.`] : []),
    ];
  }

  private async *rows(): AsyncIterable<Rows> {
    this.dropped = 0;
    for (const { table, split } of this.parts) {
      for await (const batch of batchesOf(table, this.parts[0].table.columns)) yield this.encode(batch, split);
    }
  }

  private encode(batch: TableBatch, split: OwnSplit | undefined): Rows {
    const order = this.names.map((name) => this.parts[0].table.columns.indexOf(name));
    const targets = this.targets(batch.columns[order[order.length - 1]]);
    const kept = Array.from({ length: batch.length }, (_, row) => row).filter((row) => !Number.isNaN(targets[row]));
    this.dropped += batch.length - kept.length;
    const width = this.columns.length;
    const features = new Float32Array(kept.length * width);
    let at = 0;
    this.plan.inputs.forEach(({ values }, input) => {
      const cells = batch.columns[order[input]];
      const places = values && new Map(values.map((value, i) => [value, i]));
      kept.forEach((row, i) => {
        if (places === undefined) features[i * width + at] = this.reader.number(cells[row]);
        else {
          const place = places.get(this.reader.category(cells[row]) ?? '');
          if (place !== undefined) features[i * width + at + place] = 1;
        }
      });
      at += values?.length ?? 1;
    });
    const target: TensorArray =
      this.plan.target.classes === undefined
        ? Float32Array.from(kept, (row) => targets[row])
        : Int32Array.from(kept, (row) => targets[row]);
    const isTest = this.isSplit ? kept.map(() => split === 'test') : testRows(features, kept.length);
    return {
      size: kept.length,
      features,
      fields: new Map<string, TensorArray>([
        ['features', features],
        ['target', target],
      ]),
      isTest,
    };
  }

  /** Class numbers or values; NaN where they are missing. */
  private targets(cells: TableBatch['columns'][number]): Float64Array {
    const { classes } = this.plan.target;
    if (classes === undefined) return Float64Array.from(cells, (cell) => this.reader.number(cell));
    const numbers = new Map(classes.map((name, i) => [name, i]));
    return Float64Array.from(cells, (cell) => numbers.get(this.reader.category(cell) ?? '') ?? NaN);
  }

  private fill(features: Float32Array<ArrayBuffer>): void {
    const { means } = this;
    if (means === undefined) return;
    for (let i = 0; i < features.length; i += 1) {
      if (!Number.isNaN(features[i])) continue;
      features[i] = means[i % means.length];
      this.filled += 1;
    }
  }

  private addTo(moments: readonly Moments[], { features, isTest }: Rows): void {
    const width = moments.length;
    isTest.forEach((test, row) => {
      if (!test) moments.forEach((moment, i) => moment.add(features[row * width + i]));
    });
  }
}

const MOST_COLUMNS = 20_000;
