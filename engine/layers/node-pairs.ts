import { formatShape } from '../graph/shape.ts';
import type { TensorType, Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { defineLayer, type ExampleInput, type LayerProblem } from './definition.ts';
import { expectNodes, nodesPort } from './graph-inputs.ts';
import { field } from './parameters.ts';
import { outputPort } from './ports.ts';

type Joined = 'dot' | 'product' | 'difference' | 'concat';

/** Features that each pair gets of nodes with `features`. */
const widthOf: Readonly<Record<Joined, (features: number) => number>> = {
  dot: () => 1,
  product: (features) => features,
  difference: (features) => features,
  concat: (features) => 2 * features,
};

const flopsOf: Readonly<Record<Joined, (features: number) => number>> = {
  dot: (features) => 2 * features,
  product: (features) => features,
  difference: (features) => 2 * features,
  concat: () => 0,
};

const join: Readonly<Record<Joined, (e: Emitter, a: Value, b: Value) => Value>> = {
  dot: (e, a, b) => e.reduceSum(e.mul(a, b), [1]),
  product: (e, a, b) => e.mul(a, b),
  difference: (e, a, b) => e.abs(e.sub(a, b)),
  concat: (e, a, b) => e.concat([a, b], 1),
};

function expectPairs({ dtype, shape }: TensorType): LayerProblem | undefined {
  if (dtype === 'int64' && shape.length === 2 && shape[1] === 2) return undefined;
  return {
    code: 'pairs-expected',
    port: 'pairs',
    message: 'NodePairs expects the numbers of two nodes for each pair.',
    expected: 'int64 N×2, pairs',
    actual: `${dtype} ${formatShape(shape)}`,
  };
}

/** The numbers of nodes that the suite feeds, pair by pair. */
const pairs = (...values: readonly number[]): ExampleInput => ({ dtype: 'int64', shape: [2], values });

const nodes = (count: number, features: number): ExampleInput => ({ part: 'nodes', shape: [count, features] });

/** Pairs of nodes as samples: y_n = join(x_i, x_j) for the pair n = (i, j). x [V, F], pairs [N, 2]. */
export const NodePairs = defineLayer({
  type: 'NodePairs',
  version: 1,
  category: 'graph',
  title: 'Pairs of nodes',
  summary: 'scores or joins the two nodes of each pair',
  synonyms: ['link prediction', 'edge prediction', 'dot product decoder', 'inner product', 'recommend', 'similarity', '链接预测', '节点对'],
  parameters: {
    join: field.choice<Joined>({
      label: 'Becomes',
      help: 'What is made of the features of the two nodes. All but the last are the same whichever node comes first.',
      default: 'dot',
      options: [
        { value: 'dot', label: 'dot product' },
        { value: 'product', label: 'product of each feature' },
        { value: 'difference', label: 'difference of each feature' },
        { value: 'concat', label: 'both, joined' },
      ],
    }),
  },
  inputs: [nodesPort, { name: 'pairs', label: 'pairs of nodes', accepts: ['integer'] }],
  outputs: outputPort,
  infer({ parameters: p, inputs: [x, ends] }) {
    const problem = expectNodes(x, 'NodePairs') ?? expectPairs(ends);
    if (problem !== undefined) return { problem };
    const features = Number(x.shape[1]);
    return { outputs: [{ dtype: 'float32', shape: [ends.shape[0], widthOf[p.join](features)] }], flops: flopsOf[p.join](features) };
  },
  lower({ e, parameters: p, inputs: [x, ends] }) {
    const end = (column: number): Value => e.gather(x, e.gather(ends, e.scalar(column, ends), 1), 0);
    return [join[p.join](e, end(0), end(1))];
  },
  formula: 'y_{ij} = \\sum_f x_{if}\\, x_{jf}',
  explanation:
    'Looks up both nodes of each pair and makes one row of them: the {join}. As a dot product it scores how likely the two are linked, if graph layers before it place linked nodes near each other; joined features go through further layers.',
  display: ['join'],
  examples: [
    { name: 'dot product', inputs: [nodes(4, 3), pairs(0, 1, 3, 2, 1, 1)] },
    { name: 'product of each feature', parameters: { join: 'product' }, inputs: [nodes(3, 2), pairs(2, 0)] },
    { name: 'difference of each feature', parameters: { join: 'difference' }, inputs: [nodes(3, 2), pairs(2, 0, 0, 1, 1, 2)] },
    { name: 'joined', parameters: { join: 'concat' }, inputs: [nodes(4, 2), pairs(3, 0, 0, 3, 2, 1)] },
    { name: 'a node with itself', inputs: [nodes(1, 2), pairs(0, 0)] },
  ],
});
