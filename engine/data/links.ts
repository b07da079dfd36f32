import { EngineError, invariant } from '../graph/errors.ts';
import { indices, permutation } from '../random/distributions.ts';
import { RandomStream } from '../random/stream.ts';
import type { Dataset, DatasetField, DatasetInfo, DatasetSplit, SampleGraph } from './dataset.ts';

/** How pairs of nodes are drawn. */
export interface LinkChoice {
  /** Share of the edges that are held back for testing. */
  readonly testFraction: number;
}

/** What decides which of the training pairs a run holds back. */
export interface LinkParts {
  /** Numbers of the training pairs that the run holds back for validation. */
  readonly validation: Uint32Array<ArrayBuffer>;
}

const LINKED = 1;
/** Which edges are held back for testing, and which pairs are no links: always the same, so that runs can be compared. */
const SEED = 1;

/** Why links of a dataset can't be learnt; `undefined` where they can. */
export function linkFault({ title, graph, splits }: DatasetInfo, { testFraction }: LinkChoice): string | undefined {
  if (graph === undefined)
    return `${title} has no graph whose links could be predicted. Choose a dataset whose samples are the nodes of a graph.`;
  const nodes = splits.train + splits.test;
  const pairs = (nodes * (nodes - 1)) / (graph.directed ? 1 : 2);
  const test = testEdges(graph.edges, testFraction);
  if (test === 0 || test === graph.edges)
    return `${graph.edges} edges of ${title} can’t be divided by ${testFraction}: one for training and one for testing are needed.`;
  return 2 * graph.edges > pairs
    ? `More than half of all pairs of nodes of ${title} are linked: there are not as many that are not, to learn the difference from.`
    : undefined;
}

/**
 * The declaration of a graph's pairs of nodes: as many that are linked as not. All nodes are fed with each batch; `pair` are the numbers of the
 * two nodes, `linked` the target. The same declaration where `linkFault` tells why there is none.
 */
export function linkedInfo(info: DatasetInfo, choice: LinkChoice): DatasetInfo {
  const { graph } = info;
  if (graph === undefined || linkFault(info, choice) !== undefined) return info;
  const test = testEdges(graph.edges, choice.testFraction);
  const nodes = info.fields.filter(({ role }) => role === 'input');
  const pair = freeName('pair', nodes);
  const fields: DatasetField[] = [
    ...nodes,
    { name: pair, label: 'Pair of nodes', role: 'input', semantics: 'vector', dtype: 'int64', shape: [2] },
    {
      name: freeName('linked', nodes),
      label: 'Linked',
      role: 'target',
      semantics: 'category',
      dtype: 'int64',
      shape: [],
      classes: ['not linked', 'linked'],
    },
  ];
  return {
    ...info,
    task: 'classification',
    fields,
    splits: { train: 2 * (graph.edges - test), test: 2 * test },
    splitKey: 'edges drawn at random, as many pairs that are no edges',
    graph: { ...graph, edges: graph.edges - test, pairs: pair },
  };
}

/**
 * A view of a graph whose samples are pairs of its nodes. The network reads the edges that are for training alone: neither those held back for
 * testing nor those that the run holds back for validation. Throws `bad-links`.
 */
export function linked(dataset: Dataset, choice: LinkChoice, { validation }: LinkParts): Dataset {
  const { info, graph } = dataset;
  const fault = linkFault(info, choice);
  if (fault !== undefined) throw new EngineError('bad-links', fault);
  invariant(graph !== undefined, `${info.id} has a graph`);
  const { kept, held, others } = drawnPairs(info, graph, choice);
  const told = linkedInfo(info, choice);
  const isHeld = new Set(validation);
  const read = kept.filter((_, i) => !isHeld.has(2 * i));
  return {
    ...dataset,
    info: told,
    train: pairSplit(told, graph, kept, others.slice(0, 2 * kept.length)),
    test: pairSplit(told, graph, held, others.slice(2 * kept.length)),
    graph: edgesOf(graph, read),
    nodes: { train: dataset.train, test: dataset.test },
  };
}

/** The numbers of the two nodes of each pair, sample after sample as `linked` has them. Throws `bad-links`. */
export function linkPairs(
  info: DatasetInfo,
  graph: Ends,
  choice: LinkChoice,
): { readonly train: Int32Array<ArrayBuffer>; readonly test: Int32Array<ArrayBuffer> } {
  const fault = linkFault(info, choice);
  if (fault !== undefined) throw new EngineError('bad-links', fault);
  const { kept, held, others } = drawnPairs(info, graph, choice);
  return {
    train: sideBySide(graph, kept, others.subarray(0, 2 * kept.length)),
    test: sideBySide(graph, held, others.subarray(2 * kept.length)),
  };
}

interface Ends {
  readonly source: ArrayLike<number>;
  readonly target: ArrayLike<number>;
}

/** Edges for training and those held back for testing, and as many pairs that are none, in the same order. */
function drawnPairs(info: DatasetInfo, graph: Ends, { testFraction }: LinkChoice) {
  const drawn = permutation(new RandomStream(SEED, 'samples', [1, 0, 0]), indices(graph.source.length));
  const order = withTurned(drawn, graph);
  const test = testEdges(order.length, testFraction);
  return { held: order.slice(0, test), kept: order.slice(test), others: unlinkedPairs(info, graph, order.length) };
}

/** The edges in their order, each followed by the one that leads back, where there is one: the two are held back together, or neither. */
function withTurned(drawn: Uint32Array<ArrayBuffer>, { source, target }: Ends): Uint32Array<ArrayBuffer> {
  const byEnds = new Map<string, number[]>();
  for (const edge of drawn) {
    const key = [source[edge], target[edge]].sort((a, b) => a - b).join(' ');
    byEnds.set(key, [...(byEnds.get(key) ?? []), edge]);
  }
  return Uint32Array.from([...byEnds.values()].flat());
}

/** Sample 2i is the i-th edge, sample 2i + 1 a pair that is none. */
function sideBySide({ source, target }: Ends, edges: Uint32Array, others: Int32Array): Int32Array<ArrayBuffer> {
  const pairs = new Int32Array(4 * edges.length);
  edges.forEach((edge, i) => pairs.set([source[edge], target[edge], others[2 * i], others[2 * i + 1]], 4 * i));
  return pairs;
}

function testEdges(edges: number, fraction: number): number {
  return Math.round(edges * fraction);
}

function freeName(name: string, fields: readonly DatasetField[]): string {
  return fields.some((field) => field.name === name) ? freeName(`graph-${name}`, fields) : name;
}

function edgesOf({ source, target, weight }: SampleGraph, edges: Uint32Array): SampleGraph {
  return {
    source: Int32Array.from(edges, (edge) => source[edge]),
    target: Int32Array.from(edges, (edge) => target[edge]),
    ...(weight && { weight: Float32Array.from(edges, (edge) => weight[edge]) }),
  };
}

function pairSplit({ fields, graph }: DatasetInfo, ends: SampleGraph, edges: Uint32Array, others: Int32Array): DatasetSplit {
  const pairs = sideBySide(ends, edges, others);
  const labels = Uint8Array.from({ length: 2 * edges.length }, (_, i) => (i % 2 === 0 ? LINKED : 0));
  const label = fields.find(({ role }) => role === 'target')?.name ?? '';
  return {
    size: labels.length,
    fields: new Map<string, Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>>([
      [graph?.pairs ?? '', pairs],
      [label, labels],
    ]),
  };
}

/** Pairs of unlike nodes that no edge joins, all different, one after another. */
function unlinkedPairs({ splits, graph: declared }: DatasetInfo, { source, target }: Ends, count: number): Int32Array<ArrayBuffer> {
  const nodes = splits.train + splits.test;
  const directed = declared?.directed === true;
  const keyOf = (a: number, b: number): number => (directed || a < b ? a * nodes + b : b * nodes + a);
  const taken = new Set(Array.from({ length: source.length }, (_, edge) => keyOf(source[edge], target[edge])));
  const stream = new RandomStream(SEED, 'samples', [2, 0, 0]);
  const pairs = new Int32Array(2 * count);
  for (let found = 0; found < count; ) {
    const [a, b] = [stream.below(nodes), stream.below(nodes)];
    const key = keyOf(a, b);
    if (a === b || taken.has(key)) continue;
    taken.add(key);
    pairs.set([a, b], 2 * found);
    found += 1;
  }
  return pairs;
}
