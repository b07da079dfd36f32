import { EngineError } from '../graph/errors.ts';
import { ints, stringOf } from '../graph/attributes.ts';
import { namesRead } from '../graph/names-read.ts';
import type { Graph, GraphNode } from '../graph/types.ts';

export const OLDEST_OPSET = 17;
export const DEFAULT_OPSET = 21;

/** Operators that are younger than the oldest opset, by the opset that brought them. */
const since: Readonly<Record<string, number>> = {
  Mish: 18,
  Col2Im: 18,
  CenterCropPad: 18,
  BitwiseAnd: 18,
  GroupNormalization: 21,
  Gelu: 20,
};

/** Reductions that took their axes as an attribute before opset 18. */
const axesAsAttribute = new Set([
  'ReduceMean',
  'ReduceMax',
  'ReduceMin',
  'ReduceProd',
  'ReduceL1',
  'ReduceL2',
  'ReduceLogSum',
  'ReduceLogSumExp',
  'ReduceSumSquare',
]);

/** The graph in the form of an opset; what has none there throws `EngineError('bad-opset')` naming operator and layer. */
export function toOpset(graph: Graph, opset: number): Graph {
  if (!Number.isInteger(opset) || opset < OLDEST_OPSET || opset > DEFAULT_OPSET) {
    throw new EngineError('bad-opset', `Expected an opset from ${OLDEST_OPSET} to ${DEFAULT_OPSET}, came ${opset}.`);
  }
  for (const node of allNodes(graph)) checkAge(node, opset);
  return opset >= 18 ? graph : withAxesAttributes(graph, new Map());
}

/** The nodes of a graph and of the bodies of its nodes. */
function allNodes({ nodes }: Graph): readonly GraphNode[] {
  return nodes.flatMap((node) => [node, ...bodiesOf(node).flatMap(allNodes)]);
}

function bodiesOf({ attributes }: GraphNode): readonly Graph[] {
  return Object.values(attributes).flatMap((attribute) => ('graph' in attribute ? [attribute.graph] : []));
}

function checkAge(node: GraphNode, opset: number): void {
  const [what, needed] = ageOf(node);
  if (opset >= needed) return;
  const options = node.origin === undefined ? {} : { nodeId: node.origin.nodeId };
  throw new EngineError('bad-opset', `${what} needs opset ${needed}, came ${opset}. Export with ${needed} or newer.`, options);
}

/** The first opset with an operator in the form that a node uses, and that form in words. */
function ageOf({ opType, attributes }: GraphNode): readonly [what: string, opset: number] {
  if (opType === 'AveragePool' && attributes.dilations !== undefined) return ['A dilated AveragePool', 19];
  if (opType === 'ScatterElements' && stringOf(attributes, 'reduction', 'none') === 'max') return ['A largest value of each segment', 18];
  if (opType === 'Pad' && stringOf(attributes, 'mode', 'constant') === 'wrap') return ['Circular padding', 19];
  return [opType, since[opType] ?? OLDEST_OPSET];
}

/** `outer` are the constants outside, which a body may read. */
function withAxesAttributes(graph: Graph, outer: Graph['initializers']): Graph {
  const constants = new Map([...outer, ...graph.initializers]);
  const nodes = graph.nodes.map((node) => withAxesAttribute(withBodies(node, constants), constants));
  return withoutUnusedConstants({ ...graph, nodes });
}

function withBodies(node: GraphNode, constants: Graph['initializers']): GraphNode {
  if (bodiesOf(node).length === 0) return node;
  const attributes = Object.entries(node.attributes).map(
    ([name, attribute]) => [name, 'graph' in attribute ? { graph: withAxesAttributes(attribute.graph, constants) } : attribute] as const,
  );
  return { ...node, attributes: Object.fromEntries(attributes) };
}

function withAxesAttribute(node: GraphNode, constants: Graph['initializers']): GraphNode {
  const [data, axes] = node.inputs;
  if (!axesAsAttribute.has(node.opType) || axes === undefined || axes === '') return node;
  const constant = constants.get(axes);
  if (constant === undefined) {
    const options = node.origin === undefined ? {} : { nodeId: node.origin.nodeId };
    throw new EngineError('bad-opset', `${node.opType} with computed axes needs opset 18. Export with 18 or newer.`, options);
  }
  return { ...node, inputs: [data], attributes: { ...node.attributes, axes: ints(Array.from(constant.data, Number)) } };
}

function withoutUnusedConstants(graph: Graph): Graph {
  const used = new Set([...graph.nodes.flatMap(namesRead), ...graph.outputs.map(({ name }) => name)]);
  return { ...graph, initializers: new Map([...graph.initializers].filter(([name]) => used.has(name))) };
}
