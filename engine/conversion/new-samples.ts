import type { DatasetField } from '../data/dataset.ts';
import { raggedTexts } from '../data/ragged.ts';
import { EngineError } from '../graph/errors.ts';
import { sizeOf } from '../graph/shape.ts';
import type { Cell, RawTable, RawTensor, RawTensors } from '../importers/definition.ts';
import { CellReader } from './cell-reader.ts';
import { storedReader } from './table.ts';
import { inputLayout, storedInputs } from './tensor-layout.ts';
import { chosenTarget } from './tensor-roles.ts';

/** New samples of the inputs of a dataset, in its stored form. */
export interface NewSamples {
  readonly samples: number;
  readonly inputs: Readonly<Record<string, Float32Array | Uint8Array>>;
  /** Of texts: where each begins, and the end of the last. */
  readonly offsets?: Readonly<Record<string, Uint32Array>>;
  /** What was passed over or isn't known: it is told beside the predictions. */
  readonly notes: readonly string[];
}

/** Whether a table has columns of a field by their names. */
export function namesColumns({ columns }: RawTable, fields: readonly DatasetField[]): boolean {
  return fields.some((field) => wantedColumns(field).some((name) => columns.includes(name)) || textColumn(field, columns) !== undefined);
}

/**
 * Rows of a table as new samples, columns by name in any order: a category that the training didn't know is a missing value. Throws
 * `bad-input` naming the columns that lack.
 */
export async function newRows(table: RawTable, fields: readonly DatasetField[]): Promise<NewSamples> {
  const reader = new CellReader(table.settings);
  const chosen = fields.map((field) => ({ field, columns: columnsFor(field, table) }));
  const names = [...new Set(chosen.flatMap(({ columns }) => columns))];
  const cells = new Map<string, Cell[]>(names.map((name) => [name, []]));
  for await (const batch of table.batches(names)) names.forEach((name, i) => cells.get(name)?.push(...batch.columns[i]));
  const samples = cells.get(names[0])?.length ?? 0;
  if (samples === 0) throw new EngineError('no-samples', `${table.title} has no rows.`);
  const notes: string[] = [];
  const others = table.columns.filter((name) => !names.includes(name));
  if (others.length > 0) notes.push(`Columns that the network doesn't read are passed over: ${others.slice(0, 20).join(', ')}.`);
  const inputs: Record<string, Float32Array | Uint8Array> = {};
  const offsets: Record<string, Uint32Array> = {};
  for (const { field, columns } of chosen) {
    if (field.semantics === 'text') {
      const texts = raggedTexts((cells.get(columns[0]) ?? []).map((cell) => reader.text(cell)));
      inputs[field.name] = Uint8Array.from(texts.values, Number);
      offsets[field.name] = texts.offsets;
    } else inputs[field.name] = tableValues(field, cells, samples, reader, notes);
  }
  return { samples, inputs, ...(Object.keys(offsets).length > 0 && { offsets }), notes };
}

/** Columns of a table that a field is read from. Throws `bad-input` naming those that lack. */
export function columnsFor(field: DatasetField, { columns, title }: RawTable): readonly string[] {
  if (field.semantics === 'text') {
    const name = textColumn(field, columns);
    if (name !== undefined) return [name];
    throw new EngineError('bad-input', `${title} lacks the column "${field.label}" with texts. It has ${listed(columns)}.`);
  }
  const wanted = field.semantics === 'table' || field.semantics === 'signal' ? wantedColumns(field) : [];
  if (wanted.length === 0)
    throw new EngineError(
      'bad-input',
      `${title} is a table; the network reads ${field.label}, ${field.semantics} of ${field.shape.join('×')}.`,
    );
  const lacking = wanted.filter((name) => !columns.includes(name));
  if (lacking.length === 0) return wanted;
  const more = lacking.length > 20 ? `, … (${lacking.length})` : '';
  throw new EngineError(
    'bad-input',
    `${title} lacks columns that the network was trained on: ${lacking.slice(0, 20).join(', ')}${more}. It has ${listed(columns)}.`,
  );
}

function wantedColumns({ columns = [] }: DatasetField): readonly string[] {
  return columns.map(({ name }) => name);
}

function textColumn({ semantics, label }: DatasetField, columns: readonly string[]): string | undefined {
  if (semantics !== 'text') return undefined;
  return (
    columns.find((name) => name === label) ?? columns.find((name) => name === 'text') ?? (columns.length === 1 ? columns[0] : undefined)
  );
}

function listed(names: readonly string[]): string {
  return `${names.slice(0, 20).join(', ')}${names.length > 20 ? ', …' : ''}`;
}

function tableValues(
  { columns = [] }: DatasetField,
  cells: ReadonlyMap<string, readonly Cell[]>,
  samples: number,
  reader: CellReader,
  notes: string[],
): Float32Array {
  const values = new Float32Array(samples * columns.length);
  columns.forEach((column, i) => {
    const read = storedReader(column, reader);
    const unknown = new Set<string>();
    (cells.get(column.name) ?? []).forEach((cell, row) => {
      const value = read(cell);
      values[row * columns.length + i] = value;
      const name = Number.isNaN(value) ? reader.category(cell) : undefined;
      if (name !== undefined && unknown.size < 20) unknown.add(name);
    });
    const what = column.values === undefined ? 'no numbers' : 'unknown to the training';
    if (unknown.size > 0) notes.push(`Values of "${column.name}" are ${what} and count as missing: ${[...unknown].join(', ')}.`);
  });
  return values;
}

/** Rows of an array as new samples of one input. Throws `bad-input` where none of the arrays has samples of its shape. */
export async function newTensors({ tensors, title }: RawTensors, field: DatasetField): Promise<NewSamples> {
  const target = chosenTarget(tensors);
  const fitting = tensors.filter((tensor) => tensor.name !== target || tensors.length === 1).find((tensor) => fits(tensor, field));
  if (fitting === undefined) {
    const held = tensors.map(({ name, shape }) => `${name} [${shape.join(', ')}]`).join(', ');
    throw new EngineError('bad-input', `Samples of ${field.label} have the shape [${field.shape.join(', ')}]; ${title} holds ${held}.`);
  }
  const rows = fitting.shape[0] ?? 1;
  const layout = inputLayout(fitting);
  return {
    samples: rows,
    inputs: { [field.name]: storedInputs(fitting, layout, await fitting.rows(0, rows), 0) },
    notes: tensors.length > 1 ? [`"${fitting.name}" is read.`] : [],
  };
}

function fits(tensor: RawTensor, { shape }: DatasetField): boolean {
  if (tensor.dtype === 'text' || sizeOf(tensor.shape.slice(1)) === 0) return false;
  try {
    return inputLayout(tensor).shape.join() === shape.join();
  } catch {
    return false;
  }
}
