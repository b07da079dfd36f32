import type { Sample, Splits } from './samples.ts';
import { textBytes } from './texts.ts';

export interface Node {
  readonly name: string;
  readonly target: number;
}

/**
 * The nodes of one graph as samples: those of `training` in that order, then the others in theirs. The input tells which node a sample is,
 * as one 1 among zeros; `nameField` holds its name.
 */
export function nodeSplits(
  nodes: readonly Node[],
  edges: readonly (readonly [number, number])[],
  training: readonly number[],
  nameField: string,
): Splits {
  const order = [...training, ...nodes.map((_, node) => node).filter((node) => !training.includes(node))];
  const position = new Map(order.map((node, i) => [node, i]));
  const samples: Sample[] = order.map((node, i) => ({
    input: Uint8Array.from(order, (_, j) => Number(i === j)),
    target: nodes[node].target,
    others: { [nameField]: textBytes(nodes[node].name) },
  }));
  const at = (node: number) => {
    const found = position.get(node);
    if (found === undefined) throw new Error(`An edge ends at node ${node}, which does not exist.`);
    return found;
  };
  return {
    train: samples.slice(0, training.length),
    test: samples.slice(training.length),
    edges: edges.map(([source, target]) => [at(source), at(target)]),
  };
}
