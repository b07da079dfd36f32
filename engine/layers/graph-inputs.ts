import { formatShape } from '../graph/shape.ts';
import type { TensorType } from '../graph/types.ts';
import type { InferLayerContext, LayerProblem, PortDefinition } from './definition.ts';
import { describeType } from './expectations.ts';
import { field } from './parameters.ts';

export const nodesPort: PortDefinition = { name: 'nodes', label: 'nodes', accepts: ['features'] };
export const edgesPort: PortDefinition = { name: 'edges', label: 'edges', accepts: ['edges'] };
export const edgeWeightPort: PortDefinition = { name: 'weight', label: 'edge weights', accepts: ['features'], optional: true };

/** Nodes and edges of a graph, and on request a weight for each edge. */
export const graphPorts: readonly PortDefinition[] = [nodesPort, edgesPort, edgeWeightPort];

/** Nodes, and the graph that each belongs to. */
export const membershipPort: PortDefinition = { name: 'membership', label: 'graph of each node', accepts: ['integer'] };
export const poolingPorts: readonly PortDefinition[] = [nodesPort, membershipPort];
export const graphNormPorts: readonly PortDefinition[] = [nodesPort, { ...membershipPort, optional: true }];

/** The parameter that adds each edge turned round. */
export const bothWaysField = field.bool({
  label: 'Both directions',
  help: 'Add each edge turned round, where the edges are written once. An edge from a node to itself then counts twice.',
  default: false,
});

/** A problem unless there is a row of floats for each node [V, F]. */
export function expectNodes(x: TensorType, layer: string): LayerProblem | undefined {
  if (x.shape.length === 2 && x.dtype === 'float32') return undefined;
  return {
    code: 'shape-mismatch',
    port: 'nodes',
    message: `${layer} expects a row of features for each node.`,
    expected: 'N×F, features',
    actual: describeType(x),
    ...(x.dtype !== 'float32' && { fixes: [{ label: 'Insert Embedding', insert: 'Embedding' }] }),
  };
}

/** A problem unless these are the ends of edges, int64 [2, E]. */
export function expectEdges({ dtype, shape }: TensorType, layer: string): LayerProblem | undefined {
  if (dtype === 'int64' && shape.length === 2 && shape[0] === 2) return undefined;
  const turned = shape.length === 2 && shape[1] === 2 ? ' They came as one pair a row: their axes must be swapped.' : '';
  return {
    code: 'edges-expected',
    port: 'edges',
    message: `${layer} expects the edges of a graph: the numbers of the nodes that they lead from, and of those that they lead to. Wire the edges of a graph’s Input here.${turned}`,
    expected: 'int64 2×E, edges',
    actual: `${dtype} ${formatShape(shape)}`,
  };
}

/** A problem unless there is one number for each edge. */
export function expectEdgeWeights(weight: TensorType | undefined, edges: TensorType, layer: string): LayerProblem | undefined {
  if (weight === undefined) return undefined;
  const fits = weight.dtype === 'float32' && weight.shape.length === 1 && weight.shape[0] === edges.shape[1];
  if (fits) return undefined;
  return {
    code: 'edge-count-mismatch',
    port: 'weight',
    message: `${layer} expects one weight for each of the ${edges.shape[1]} edges.`,
    expected: `float32 ${edges.shape[1]}`,
    actual: `${weight.dtype} ${formatShape(weight.shape)}`,
  };
}

function expectMembership(membership: TensorType | undefined, nodes: TensorType, layer: string): LayerProblem | undefined {
  if (membership === undefined) return undefined;
  if (membership.dtype === 'int64' && membership.shape.length === 1 && membership.shape[0] === nodes.shape[0]) return undefined;
  return {
    code: 'node-count-mismatch',
    port: 'membership',
    message: `${layer} expects the number of its graph for each of the ${nodes.shape[0]} nodes.`,
    expected: `int64 ${nodes.shape[0]}`,
    actual: `${membership.dtype} ${formatShape(membership.shape)}`,
  };
}

/** A problem of what is wired to `graphPorts`. */
export function expectGraph<P>({ inputs: [x, edges], optional }: InferLayerContext<P>, layer: string): LayerProblem | undefined {
  return expectNodes(x, layer) ?? expectEdges(edges, layer) ?? expectEdgeWeights(optional?.weight, edges, layer);
}

/** Nodes of no known graph are those of one: of a batch of graphs what one of them gives would depend on the others. */
function oneGraphProblem({ projectDataset }: InferLayerContext<unknown>, layer: string): LayerProblem | undefined {
  if (projectDataset?.samples !== 'graphs') return undefined;
  return {
    code: 'membership-missing',
    port: 'membership',
    message: `${layer} would take all graphs of a batch for one: what it makes of a graph would depend on those that it is fed with. Wire the graph of each node to it.`,
    expected: 'the graph of each node',
    actual: 'no wire',
  };
}

/** A problem of what is wired to `poolingPorts` or `graphNormPorts`. */
export function expectGraphs<P>(context: InferLayerContext<P>, layer: string): LayerProblem | undefined {
  const {
    inputs: [x, required],
    optional,
  } = context;
  const membership = required ?? optional?.membership;
  const problem = expectNodes(x, layer) ?? expectMembership(membership, x, layer);
  return problem ?? (membership === undefined ? oneGraphProblem(context, layer) : undefined);
}

/** Operations of a node for its edges, where each takes `perEdge`; 0 where nothing tells how many edges there are. */
export function edgeFlops<P extends { readonly bothWays: boolean }>(context: InferLayerContext<P>, perEdge: number): number {
  const { parameters, inputs, projectDataset } = context;
  const [[nodes], [, edges]] = [inputs[0].shape, inputs[1].shape];
  const known = typeof nodes === 'number' && typeof edges === 'number' ? edges / Math.max(1, nodes) : (projectDataset?.edgesPerNode ?? 0);
  return Math.round((parameters.bothWays ? 2 : 1) * known * perEdge);
}

/** Operations for each edge of adding up `width` features of neighbours, with weights or without. */
export const sumFlops = ({ optional }: Pick<InferLayerContext<unknown>, 'optional'>, width: number): number =>
  (optional?.weight === undefined ? 1 : 2) * width;
