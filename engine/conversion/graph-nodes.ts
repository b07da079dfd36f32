import type { Column, DatasetField } from '../data/dataset.ts';
import type { OwnSplit } from '../data/own.ts';
import { EngineError } from '../graph/errors.ts';
import { type ColumnGuess, guessColumns } from '../importers/columns.ts';
import type { Cell, RawGraph, RawTable } from '../importers/definition.ts';
import { idColumn } from '../importers/graph.ts';
import { CellReader } from './cell-reader.ts';
import { namedClasses } from './class-names.ts';
import type { ConversionOptions } from './definition.ts';
import { storedReader } from './table.ts';
import { planColumns, type TablePlan } from './table-columns.ts';
import { declaredSplits } from './table-parts.ts';

/** Stored as the class of a node that has none: what losses leave out unless told otherwise. */
export const UNLABELLED = -100;

/** A node without features is known by its number alone, as a row of zeros with a one: the rows of a larger graph would fill the memory. */
const MOST_IDENTITIES = 4096;

/** What is predicted of the nodes. */
export interface NodeTargets {
  readonly label: string;
  readonly classes?: readonly string[];
  /** Class or number of each node, `UNLABELLED` for a class that is not known. */
  readonly values: ArrayLike<number>;
  /** Splits that a column of the nodes tells. */
  readonly declared?: readonly (OwnSplit | undefined)[];
  /** How the table of nodes is read, where it tells the target. */
  readonly plan?: TablePlan;
  readonly notes: readonly string[];
}

/** What is known of each node. */
export interface NodeFeatures {
  readonly field: DatasetField;
  readonly rows: (start: number, end: number) => Float32Array<ArrayBuffer>;
  readonly notes: readonly string[];
}

/** Reads the classes or numbers of the nodes. Throws `no-target`, `bad-target`, and what the columns' choice throws. */
export async function nodeTargets(raw: RawGraph, options: ConversionOptions): Promise<NodeTargets> {
  const { labels, classes: named, table, ids } = raw.nodes;
  if (labels !== undefined) return labelTargets(labels, named, options);
  if (table === undefined)
    throw new EngineError(
      'no-target',
      `${raw.title} has ${ids.length} nodes, but nothing to predict of them. Import a table of the nodes with their class beside the edges.`,
    );
  const reader = new CellReader(table.settings);
  const guesses = (await guessColumns(table)).filter(({ name }) => name !== idColumn(table));
  if (guesses.length === 0)
    throw new EngineError('no-target', `${table.title} has no column but the names of the nodes: nothing to predict.`);
  const plan = planNodes(guesses, options, reader);
  const { target } = plan;
  if (target === undefined)
    throw new EngineError('bad-target', 'A column with a class or a number of each node was expected as the target.');
  const cells = await columnOf(table, target.name);
  const { naming } = target;
  const notes = plan.notes.filter((note) => !note.startsWith(`Column "${idColumn(table)}"`));
  const declared = await columnSplits(table, options);
  const common = { label: target.name, plan, notes, ...(declared && { declared }) };
  if (naming !== undefined) {
    const values = Int32Array.from(cells, (cell) => naming.numbers.get(reader.category(cell) ?? '') ?? UNLABELLED);
    const unknown = values.filter((value) => value === UNLABELLED).length;
    return { ...common, classes: naming.classes, values, notes: [...notes, ...unlabelledNote(unknown)] };
  }
  const values = Float32Array.from(cells, (cell) => reader.number(cell));
  const missing = values.findIndex(Number.isNaN);
  if (missing < 0) return { ...common, values };
  throw new EngineError(
    'bad-target',
    `The node "${ids[missing]}" has no number in "${target.name}". Nodes can't be left out of a graph: fill it in, or choose another target.`,
  );
}

/** A table of nodes may hold their class alone. */
function planNodes(guesses: readonly ColumnGuess[], options: ConversionOptions, reader: CellReader): TablePlan {
  try {
    return planColumns(guesses, options, reader);
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'no-inputs') throw error;
    const standIn: ColumnGuess = { ...STAND_IN, rows: guesses[0].rows };
    const plan = planColumns([standIn, ...guesses], options, reader);
    return { ...plan, inputs: [], texts: [] };
  }
}

const STAND_IN: ColumnGuess = {
  name: '\0node',
  kind: 'number',
  alternatives: [],
  rows: 0,
  missing: 0,
  distinct: undefined,
  values: [],
  numbers: { count: 2, min: 0, max: 1, mean: 0.5, allIntegers: true },
  exceptions: [],
};

function labelTargets(labels: Int32Array, named: readonly string[] | undefined, options: ConversionOptions): NodeTargets {
  if (options.target !== undefined && options.target !== 'class')
    throw new EngineError('bad-target', `The nodes have a class and nothing else to predict, not "${options.target}".`);
  const known = [...new Set(labels)].filter((label) => label >= 0);
  const nameOf = (label: number): string => named?.[label] ?? String(label);
  const { classes, numbers } = namedClasses(known.map(nameOf), 'The classes of the nodes', options.classNames);
  const values = labels.map((label) => (label < 0 ? UNLABELLED : (numbers.get(nameOf(label)) ?? UNLABELLED)));
  return { label: 'Class', classes, values, notes: unlabelledNote(values.filter((value) => value === UNLABELLED).length) };
}

function unlabelledNote(count: number): readonly string[] {
  if (count === 0) return [];
  return [`${count} nodes have no class: they stay in the graph and are counted with the training nodes, their class is left out.`];
}

/** Columns or numbers that describe the nodes; where there are none, which node each is. Throws `no-inputs`. */
export async function nodeFeatures({ nodes, title }: RawGraph, { plan }: NodeTargets, options: ConversionOptions): Promise<NodeFeatures> {
  const { features, table, ids } = nodes;
  if (features !== undefined && features.shape[1] > 0) {
    const width = features.shape[1];
    return {
      field: vectorField('Features', width),
      rows: (start, end) => features.values.slice(start * width, end * width),
      notes: [],
    };
  }
  if (table !== undefined && plan !== undefined && plan.inputs.length > 0) return tableFeatures(table, plan, options);
  if (ids.length > MOST_IDENTITIES)
    throw new EngineError(
      'no-inputs',
      `Nothing but its edges is known of the ${ids.length} nodes of ${title}; that is enough up to ${MOST_IDENTITIES} nodes. Add columns with numbers or categories to the table of nodes.`,
    );
  const identity = (start: number, end: number) => {
    const rows = new Float32Array((end - start) * ids.length);
    for (let node = start; node < end; node += 1) rows[(node - start) * ids.length + node] = 1;
    return rows;
  };
  return { field: vectorField('Node', ids.length), rows: identity, notes: ['No column describes the nodes: each is known by its number.'] };
}

function vectorField(label: string, width: number): DatasetField {
  return { name: 'node', label, role: 'input', semantics: 'vector', dtype: 'float32', shape: [width] };
}

async function tableFeatures(table: RawTable, { inputs }: TablePlan, _options: ConversionOptions): Promise<NodeFeatures> {
  const reader = new CellReader(table.settings);
  const columns = await Promise.all(
    inputs.map(async (input) => {
      const read = storedReader(input, reader);
      return Float32Array.from(await columnOf(table, input.name), (cell) => read(cell));
    }),
  );
  const declared = inputs.map(({ name, values }, i): Column => {
    const missing = columns[i].filter(Number.isNaN).length;
    return { name, scale: 1, offset: 0, missing, ...(values && { values }) };
  });
  const width = columns.length;
  return {
    field: { name: 'node', label: 'Columns', role: 'input', semantics: 'table', dtype: 'float32', shape: [width], columns: declared },
    rows: (start, end) => Float32Array.from({ length: (end - start) * width }, (_, i) => columns[i % width][start + Math.floor(i / width)]),
    notes: [],
  };
}

async function columnSplits(table: RawTable, { split }: ConversionOptions): Promise<readonly (OwnSplit | undefined)[] | undefined> {
  if (split?.kind !== 'column') return undefined;
  const splits: (OwnSplit | undefined)[] = [];
  for await (const batch of table.batches()) {
    const of = declaredSplits(split, { table }, batch, table.columns);
    for (let row = 0; row < batch.length; row += 1) splits.push(of(row));
  }
  return splits;
}

async function columnOf(table: RawTable, name: string): Promise<readonly Cell[]> {
  const cells: Cell[] = [];
  for await (const batch of table.batches([name])) for (const cell of batch.columns[0]) cells.push(cell);
  return cells;
}
