import type { Cell, RawGraph, RawTable } from './definition.ts';
import { fileError } from './failure.ts';
import { GrowingArray } from './growing-array.ts';
import { MAX_GRAPH_EDGES, MAX_GRAPH_NODES } from './limits.ts';
import { numberOf } from './numbers.ts';

/** Which columns of the tables mean what; guessed by name, then by order. */
export interface GraphColumns {
  readonly source?: string;
  readonly target?: string;
  readonly weight?: string;
  readonly id?: string;
}

/**
 * A graph from a table of edges and, where there is one, a table of nodes. Throws `bad-file` naming the row of an edge to a node that
 * isn't in the table, of a node that comes twice, of a missing end or a weight that is no number.
 */
export async function readGraph(title: string, edges: RawTable, nodes?: RawTable, given: GraphColumns = {}): Promise<RawGraph> {
  if (edges.columns.length < 2)
    throw fileError(
      'bad-file',
      edges.title,
      {},
      'a column with the beginning and one with the end of each edge were expected, it has one column.',
    );
  const numbers = nodes === undefined ? new Map<string, number>() : await nodeNumbers(nodes, given.id ?? idColumn(nodes));
  const list = await readEdges(edges, edgeColumns(edges, given), numbers, nodes?.title);
  return {
    form: 'graph',
    title,
    nodes: { ids: [...numbers.keys()], ...(nodes && { table: nodes }) },
    edges: list,
    notes: [...edges.notes],
  };
}

const named = {
  source: /^(source|src|from|start|u|node_?1|id_?1|起点)$/i,
  target: /^(target|dst|dest|destination|to|end|v|node_?2|id_?2|终点)$/i,
  weight: /^(weight|w|权重)$/i,
  id: /^(id|node|node_?id|name|key|编号)$/i,
};

/** Whether the first two names of columns are those of an edge's ends. */
export function namesEnds([first = '', second = '']: readonly string[]): boolean {
  return named.source.test(first) && named.target.test(second);
}

interface EdgeColumns {
  readonly source: string;
  readonly target: string;
  readonly weight: string | undefined;
}

function edgeColumns({ columns }: RawTable, given: GraphColumns): EdgeColumns {
  const [source, target] = (['source', 'target'] as const).map((end) => given[end] ?? columns.find((name) => named[end].test(name)));
  const weight = given.weight ?? columns.find((name) => named.weight.test(name));
  if (source !== undefined && target !== undefined) return { source, target, weight };
  return { source: columns[0], target: columns[1], weight };
}

/** The column with the names of the nodes, unless a person says otherwise. */
export function idColumn({ columns }: Pick<RawTable, 'columns'>): string {
  return columns.find((name) => named.id.test(name)) ?? columns[0];
}

async function nodeNumbers(nodes: RawTable, id: string): Promise<Map<string, number>> {
  const numbers = new Map<string, number>();
  for await (const { columns, length, place } of nodes.batches([id])) {
    for (let row = 0; row < length; row++) {
      const name = nodeName(columns[0][row]);
      if (name === undefined) throw rowError(nodes.title, place(row), `each node needs a value in "${id}", this one has none.`);
      if (numbers.has(name)) throw rowError(nodes.title, place(row), `each node comes once, "${name}" comes a second time.`);
      addNode(numbers, name, nodes.title);
    }
  }
  return numbers;
}

async function readEdges(
  table: RawTable,
  wanted: EdgeColumns,
  numbers: Map<string, number>,
  nodesTitle: string | undefined,
): Promise<RawGraph['edges']> {
  const [source, target] = [newInt32List(), newInt32List()];
  const weight = wanted.weight === undefined ? undefined : new GrowingArray((length) => new Float32Array(length));
  const names = [wanted.source, wanted.target, ...(wanted.weight === undefined ? [] : [wanted.weight])];
  const end = (cell: Cell, place: string): number => {
    const name = nodeName(cell);
    if (name === undefined) throw rowError(table.title, place, 'both ends of an edge were expected, one is missing.');
    const known = numbers.get(name);
    if (known !== undefined) return known;
    if (nodesTitle !== undefined)
      throw rowError(table.title, place, `the edge leads to "${name}", which ${nodesTitle} doesn't hold. Add the node or remove the edge.`);
    return addNode(numbers, name, table.title);
  };
  for await (const { columns, length, place } of table.batches(names)) {
    for (let row = 0; row < length; row++) {
      source.push(end(columns[0][row], place(row)));
      target.push(end(columns[1][row], place(row)));
      weight?.push(weightOf(columns[2][row], table, place(row)));
    }
    if (source.length > MAX_GRAPH_EDGES)
      throw fileError('file-limit', table.title, {}, `graphs of at most ${MAX_GRAPH_EDGES} edges are read.`);
  }
  return { source: source.finish(), target: target.finish(), ...(weight && { weight: weight.finish() }) };
}

function newInt32List() {
  return new GrowingArray((length) => new Int32Array(length));
}

function nodeName(cell: Cell): string | undefined {
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  return typeof cell === 'string' && cell.trim() !== '' ? cell.trim() : undefined;
}

function addNode(numbers: Map<string, number>, name: string, file: string): number {
  if (numbers.size >= MAX_GRAPH_NODES) throw fileError('file-limit', file, {}, `graphs of at most ${MAX_GRAPH_NODES} nodes are read.`);
  const number = numbers.size;
  numbers.set(name, number);
  return number;
}

function weightOf(cell: Cell, table: RawTable, place: string): number {
  const value = typeof cell === 'number' ? cell : typeof cell === 'string' ? numberOf(cell, table.settings.decimal ?? '.') : undefined;
  if (value !== undefined && Number.isFinite(value)) return value;
  throw rowError(table.title, place, `a number was expected as the weight of an edge, came ${JSON.stringify(cell)}.`);
}

function rowError(file: string, place: string, message: string): Error {
  return fileError('bad-file', `${file}, ${place}`, {}, message);
}
