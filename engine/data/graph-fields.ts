import type { Shape } from '../graph/types.ts';
import type { DatasetField, DatasetInfo } from './dataset.ts';

/** Rows of nodes, ends of edges [2, E], a number for each edge [E], or the graph that each node belongs to [V]. */
export type GraphPart = 'nodes' | 'edges' | 'weights' | 'membership';

/** What the samples of a dataset of graphs are: the nodes of one graph, pairs of them, or graphs of their own. */
export type GraphSamples = 'nodes' | 'pairs' | 'graphs';

/** A part of the graph that no stored field holds: it follows from the edges, or from the numbers of nodes. */
export interface VirtualField {
  readonly name: string;
  readonly label: string;
  readonly part: GraphPart;
}

type Declared = Pick<DatasetInfo, 'fields' | 'graph'>;

/** `undefined` where the samples are no nodes and no graphs. */
export function graphSamplesOf({ fields, graph }: Declared): GraphSamples | undefined {
  if (graph !== undefined) return graph.pairs === undefined ? 'nodes' : 'pairs';
  return nodesFieldOf(fields) === undefined ? undefined : 'graphs';
}

/** The field with the nodes of each sample's graph. */
export function nodesFieldOf(fields: readonly DatasetField[]): DatasetField | undefined {
  return fields.find(({ semantics, ragged }) => semantics === 'nodes' && ragged !== undefined);
}

/** The field with the edges of each sample's graph. */
export function edgesFieldOf(fields: readonly DatasetField[]): DatasetField | undefined {
  return fields.find(({ semantics, ragged }) => semantics === 'edges' && ragged !== undefined);
}

/** What of a graph a stored field is; `undefined` for a field with one value a sample. */
export function partOf({ name, role, semantics, ragged }: DatasetField, declared: Declared): GraphPart | undefined {
  const samples = graphSamplesOf(declared);
  if (samples === undefined) return undefined;
  if (samples !== 'graphs') return role === 'input' && ragged === undefined && name !== declared.graph?.pairs ? 'nodes' : undefined;
  if (ragged === undefined) return undefined;
  return semantics === 'nodes' || semantics === 'edges' ? semantics : undefined;
}

/** What an Input can read besides the stored fields; a name that the dataset uses itself gets `graph-` before it. */
export function virtualFields(declared: Declared): readonly VirtualField[] {
  const named = (name: string, label: string, part: GraphPart): VirtualField => ({ name: freeName(name, declared.fields), label, part });
  switch (graphSamplesOf(declared)) {
    case 'nodes':
    case 'pairs':
      return [
        named('edges', 'Edges', 'edges'),
        ...(declared.graph?.weighted === true ? [named('edge-weights', 'Edge weights', 'weights')] : []),
      ];
    case 'graphs':
      return [named('membership', 'Graph of each node', 'membership')];
    case undefined:
      return [];
  }
}

function freeName(name: string, fields: readonly DatasetField[]): string {
  return fields.some((field) => field.name === name) ? freeName(`graph-${name}`, fields) : name;
}

/** The shape of a part in a network, `sample` being that of one node: N samples that are nodes, V nodes otherwise, E edges. */
export function partShape(part: GraphPart, samples: GraphSamples, sample: Shape): Shape {
  const nodes = samples === 'nodes' ? 'N' : 'V';
  switch (part) {
    case 'nodes':
      return [nodes, ...sample];
    case 'membership':
      return [nodes];
    case 'edges':
      return [2, 'E'];
    case 'weights':
      return ['E'];
  }
}

/** Edges as a network reads them: one that is stored once and has no direction leads both ways, but one from a node to itself. */
export function isTurned(directed: boolean, source: number, target: number): boolean {
  return !directed && source !== target;
}

/** Edges that lead to a node on average, as a network reads them; `undefined` where the declaration doesn't tell. */
export function meanEdgesPerNode({ fields, graph, splits }: Declared & Partial<Pick<DatasetInfo, 'splits'>>): number | undefined {
  const ways = (directed: boolean | undefined): number => (directed === true ? 1 : 2);
  if (graph !== undefined) {
    if (graph.pairs !== undefined || splits === undefined) return undefined;
    return (ways(graph.directed) * graph.edges) / (splits.train + splits.test);
  }
  const [nodes, edges] = [nodesFieldOf(fields), edgesFieldOf(fields)];
  if (nodes?.ragged === undefined || edges?.ragged === undefined || nodes.ragged.mean === 0) return undefined;
  return (ways(edges.directed) * edges.ragged.mean) / nodes.ragged.mean;
}
