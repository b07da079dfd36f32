import { namesRead } from '../graph/names-read.ts';
import { withoutUnused } from '../graph/without-unused.ts';
import type { Graph, GraphNode } from '../graph/types.ts';
import { attributesOf, partsOf } from './recurrence-parts.ts';

/** Drops the step outputs of recurrences that nothing reads: what a gradient would have wanted of the forward pass, and didn't. */
export function withoutUnusedSteps(graph: Graph): Graph {
  if (!graph.nodes.some(isRecurrence)) return graph;
  const read = new Set(graph.outputs.map(({ name }) => name));
  const nodes = graph.nodes.toReversed().flatMap((node) => {
    if (!node.outputs.some((name) => read.has(name))) return [];
    const kept = isRecurrence(node) ? keeping(node, (name) => read.has(name)) : node;
    for (const name of namesRead(kept)) read.add(name);
    return [kept];
  });
  return { ...graph, nodes: nodes.reverse() };
}

const isRecurrence = ({ opType, domain }: GraphNode): boolean => opType === 'Recurrence' && domain === 'netloom';

function keeping(node: GraphNode, isRead: (name: string) => boolean): GraphNode {
  const parts = partsOf(node.attributes);
  const kept = node.outputs.map((name, index) => index < parts.states || isRead(name));
  if (kept.every(Boolean)) return node;
  const body = withoutUnused({ ...parts.body, outputs: parts.body.outputs.filter((_, index) => kept[index]) });
  return { ...node, outputs: node.outputs.filter((_, index) => kept[index]), attributes: attributesOf({ ...parts, body }) };
}
