import type { Graph, GraphNode, TensorType } from '../graph/types.ts';
import { isStep } from './step.ts';

/**
 * Moves a ReLU behind the max-pool that follows it, in the forward pass and in the gradient: both are monotone, so
 * pool(relu(x)) = relu(pool(x)), and the ReLU's two passes over memory shrink by the size of the window. Where a window is
 * negative throughout, the gradient is 0 either way; elsewhere its first maximum stays the same element.
 *
 *     r = Relu(x), p = MaxPool(r), …, g = MaxPoolGradient(r, p, d), t = g · step(r)
 *     q = MaxPool(x), p = Relu(q), …, t = MaxPoolGradient(x, q, d · step(p))
 *
 * The graph must be in training form: a pair without such a gradient stays as it is.
 */
export function poolBeforeRelu(graph: Graph): Graph {
  const users = usersOf(graph);
  const maker = new Map(graph.nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)));
  const types = new Map(graph.types);
  const replaced = new Map<GraphNode, readonly GraphNode[]>();
  for (const product of graph.nodes) {
    const match = matchAt(product, maker, users);
    if (match === undefined || replaced.has(match.pool)) continue;
    const { pool, before, after } = rewrite(match, types);
    replaced.set(match.pool, pool).set(match.gradient, []).set(product, before.concat(after));
  }
  return replaced.size === 0 ? graph : { ...graph, nodes: graph.nodes.flatMap((node) => replaced.get(node) ?? [node]), types };
}

interface Match {
  readonly relu: GraphNode;
  readonly pool: GraphNode;
  readonly gradient: GraphNode;
  readonly step: GraphNode;
  readonly product: GraphNode;
}

/** The nodes of the pattern, if `product` is its last: g · step(r), with no other reader of g. */
function matchAt(product: GraphNode, maker: ReadonlyMap<string, GraphNode>, users: ReadonlyMap<string, number>): Match | undefined {
  if (product.opType !== 'Mul') return undefined;
  const made = product.inputs.map((name) => maker.get(name));
  const gradient = made.find((node) => node?.opType === 'MaxPoolGradient');
  const step = made.find((node) => node !== undefined && isStep(node));
  const relu = step && maker.get(step.inputs[0]);
  const pool = gradient && maker.get(gradient.inputs[1]);
  if (gradient === undefined || step === undefined || relu?.opType !== 'Relu' || pool?.opType !== 'MaxPool') return undefined;
  const [pooled] = relu.outputs;
  const sameWindow = pool.inputs[0] === pooled && gradient.inputs[0] === pooled && pool.outputs.length === 1;
  return sameWindow && users.get(gradient.outputs[0]) === 1 ? { relu, pool, gradient, step, product } : undefined;
}

function rewrite(
  { relu, pool, gradient, step, product }: Match,
  types: Map<string, TensorType>,
): Record<'pool' | 'before' | 'after', readonly GraphNode[]> {
  const [x] = relu.inputs;
  const [p] = pool.outputs;
  const [d, t] = [gradient.inputs[2], product.outputs[0]];
  const added = (name: string): string => {
    const type = types.get(p);
    if (type !== undefined) types.set(`${gradient.name}:${name}`, type);
    return `${gradient.name}:${name}`;
  };
  const [q, mask, masked] = [added('pooled'), added('mask'), added('masked')];
  return {
    pool: [
      { ...pool, inputs: [x], outputs: [q] },
      { ...relu, name: `${pool.name}:${relu.name}`, inputs: [q], outputs: [p] },
    ],
    before: [
      { ...step, name: `${gradient.name}:${step.name}`, inputs: [p], outputs: [mask] },
      { ...product, inputs: [d, mask], outputs: [masked] },
    ],
    after: [{ ...gradient, inputs: [x, q, masked], outputs: [t] }],
  };
}

/** How often each value is read, as a graph output too. Subgraphs read through their outer names. */
function usersOf(graph: Graph): Map<string, number> {
  const users = new Map<string, number>();
  const read = (name: string): void => void users.set(name, (users.get(name) ?? 0) + 1);
  const visit = ({ nodes, outputs }: Graph): void => {
    for (const node of nodes) {
      node.inputs.forEach(read);
      for (const attribute of Object.values(node.attributes)) if ('graph' in attribute) visit(attribute.graph);
    }
    for (const { name } of outputs) read(name);
  };
  visit(graph);
  return users;
}
