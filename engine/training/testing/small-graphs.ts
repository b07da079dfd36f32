import type { Dataset, DatasetField, DatasetInfo, DatasetSplit } from '../../data/dataset.ts';
import { MemoryRagged, raggedOf } from '../../data/ragged.ts';
import { type Project, projectSchema } from '../../project/schema.ts';

const lengths = { mean: 3, max: 4, percentile95: 4 };
const told = { title: 'Small', description: '', splitKey: '', license: 'CC0', attribution: '', preview: 'graphs' } as const;
const label: DatasetField = {
  name: 'kind',
  label: 'Kind',
  role: 'target',
  semantics: 'category',
  dtype: 'int64',
  shape: [],
  classes: ['a', 'b'],
};

/** A graph: rows of two features, pairs of nodes, class. */
type SmallGraph = readonly [nodes: readonly number[], edges: readonly number[], kind: number];

const trainGraphs: readonly SmallGraph[] = [
  [[1, 2, 3, 4, 5, 6], [0, 1, 1, 2], 0],
  [[7, 8], [0, 0], 1],
  [[9, 10, 11, 12], [], 0],
  [[0.5, -1, 2, 0.25, -3, 1, 4, 4], [3, 0, 0, 1, 2, 1], 1],
];
const testGraphs: readonly SmallGraph[] = [[[1, 1, 2, 2], [1, 0], 1]];

/** Five graphs of one to four nodes, one of them without edges, one with an edge from its node to itself. */
export function smallGraphs(directed = false): Dataset {
  const fields: DatasetField[] = [
    { name: 'nodes', label: 'Nodes', role: 'input', semantics: 'nodes', dtype: 'float32', shape: [2], ragged: lengths },
    {
      name: 'edges',
      label: 'Edges',
      role: 'input',
      semantics: 'edges',
      dtype: 'int32',
      shape: [2],
      ragged: lengths,
      ...(directed && { directed }),
    },
    label,
  ];
  const info: DatasetInfo = { ...told, id: 'small-graphs', task: 'classification', fields, splits: { train: 4, test: 1 } };
  return { info, train: splitOf(trainGraphs), test: splitOf(testGraphs) };
}

function splitOf(graphs: readonly SmallGraph[]): DatasetSplit {
  const nodes = graphs.map(([rows]) => Float32Array.from(rows));
  const edges = graphs.map(([, pairs]) => Int32Array.from(pairs));
  return {
    size: graphs.length,
    fields: new Map([['kind', Uint8Array.from(graphs.map(([, , kind]) => kind))]]),
    ragged: new Map([
      ['nodes', new MemoryRagged(raggedOf(nodes, 2, new Float32Array()), 2)],
      ['edges', new MemoryRagged(raggedOf(edges, 2, new Int32Array()), 2)],
    ]),
  };
}

/** Five nodes of one graph, three of them for training; its third edge leads from a node to itself. */
export function oneGraph(directed = false): Dataset {
  const fields: DatasetField[] = [
    {
      name: 'point',
      label: 'Point',
      role: 'input',
      semantics: 'vector',
      dtype: 'float32',
      shape: [2],
      preprocessing: { scale: 2, offset: 1 },
    },
    label,
  ];
  const graph = { edges: 4, directed, weighted: true };
  const info: DatasetInfo = { ...told, id: 'one-graph', task: 'classification', fields, splits: { train: 3, test: 2 }, graph };
  const split = (points: readonly number[], kinds: readonly number[]): DatasetSplit => ({
    size: kinds.length,
    fields: new Map<string, Float32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>>([
      ['point', Float32Array.from(points)],
      ['kind', Uint8Array.from(kinds)],
    ]),
  });
  return {
    info,
    train: split([1, 2, 3, 4, 5, 6], [0, 1, 0]),
    test: split([7, 8, 9, 10], [1, 1]),
    graph: {
      source: Int32Array.of(0, 1, 2, 4),
      target: Int32Array.of(1, 3, 2, 0),
      weight: Float32Array.of(0.5, 1, 2, 3),
    },
  };
}

const position = { x: 0, y: 0 };

/** A drawing of [id, type, parameters] nodes and `a.out > b.in` wires. */
export function drawn(
  nodes: readonly (readonly [id: string, type: string, parameters?: object])[],
  wires: readonly string[],
  training: object = {},
): Project {
  return projectSchema.parse({
    format: 'netloom',
    version: 1,
    name: 'graphs',
    nodes: nodes.map(([id, type, parameters = {}]) => ({ id, type, position, parameters })),
    wires: wires.map((wire) => {
      const [from, to] = wire.split(' > ').map((end) => end.split('.'));
      return { from: { node: from[0], port: from[1] }, to: { node: to[0], port: to[1] } };
    }),
    training,
  });
}
