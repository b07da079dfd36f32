import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { activate, squashingOf } from './activations.ts';
import { defineLayer } from './definition.ts';
import { graphExample, path, tangle, tangleWeights } from './graph-examples.ts';
import { edgeFlops, expectGraph, graphPorts } from './graph-inputs.ts';
import { commonFields, kernelFields } from './graph-parameters.ts';
import { emitLinear, linearFlops, linearWeights } from './linear.ts';
import { degrees, type Edges, emitEdges, inverseRoots, loops, neighbourSum, weightsOf } from './message-passing.ts';
import { field } from './parameters.ts';
import { outputPort } from './ports.ts';

/** x ↦ L̂·x with L̂ = 2L/λ − I and L = I − D^-½ A D^-½; edges from a node to itself are left out. */
function scaledLaplacian(e: Emitter, x: Value, given: Edges, largest: number): (x: Value) => Value {
  const others = e.cast(e.op('Not', [loops(e, given)]), x.type.dtype);
  const edges: Edges = { ...given, weight: e.mul(weightsOf(e, given, x), others) };
  const scale = e.unsqueeze(inverseRoots(e, degrees(e, edges, x)), [1]); // [N, 1]
  return (rows) => {
    const mixed = e.mul(scale, neighbourSum(e, e.mul(scale, rows), edges));
    const moved = e.mulScalar(mixed, -2 / largest);
    return largest === 2 ? moved : e.add(moved, e.mulScalar(rows, 2 / largest - 1));
  };
}

/** T_0(L̂)x … T_{K-1}(L̂)x with T_k = 2L̂T_{k-1} − T_{k-2}. */
function chebyshev(e: Emitter, x: Value, order: number, laplacian: (x: Value) => Value): Value[] {
  const terms = [x];
  if (order > 1) terms.push(laplacian(x));
  while (terms.length < order) {
    const [before, last] = terms.slice(-2);
    terms.push(e.sub(e.mulScalar(laplacian(last), 2), before));
  }
  return terms;
}

/** Chebyshev convolution (Defferrard et al. 2016): y = Σ T_k(L̂)·x·W_k + b, k < K. The kernels lie below each other: [K·F, units]. */
export const ChebConv = defineLayer({
  type: 'ChebConv',
  version: 1,
  category: 'graph',
  title: 'Chebyshev graph convolution',
  summary: 'a filter over several steps at once',
  synonyms: ['cheb', 'chebnet', 'chebyshev', 'spectral', 'laplacian', 'gnn', '谱图卷积', '图神经网络'],
  parameters: {
    ...kernelFields,
    order: field.int({ label: 'Order K', help: 'Number of polynomials: the layer sees K − 1 steps far.', default: 3, min: 1, max: 64 }),
    largest: field.float({
      label: 'λ max',
      help: 'Largest eigenvalue of the graph’s Laplacian; it is never above 2.',
      default: 2,
      min: 0.1,
      max: 2,
      advanced: true,
    }),
    ...commonFields('glorotUniform'),
  },
  inputs: graphPorts,
  outputs: outputPort,
  infer(context) {
    const problem = expectGraph(context, 'ChebConv');
    if (problem !== undefined) return { problem };
    const { parameters: p, inputs } = context;
    const [nodes, size] = inputs[0].shape;
    const width = p.order * Number(size);
    return {
      outputs: [{ dtype: 'float32', shape: [nodes, p.units] }],
      weights: linearWeights({ kernel: 'kernel', ...(p.bias && { bias: 'bias' }) }, width, p.units, p),
      flops: linearFlops(width, p.units, p.bias) + 4 * (p.order - 1) * Number(size) + edgeFlops(context, 2 * (p.order - 1) * Number(size)),
    };
  },
  squashes: ({ activation }) => squashingOf(activation),
  lower({ e, parameters: p, inputs: [x, ends], optional, weights: { kernel, bias } }) {
    const edges = emitEdges(e, ends, optional, p.bothWays);
    const terms = chebyshev(e, x, p.order, p.order === 1 ? (rows) => rows : scaledLaplacian(e, x, edges, p.largest));
    return [activate(e, p.activation, emitLinear(e, e.concat(terms, 1), kernel, bias))];
  },
  formula: 'Y = \\varphi\\Big(\\sum_{k=0}^{K-1} T_k(\\hat{L})\\, X W_k + b\\Big),\\quad \\hat{L} = \\tfrac{2}{\\lambda_{\\max}} L - I',
  explanation:
    'Filters the features over the graph with polynomials of its Laplacian up to order {order} − 1, each with weights of its own: one layer sees that many steps along the edges. It is meant for edges that lead both ways.',
  display: ['units', 'order', 'activation'],
  examples: [
    { name: 'a path and a node alone', parameters: { units: 2, order: 4 }, ...graphExample(4, 3, path) },
    {
      name: 'one way, weighted, another λ',
      parameters: { units: 2, largest: 1.5, activation: 'tanh' },
      ...graphExample(5, 2, tangle, tangleWeights),
    },
    {
      name: 'both directions, two terms',
      parameters: { units: 3, order: 2, bothWays: true },
      ...graphExample(5, 2, tangle, tangleWeights),
    },
    { name: 'one term', parameters: { units: 2, order: 1, bias: false }, ...graphExample(3, 2, [[0, 1]]) },
    { name: 'one node, no edges', parameters: { units: 2 }, ...graphExample(1, 2, []) },
  ],
});
