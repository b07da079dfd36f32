import { staticShape } from '../graph/shape.ts';
import { expandLike } from '../ops/shape-like.ts';
import { defineLayer } from './definition.ts';
import { edgesPort, edgeWeightPort, expectEdges, expectEdgeWeights } from './graph-inputs.ts';
import { field } from './parameters.ts';
import { outputPort } from './ports.ts';

/** DropEdge (Rong et al. 2020): weights of edges, of which a share is 0 while training. Graph layers leave such edges out. */
export const DropEdge = defineLayer({
  type: 'DropEdge',
  version: 1,
  category: 'graph',
  title: 'Edge dropout',
  summary: 'removes edges at random while training',
  synonyms: ['dropedge', 'drop edge', 'dropout', 'regularisation', 'regularization', 'over-smoothing', '随机删边'],
  parameters: {
    rate: field.float({ label: 'Rate p', help: 'Share of edges removed at each step.', default: 0.2, min: 0, max: 0.99 }),
  },
  inputs: [edgesPort, edgeWeightPort],
  outputs: [{ ...outputPort[0], label: 'edge weights' }],
  infer({ inputs: [edges], optional }) {
    const problem = expectEdges(edges, 'DropEdge') ?? expectEdgeWeights(optional?.weight, edges, 'DropEdge');
    return problem === undefined ? { outputs: [{ dtype: 'float32', shape: [edges.shape[1]] }], flops: 0 } : { problem };
  },
  lower({ e, parameters: { rate }, inputs: [edges], optional, mode, random }) {
    const source = e.gather(edges, e.scalar(0, edges), 0);
    const weight = optional?.weight ?? expandLike(e, e.scalar(1), source);
    if (mode === 'inference' || rate === 0) return [weight];
    const shape = staticShape(source.type.shape);
    return [e.mul(weight, random({ distribution: { kind: 'bernoulli', probability: 1 - rate }, shape }))];
  },
  formula: 'w_{ij} = m_{ij}\\, a_{ij},\\quad m_{ij} \\sim \\mathrm{Bernoulli}(1 - p)',
  explanation:
    'Gives the edges weights, of which a share of {rate} is 0 at each training step: the layers to which they are wired leave those edges out. Each step sees another graph, so that deep graph networks over-fit less. It removes none afterwards.',
  display: ['rate'],
  examples: [
    { name: 'weights of 1', inputs: [{ part: 'edges', dtype: 'int64', shape: [2, 5], values: [0, 1, 2, 0, 0, 1, 2, 0, 2, 0] }] },
    {
      name: 'given weights',
      parameters: { rate: 0.5 },
      inputs: [{ part: 'edges', dtype: 'int64', shape: [2, 3], values: [0, 1, 2, 1, 0, 2] }],
      optional: { weight: { part: 'weights', shape: [3], values: [0.5, 2, -1] } },
    },
    { name: 'off', parameters: { rate: 0 }, inputs: [{ part: 'edges', dtype: 'int64', shape: [2, 2], values: [0, 1, 1, 0] }] },
  ],
});
