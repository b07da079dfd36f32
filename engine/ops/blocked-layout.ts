import { sameShape } from '../graph/shape.ts';
import type { Graph, GraphNode, Shape, TensorType } from '../graph/types.ts';

const blockedDomain = 'com.microsoft.nchwc';

/** Operators that treat every element alike, so that its place does not matter. */
const elementwise = new Set([
  ...['Abs', 'Add', 'Clip', 'Div', 'Elu', 'Erf', 'Exp', 'Gelu', 'HardSigmoid', 'HardSwish', 'LeakyRelu', 'Log', 'Max', 'Min', 'Mul'],
  ...['Neg', 'Reciprocal', 'Relu', 'Sigmoid', 'Softplus', 'Sqrt', 'Sub', 'Tanh'],
]);

const isReorder = (node: GraphNode, opType: 'ReorderInput' | 'ReorderOutput'): boolean =>
  node.domain === blockedDomain && node.opType === opType;

/** Inputs that are not one number: what must be blocked for the result to be. */
const operands = ({ inputs }: GraphNode, shape: (name: string) => Shape | undefined): string[] =>
  inputs.filter((name) => name !== '' && shape(name)?.length !== 0);

/** Whether each operand is in `blocked` and has the result's shape. */
function staysBlocked(node: GraphNode, blocked: { has(name: string): boolean }, shape: (name: string) => Shape | undefined): boolean {
  if (node.domain !== '' || !elementwise.has(node.opType)) return false;
  const result = shape(node.outputs[0]);
  return (
    result?.length === 4 &&
    operands(node, shape).every((name) => {
      const own = shape(name);
      return blocked.has(name) && own !== undefined && result !== undefined && sameShape(own, result);
    })
  );
}

/** Adds to `blocked` what these nodes make in blocked channels, or could make at no cost. */
export function noteBlocked(nodes: readonly GraphNode[], blocked: Set<string>, shape: (name: string) => Shape | undefined): void {
  for (const node of nodes) {
    if (isReorder(node, 'ReorderOutput') || staysBlocked(node, blocked, shape)) blocked.add(node.outputs[0]);
  }
}

/**
 * Leaves values in blocked channels between operators that read and write blocks: reordering there and back cancels, also
 * through elementwise operators. Nodes that nothing reads afterwards are left for their remover.
 */
export function keepBlocked(graph: Graph): Graph {
  const wanted = wantedBlocked(graph);
  const shape = (name: string): Shape | undefined => types.get(name)?.shape;
  const types = new Map<string, TensorType>(graph.types);
  const blockedOf = new Map<string, string>();
  const renamed = new Map<string, string>();
  const nodes: GraphNode[] = [];
  for (const original of graph.nodes) {
    const node = { ...original, inputs: original.inputs.map((name) => renamed.get(name) ?? name) };
    const held = isReorder(node, 'ReorderInput') ? blockedOf.get(node.inputs[0]) : undefined;
    if (held !== undefined) {
      renamed.set(node.outputs[0], held);
    } else if (wanted.has(node.outputs[0]) && staysBlocked(node, blockedOf, shape)) {
      nodes.push(...inBlocks(node, blockedOf, types));
    } else {
      if (isReorder(node, 'ReorderOutput')) blockedOf.set(node.outputs[0], node.inputs[0]);
      nodes.push(node);
    }
  }
  return { ...graph, nodes, types };
}

/** The node over blocks, and its result reordered for those that read it plain. */
function inBlocks(node: GraphNode, blockedOf: Map<string, string>, types: Map<string, TensorType>): GraphNode[] {
  const [plain] = node.outputs;
  const blocked = `${plain}:blocked`;
  const type = types.get(plain);
  if (type !== undefined) types.set(blocked, type);
  blockedOf.set(plain, blocked);
  const channels = type?.shape[1];
  return [
    { ...node, inputs: node.inputs.map((name) => blockedOf.get(name) ?? name), outputs: [blocked] },
    {
      ...node,
      name: `${node.name}:plain`,
      opType: 'ReorderOutput',
      domain: blockedDomain,
      inputs: [blocked],
      outputs: [plain],
      attributes: { channels: { int: Number(channels) } },
    },
  ];
}

/** Values that are read in blocks, by a reorder or by an elementwise operator whose result is. */
function wantedBlocked(graph: Graph): Set<string> {
  const wanted = new Set<string>();
  for (const node of graph.nodes.toReversed()) {
    const passesOn = node.domain === '' && elementwise.has(node.opType) && wanted.has(node.outputs[0]);
    if (isReorder(node, 'ReorderInput') || passesOn) for (const name of node.inputs) wanted.add(name);
  }
  return wanted;
}
