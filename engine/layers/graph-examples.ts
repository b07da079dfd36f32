import type { ExampleInput, Optional } from './definition.ts';

type Edge = readonly [from: number, to: number];

interface GraphExample {
  readonly inputs: readonly ExampleInput[];
  readonly optional?: Optional<ExampleInput>;
}

/** A graph for the conformance suite: nodes with features, edges and, where given, their weights and the graph that each node belongs to. */
export function graphExample(
  nodes: number,
  features: number,
  edges: readonly Edge[],
  weights?: readonly number[],
  graphs?: readonly number[],
): GraphExample {
  const ends = [...edges.map(([from]) => from), ...edges.map(([, to]) => to)];
  const inputs: readonly ExampleInput[] = [
    { part: 'nodes', shape: [nodes, features] },
    { part: 'edges', dtype: 'int64', shape: [2, edges.length], values: ends },
  ];
  const weight: ExampleInput | undefined = weights && { part: 'weights', shape: [edges.length], values: weights };
  const membership: ExampleInput | undefined = graphs && { part: 'membership', dtype: 'int64', shape: [nodes], values: graphs };
  if (weight === undefined && membership === undefined) return { inputs };
  return { inputs, optional: { ...(weight && { weight }), ...(membership && { membership }) } };
}

/** Both ways along a path, and a node without neighbours. */
export const path: readonly Edge[] = [
  [0, 1],
  [1, 0],
  [1, 2],
  [2, 1],
];

/** One way each; an edge comes twice, one leads from a node to itself, one node has none that end there. */
export const tangle: readonly Edge[] = [
  [0, 1],
  [2, 1],
  [2, 1],
  [2, 2],
  [1, 4],
  [4, 2],
  [3, 0],
];

export const tangleWeights: readonly number[] = [0.5, 1.25, 0.75, 2, 0.3, 1, 1.5];

/** Nodes with features, and the graph that each belongs to, at an optional port on request. */
export function graphsExample(features: number, graphs: readonly number[], optional = false): GraphExample {
  const nodes: ExampleInput = { part: 'nodes', shape: [graphs.length, features] };
  const membership: ExampleInput = { part: 'membership', dtype: 'int64', shape: [graphs.length], values: graphs };
  return optional ? { inputs: [nodes], optional: { membership } } : { inputs: [nodes, membership] };
}
