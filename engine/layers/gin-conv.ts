import { activate, squashingOf } from './activations.ts';
import { defineLayer } from './definition.ts';
import { graphExample, path, tangle, tangleWeights } from './graph-examples.ts';
import { edgeFlops, expectGraph, graphPorts, sumFlops } from './graph-inputs.ts';
import { commonFields, networkFields } from './graph-parameters.ts';
import { emitLinear, linearFlops, linearWeights } from './linear.ts';
import { emitEdges, neighbourSum } from './message-passing.ts';
import { field } from './parameters.ts';
import { outputPort } from './ports.ts';

/** Graph isomorphism network (Xu et al. 2019): y = MLP((1 + ε)·x + Σ neighbours). */
export const GINConv = defineLayer({
  type: 'GINConv',
  version: 1,
  category: 'graph',
  title: 'Graph isomorphism layer',
  summary: 'sum of the neighbours through a small network',
  synonyms: ['gin', 'graph isomorphism network', 'weisfeiler lehman', 'message passing', 'gnn', 'molecule', '图同构网络', '图神经网络'],
  parameters: {
    ...networkFields,
    epsilon: field.float({
      label: 'ε',
      help: 'A node counts 1 + ε times beside its neighbours.',
      default: 0,
      min: -10,
      max: 10,
      advanced: true,
    }),
    trainEpsilon: field.bool({ label: 'Train ε', help: 'Learn ε, from the given value on.', default: false, advanced: true }),
    ...commonFields('heNormal'),
  },
  inputs: graphPorts,
  outputs: outputPort,
  infer(context) {
    const problem = expectGraph(context, 'GINConv');
    if (problem !== undefined) return { problem };
    const { parameters: p, inputs } = context;
    const [nodes, size] = inputs[0].shape;
    const features = Number(size);
    return {
      outputs: [{ dtype: 'float32', shape: [nodes, p.units] }],
      weights: [
        ...linearWeights({ kernel: 'hidden.kernel', bias: 'hidden.bias' }, features, p.hidden, p),
        ...linearWeights({ kernel: 'output.kernel', bias: 'output.bias' }, p.hidden, p.units, p),
        ...(p.trainEpsilon
          ? [{ name: 'epsilon', shape: [1], initializer: { kind: 'constant', value: p.epsilon }, trainable: true } as const]
          : []),
      ],
      flops:
        2 * features +
        edgeFlops(context, sumFlops(context, features)) +
        linearFlops(features, p.hidden, true) +
        linearFlops(p.hidden, p.units, true),
    };
  },
  squashes: ({ activation }) => squashingOf(activation),
  lower({ e, parameters: p, inputs: [x, ends], optional, weights }) {
    const own = p.trainEpsilon ? e.mul(x, e.addScalar(weights.epsilon, 1)) : e.mulScalar(x, 1 + p.epsilon);
    const sum = e.add(own, neighbourSum(e, x, emitEdges(e, ends, optional, p.bothWays)));
    const hidden = activate(e, p.inner, emitLinear(e, sum, weights['hidden.kernel'], weights['hidden.bias']));
    return [activate(e, p.activation, emitLinear(e, hidden, weights['output.kernel'], weights['output.bias']))];
  },
  formula: 'y_i = \\operatorname{MLP}\\Big((1 + \\epsilon)\\, x_i + \\sum_{j \\to i} x_j\\Big)',
  explanation:
    'Adds each node’s neighbours to the node and sends the sum through a small network of {hidden} hidden units. A sum, unlike a mean or a maximum, tells how many neighbours there are: of all layers that only add up neighbours, none tells more graphs apart.',
  display: ['units', 'hidden', 'activation'],
  examples: [
    { name: 'a path and a node alone', parameters: { units: 2, hidden: 3, inner: 'tanh' }, ...graphExample(4, 3, path) },
    {
      name: 'trained ε, weighted',
      parameters: { units: 2, hidden: 4, epsilon: 0.5, trainEpsilon: true },
      ...graphExample(5, 2, tangle, tangleWeights),
    },
    {
      name: 'fixed ε, both directions',
      parameters: { units: 1, hidden: 2, epsilon: -0.25, bothWays: true },
      ...graphExample(5, 2, tangle),
    },
    { name: 'one node, no edges', parameters: { units: 2, hidden: 1, activation: 'sigmoid' }, ...graphExample(1, 2, []) },
  ],
});
