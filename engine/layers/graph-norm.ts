import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { expandLike } from '../ops/shape-like.ts';
import { defineLayer } from './definition.ts';
import { graphsExample } from './graph-examples.ts';
import { expectGraphs, graphNormPorts } from './graph-inputs.ts';
import { divisorOf, graphSlots, segmentSum } from './message-passing.ts';
import { affineField, emitAffine, epsilonField, meansOver, scaleWeight, shiftWeight, standardiseFlops } from './normalization.ts';
import { field } from './parameters.ts';
import { outputPort } from './ports.ts';

type Means = (rows: Value) => Value;

/** Means of rows [V, F] over the nodes of each node's graph, one row a node. */
function meansByGraph(e: Emitter, like: Value, membership: Value, graphs: number | undefined): Means {
  const { rows: slots } = graphSlots(e, membership, graphs);
  const counts = segmentSum(e, expandLike(e, e.scalar(1, like), membership), membership, slots);
  const divisor = e.unsqueeze(divisorOf(e, counts), [1]);
  return (rows) => e.gather(e.div(segmentSum(e, rows, membership, slots), divisor), membership, 0);
}

/** Graph normalisation (Cai et al. 2021): y = γ·(x − α·μ) / √(σ² + ε) + β, with σ² the mean square of x − α·μ. */
export const GraphNorm = defineLayer({
  type: 'GraphNorm',
  version: 1,
  category: 'graph',
  title: 'Graph normalisation',
  summary: 'each feature standardised within its graph',
  synonyms: ['graphnorm', 'graph normalization', 'normalisation', '图归一化', '归一化'],
  parameters: {
    meanShare: field.bool({
      label: 'Trained share of the mean',
      help: 'Learn for each feature how much of the mean is taken away; all of it otherwise.',
      default: true,
    }),
    affine: affineField(true),
    epsilon: epsilonField(1e-5),
  },
  inputs: graphNormPorts,
  outputs: outputPort,
  infer(context) {
    const problem = expectGraphs(context, 'GraphNorm');
    if (problem !== undefined) return { problem };
    const { parameters: p, inputs } = context;
    const features = Number(inputs[0].shape[1]);
    return {
      outputs: [inputs[0]],
      weights: [
        ...(p.meanShare ? [scaleWeight('meanShare', [features])] : []),
        ...(p.affine ? [scaleWeight('scale', [features]), shiftWeight('shift', [features])] : []),
      ],
      flops: standardiseFlops(features, p.affine) + (p.meanShare ? features : 0),
    };
  },
  lower({ e, parameters: p, inputs: [x], optional, weights, graphs }) {
    const membership = optional?.membership;
    const means = membership === undefined ? meansOver(e, x, [0]) : meansByGraph(e, x, membership, graphs);
    const mean = means(x);
    const centred = e.sub(x, p.meanShare ? e.mul(mean, weights.meanShare) : mean);
    const deviation = e.sqrt(e.addScalar(means(e.square(centred)), p.epsilon));
    return [emitAffine(e, e.div(centred, deviation), [1], weights.scale, weights.shift)];
  },
  formula: 'y = \\gamma\\, \\frac{x - \\alpha\\mu_g}{\\sqrt{\\sigma_g^2 + \\epsilon}} + \\beta',
  explanation:
    'Shifts and scales each feature to variance 1 over the nodes of each graph, taking away a trained share of the mean. Where no graph of each node is wired, all nodes are one graph.',
  display: ['meanShare'],
  examples: [
    { name: 'one graph', inputs: [{ part: 'nodes', shape: [5, 3] }] },
    { name: 'three graphs of a batch, one of them empty', ...graphsExample(3, [0, 2, 2, 0, 3, 3], true) },
    {
      name: 'all of the mean, no scale',
      parameters: { meanShare: false, affine: false, epsilon: 1e-3 },
      ...graphsExample(2, [1, 0, 1, 0, 0], true),
    },
  ],
});
