import { namesRead } from './names-read.ts';
import type { Graph } from './types.ts';

/** The graph without nodes and constants that no output needs. */
export function withoutUnused(graph: Graph): Graph {
  const needed = new Set(graph.outputs.map((output) => output.name));
  const nodes = graph.nodes.toReversed().filter((node) => {
    if (!node.outputs.some((name) => needed.has(name))) return false;
    for (const name of namesRead(node)) needed.add(name);
    return true;
  });
  nodes.reverse();
  const initializers = new Map([...graph.initializers].filter(([name]) => needed.has(name)));
  const live = new Set([...graph.inputs.map((input) => input.name), ...initializers.keys(), ...nodes.flatMap((node) => node.outputs)]);
  return { ...graph, nodes, initializers, types: new Map([...graph.types].filter(([name]) => live.has(name))) };
}
