import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { activate, squashingOf } from './activations.ts';
import { defineLayer } from './definition.ts';
import { graphExample, path, tangle, tangleWeights } from './graph-examples.ts';
import { edgeFlops, expectGraph, graphPorts, sumFlops } from './graph-inputs.ts';
import { aggregateField, commonFields, kernelFields } from './graph-parameters.ts';
import { linearFlops, linearWeights } from './linear.ts';
import { addBias, degrees, divisorOf, emitEdges, neighbourSum, neighbourMax } from './message-passing.ts';
import { field } from './parameters.ts';
import { outputPort } from './ports.ts';

/** Keeps the norm of a row of zeros away from 0, as torch.nn.functional.normalize does. */
const leastSquare = 1e-24;

/** Rows of length 1; a row of zeros stays so. */
function unitRows(e: Emitter, y: Value): Value {
  const squares = e.reduceSum(e.square(y), [1]);
  return e.div(y, e.sqrt(e.max(squares, e.scalar(leastSquare, y))));
}

/** GraphSAGE (Hamilton et al. 2017): y = φ(W₁·aggregate of the neighbours + W₂·x + b). */
export const SAGEConv = defineLayer({
  type: 'SAGEConv',
  version: 1,
  category: 'graph',
  title: 'GraphSAGE',
  summary: 'a node beside the mean of its neighbours',
  synonyms: ['sage', 'graphsage', 'sample and aggregate', 'message passing', 'gnn', 'inductive', '图神经网络'],
  parameters: {
    ...kernelFields,
    aggregate: aggregateField('Neighbours', 'What is taken of the neighbours, feature by feature; 0 of a node that has none.', 'mean'),
    root: field.bool({ label: 'Node itself', help: 'Add the node’s own features through weights of their own.', default: true }),
    unitLength: field.bool({ label: 'Unit length', help: 'Scale each node’s outputs to length 1.', default: false }),
    ...commonFields('glorotUniform'),
  },
  inputs: graphPorts,
  outputs: outputPort,
  infer(context) {
    const problem = expectGraph(context, 'SAGEConv');
    if (problem !== undefined) return { problem };
    const { parameters: p, inputs } = context;
    const [nodes, size] = inputs[0].shape;
    const features = Number(size);
    const width = p.aggregate === 'max' ? features : Math.min(features, p.units);
    const along = edgeFlops(context, sumFlops(context, width));
    return {
      outputs: [{ dtype: 'float32', shape: [nodes, p.units] }],
      weights: [
        ...linearWeights({ kernel: 'neighbours.kernel', ...(p.bias && { bias: 'bias' }) }, features, p.units, p),
        ...(p.root ? linearWeights({ kernel: 'root.kernel' }, features, p.units, p) : []),
      ],
      flops: linearFlops(features, p.units, p.bias) + (p.root ? linearFlops(features, p.units, true) : 0) + width + along,
    };
  },
  squashes: ({ activation, unitLength }) => (unitLength ? undefined : squashingOf(activation)),
  lower({ e, parameters: p, inputs: [x, ends], optional, weights }) {
    const edges = emitEdges(e, ends, optional, p.bothWays);
    const kernel = weights['neighbours.kernel'];
    const narrows = p.units <= e.dim(x, 1) && p.aggregate !== 'max';
    const rows = narrows ? e.matmul(x, kernel) : x;
    const sum = p.aggregate === 'max' ? neighbourMax(e, rows, edges) : neighbourSum(e, rows, edges);
    const taken = p.aggregate === 'mean' ? e.div(sum, e.unsqueeze(divisorOf(e, degrees(e, edges, x)), [1])) : sum;
    const mixed = narrows ? taken : e.matmul(taken, kernel);
    const y = addBias(e, p.root ? e.add(mixed, e.matmul(x, weights['root.kernel'])) : mixed, weights.bias);
    const active = activate(e, p.activation, y);
    return [p.unitLength ? unitRows(e, active) : active];
  },
  formula: 'y_i = \\varphi\\Big(W_1\\, \\mathop{\\mathrm{mean}}_{j \\to i} x_j + W_2\\, x_i + b\\Big)',
  explanation:
    'Takes the {aggregate} of each node’s neighbours and joins it to the node’s own features, each through trained weights. It asks for no other node than the neighbours, so it also works on graphs that it never saw.',
  display: ['units', 'aggregate', 'activation'],
  examples: [
    { name: 'mean, a path and a node alone', parameters: { units: 2 }, ...graphExample(4, 3, path) },
    { name: 'weighted mean', parameters: { units: 3, activation: 'tanh' }, ...graphExample(5, 2, tangle, tangleWeights) },
    { name: 'maximum', parameters: { units: 2, aggregate: 'max' }, ...graphExample(5, 3, tangle) },
    { name: 'weighted maximum', parameters: { units: 2, aggregate: 'max', bias: false }, ...graphExample(5, 2, tangle, tangleWeights) },
    {
      name: 'sum without the node, unit length',
      parameters: { units: 2, aggregate: 'sum', root: false, unitLength: true },
      ...graphExample(5, 3, tangle),
    },
    { name: 'both directions', parameters: { units: 2, bothWays: true }, ...graphExample(5, 2, tangle) },
    { name: 'one node, no edges', parameters: { units: 2, unitLength: true }, ...graphExample(1, 2, []) },
    { name: 'maximum of no edges', parameters: { units: 1, aggregate: 'max' }, ...graphExample(2, 2, []) },
  ],
});
