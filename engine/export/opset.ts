import { EngineError } from '../graph/errors.ts';
import { ints, stringOf } from '../graph/attributes.ts';
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
  for (const node of graph.nodes) checkAge(node, opset);
  return opset >= 18 ? graph : withoutUnusedConstants({ ...graph, nodes: graph.nodes.map((node) => withAxesAttribute(node, graph)) });
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

function withAxesAttribute(node: GraphNode, graph: Graph): GraphNode {
  const [data, axes] = node.inputs;
  if (!axesAsAttribute.has(node.opType) || axes === undefined || axes === '') return node;
  const constant = graph.initializers.get(axes);
  if (constant === undefined) {
    const options = node.origin === undefined ? {} : { nodeId: node.origin.nodeId };
    throw new EngineError('bad-opset', `${node.opType} with computed axes needs opset 18. Export with 18 or newer.`, options);
  }
  return { ...node, inputs: [data], attributes: { ...node.attributes, axes: ints(Array.from(constant.data, Number)) } };
}

function withoutUnusedConstants(graph: Graph): Graph {
  const used = new Set([...graph.nodes.flatMap(({ inputs }) => inputs), ...graph.outputs.map(({ name }) => name)]);
  return { ...graph, initializers: new Map([...graph.initializers].filter(([name]) => used.has(name))) };
}
