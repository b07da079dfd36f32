import { activate, squashingOf } from './activations.ts';
import { defineLayer } from './definition.ts';
import { graphExample, path, tangle, tangleWeights } from './graph-examples.ts';
import { edgeFlops, expectGraph, graphPorts, sumFlops } from './graph-inputs.ts';
import { aggregateField, commonFields, networkFields } from './graph-parameters.ts';
import { addBias, column, counted, degrees, divisorOf, emitEdges, segmentMax, segmentSum } from './message-passing.ts';
import { emitLinear, linearFlops, linearWeights } from './linear.ts';
import { outputPort } from './ports.ts';

/**
 * Edge convolution (Wang et al. 2019): y_i = max over the neighbours j of MLP([x_i, x_j − x_i]). The first kernel [2F, hidden] is
 * applied to the nodes, not to the edges: [x_i, x_j − x_i]·W = x_i·(W_a − W_b) + x_j·W_b.
 */
export const EdgeConv = defineLayer({
  type: 'EdgeConv',
  version: 1,
  category: 'graph',
  title: 'Edge convolution',
  summary: 'a small network looks at each pair of neighbours',
  synonyms: ['edgeconv', 'dgcnn', 'dynamic graph cnn', 'point cloud', 'message passing', 'gnn', '边卷积', '图神经网络'],
  parameters: {
    ...networkFields,
    aggregate: aggregateField('Edges', 'What is taken of a node’s edges, feature by feature; 0 where none ends.', 'max'),
    ...commonFields('heNormal'),
  },
  inputs: graphPorts,
  outputs: outputPort,
  infer(context) {
    const problem = expectGraph(context, 'EdgeConv');
    if (problem !== undefined) return { problem };
    const { parameters: p, inputs } = context;
    const [nodes, size] = inputs[0].shape;
    const features = Number(size);
    const perEdge = p.hidden + linearFlops(p.hidden, p.units, true) + sumFlops(context, p.units);
    return {
      outputs: [{ dtype: 'float32', shape: [nodes, p.units] }],
      weights: [
        ...linearWeights({ kernel: 'hidden.kernel', bias: 'hidden.bias' }, 2 * features, p.hidden, p),
        ...linearWeights({ kernel: 'output.kernel', bias: 'output.bias' }, p.hidden, p.units, p),
      ],
      flops: linearFlops(2 * features, p.hidden, true) + edgeFlops(context, perEdge),
    };
  },
  squashes: ({ activation }) => squashingOf(activation),
  lower({ e, parameters: p, inputs: [x, ends], optional, weights }) {
    const edges = emitEdges(e, ends, optional, p.bothWays);
    const features = e.dim(x, 1);
    const [ownRows, differenceRows] = e.split(weights['hidden.kernel'], [features, features], 0);
    const own = addBias(e, e.matmul(x, e.sub(ownRows, differenceRows)), weights['hidden.bias']);
    const other = e.matmul(x, differenceRows);
    const hidden = activate(e, p.inner, e.add(e.gather(own, edges.target, 0), e.gather(other, edges.source, 0)));
    const rows = emitLinear(e, hidden, weights['output.kernel'], weights['output.bias']);
    const weighted = edges.weight === undefined ? rows : e.mul(rows, column(e, edges.weight, rows));
    const taken =
      p.aggregate === 'max' ? segmentMax(e, weighted, edges.target, x, counted(e, edges)) : segmentSum(e, weighted, edges.target, x);
    const y = p.aggregate === 'mean' ? e.div(taken, e.unsqueeze(divisorOf(e, degrees(e, edges, x)), [1])) : taken;
    return [activate(e, p.activation, y)];
  },
  formula: 'y_i = \\varphi\\Big(\\max_{j \\to i} \\operatorname{MLP}\\big([x_i,\\; x_j - x_i]\\big)\\Big)',
  explanation:
    'For each edge, a small network of {hidden} hidden units looks at a node and at how its neighbour differs from it; the node takes the {aggregate} over its edges. Made for points in space, where the difference is a direction.',
  display: ['units', 'hidden', 'aggregate'],
  examples: [
    { name: 'a path and a node alone', parameters: { units: 2, hidden: 3, inner: 'tanh' }, ...graphExample(4, 3, path) },
    { name: 'weighted maximum', parameters: { units: 2, hidden: 4 }, ...graphExample(5, 2, tangle, tangleWeights) },
    {
      name: 'weighted mean',
      parameters: { units: 1, hidden: 2, aggregate: 'mean', activation: 'tanh' },
      ...graphExample(5, 2, tangle, tangleWeights),
    },
    {
      name: 'sum, both directions',
      parameters: { units: 2, hidden: 2, aggregate: 'sum', bothWays: true },
      ...graphExample(4, 2, path.slice(1)),
    },
    { name: 'two nodes, one edge', parameters: { units: 2, hidden: 2 }, ...graphExample(2, 1, [[1, 0]]) },
  ],
});
