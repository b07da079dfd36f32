import type { GraphNode } from './types.ts';

/** Names that a node reads, through its bodies too; a body's own values are among them. */
export function namesRead(node: GraphNode): string[] {
  const inner = Object.values(node.attributes).flatMap((attribute) =>
    'graph' in attribute ? [...attribute.graph.nodes.flatMap(namesRead), ...attribute.graph.outputs.map((output) => output.name)] : [],
  );
  return [...node.inputs, ...inner];
}
