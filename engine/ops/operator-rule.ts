import { dimsMade } from '../graph/builder.ts';
import { EngineError } from '../graph/errors.ts';
import { sameShape } from '../graph/shape.ts';
import type { Graph, GraphNode, Shape, TensorType } from '../graph/types.ts';
import { formatType, type OperatorRule } from '../graph/verify.ts';
import type { OpDefinition } from './definition.ts';
import { operatorOf } from './registry.ts';

/** For `verifyGraph`: each operator is registered, and infers the types that the graph lists. */
export const operatorRule: OperatorRule = (node, graph) => {
  try {
    return wrongType(node, graph, operatorOf(node.opType, node.domain));
  } catch (error) {
    if (error instanceof EngineError) return `node ${node.name}: ${error.message}`;
    throw error;
  }
};

function wrongType(node: GraphNode, graph: Graph, operator: OpDefinition): string | undefined {
  const types = inferFor(node, graph, operator);
  for (const [index, name] of node.outputs.entries()) {
    const [inferred, listed] = [types[index], graph.types.get(name)];
    if (listed !== undefined && !(inferred?.dtype === listed.dtype && sameShape(inferred.shape, listed.shape))) {
      return `${name} is listed as ${formatType(listed)}, where ${node.opType} gives ${inferred ? formatType(inferred) : 'nothing'}`;
    }
  }
  return undefined;
}

function inferFor(node: GraphNode, graph: Graph, operator: OpDefinition): readonly TensorType[] {
  const constant = (index: number): readonly number[] | undefined => {
    const data = graph.initializers.get(node.inputs[index] ?? '')?.data;
    return data && Array.from(data, Number);
  };
  return operator.infer({
    inputs: node.inputs.map((name) => graph.types.get(name)),
    attributes: node.attributes,
    outputCount: node.outputs.length,
    constant,
    dims: (index) => constant(index) ?? dimsOf(node.inputs[index] ?? '', graph),
  });
}

/** The dimensions that a value of the graph holds, where operators put them together. */
function dimsOf(name: string, graph: Graph): Shape | undefined {
  const data = graph.initializers.get(name)?.data;
  if (data !== undefined) return Array.from(data, Number);
  const maker = graph.nodes.find(({ outputs }) => outputs[0] === name);
  if (maker === undefined) return undefined;
  const { opType, attributes, inputs } = maker;
  const dims = (index: number): Shape | undefined => dimsOf(inputs[index], graph);
  return dimsMade({ opType, attributes, shape: graph.types.get(inputs[0])?.shape, inputCount: inputs.length, dims });
}
