import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { activate, squashingOf } from './activations.ts';
import { defineLayer } from './definition.ts';
import { graphExample, path, tangle, tangleWeights } from './graph-examples.ts';
import { edgeFlops, expectGraph, graphPorts, sumFlops } from './graph-inputs.ts';
import { commonFields, kernelFields } from './graph-parameters.ts';
import { linearFlops, linearWeights } from './linear.ts';
import { addBias, degrees, type Edges, emitEdges, inverseRoots, loops, neighbourSum, segmentSum } from './message-passing.ts';
import { field } from './parameters.ts';
import { outputPort } from './ports.ts';

/** 1 for each node without an edge to itself, else 0 [N]. */
function missingLoops(e: Emitter, edges: Edges, x: Value): Value {
  const count = segmentSum(e, e.cast(loops(e, edges), x.type.dtype), edges.target, x);
  return e.cast(e.equal(count, e.scalar(0, x)), x.type.dtype);
}

/** Â·x with Â = D̂^-½ (A + I) D̂^-½, or A + I alone: x is scaled before and after, so that no edge needs a product of its own. */
function propagate(e: Emitter, x: Value, edges: Edges, p: { readonly selfLoops: boolean; readonly normalise: boolean }): Value {
  const own = p.selfLoops ? missingLoops(e, edges, x) : undefined;
  const withSelf = (rows: Value): Value => {
    const sum = neighbourSum(e, rows, edges);
    return own === undefined ? sum : e.add(sum, e.mul(e.unsqueeze(own, [1]), rows));
  };
  if (!p.normalise) return withSelf(x);
  const incoming = degrees(e, edges, x);
  const scale = e.unsqueeze(inverseRoots(e, own === undefined ? incoming : e.add(incoming, own)), [1]); // [N, 1]
  return e.mul(scale, withSelf(e.mul(scale, x)));
}

/** Graph convolution (Kipf & Welling 2017): y = φ(D̂^-½ (A + I) D̂^-½ x·W + b). x [N, F], W [F, units]. */
export const GCNConv = defineLayer({
  type: 'GCNConv',
  version: 1,
  category: 'graph',
  title: 'Graph convolution',
  summary: 'mixes each node with its neighbours',
  synonyms: ['gcn', 'graph convolutional network', 'kipf welling', 'message passing', 'gnn', 'node', '图卷积', '图神经网络'],
  parameters: {
    ...kernelFields,
    selfLoops: field.bool({
      label: 'Self-loops',
      help: 'Each node counts among its own neighbours; one that has an edge to itself keeps that edge’s weight.',
      default: true,
    }),
    normalise: field.bool({
      label: 'Normalise',
      help: 'Divide by the roots of both nodes’ degrees, so that nodes with many neighbours don’t grow.',
      default: true,
    }),
    ...commonFields('glorotUniform'),
  },
  inputs: graphPorts,
  outputs: outputPort,
  infer(context) {
    const problem = expectGraph(context, 'GCNConv');
    if (problem !== undefined) return { problem };
    const { parameters: p, inputs } = context;
    const [nodes, features] = inputs[0].shape;
    const width = Math.min(Number(features), p.units);
    const along = edgeFlops(context, sumFlops(context, width));
    return {
      outputs: [{ dtype: 'float32', shape: [nodes, p.units] }],
      weights: linearWeights({ kernel: 'kernel', ...(p.bias && { bias: 'bias' }) }, Number(features), p.units, p),
      flops: linearFlops(Number(features), p.units, p.bias) + ((p.normalise ? 2 : 0) + (p.selfLoops ? 2 : 0)) * width + along,
    };
  },
  squashes: ({ activation }) => squashingOf(activation),
  lower({ e, parameters: p, inputs: [x, ends], optional, weights: { kernel, bias } }) {
    const edges = emitEdges(e, ends, optional, p.bothWays);
    // The product comes first where it makes rows narrower: A(xW) = (Ax)W.
    const narrows = p.units <= e.dim(x, 1);
    const mixed = propagate(e, narrows ? e.matmul(x, kernel) : x, edges, p);
    const y = narrows ? mixed : e.matmul(mixed, kernel);
    return [activate(e, p.activation, addBias(e, y, bias))];
  },
  formula: 'Y = \\varphi\\big(\\hat{D}^{-\\frac12}(A + I)\\hat{D}^{-\\frac12} X W + b\\big),\\quad \\hat{D}_{ii} = 1 + \\sum_j A_{ij}',
  explanation:
    'Gives each node {units} features from its own and its neighbours’, added up with trained weights that all nodes share. Each further layer sees one step farther along the edges. Without neighbours a node is left with itself.',
  display: ['units', 'activation'],
  examples: [
    { name: 'a path and a node alone', parameters: { units: 2 }, ...graphExample(4, 3, path) },
    { name: 'weighted, repeated, to itself', parameters: { units: 3, activation: 'tanh' }, ...graphExample(5, 2, tangle, tangleWeights) },
    { name: 'without self-loops', parameters: { units: 2, selfLoops: false, bias: false }, ...graphExample(5, 3, tangle) },
    { name: 'not normalised', parameters: { units: 2, normalise: false }, ...graphExample(5, 2, tangle, tangleWeights) },
    { name: 'both directions, weighted', parameters: { units: 2, bothWays: true }, ...graphExample(5, 2, tangle.slice(0, 3), [1, 0.5, 2]) },
    { name: 'one node, no edges', parameters: { units: 2 }, ...graphExample(1, 3, []) },
    {
      name: 'few edges among many nodes',
      parameters: { units: 1 },
      ...graphExample(21, 2, [
        [20, 3],
        [3, 20],
      ]),
    },
  ],
});
