import { expandLike } from '../ops/shape-like.ts';
import { activate, activationOptions } from './activations.ts';
import { defineLayer, type LayerPreset } from './definition.ts';
import { graphsExample } from './graph-examples.ts';
import { expectGraphs, poolingPorts } from './graph-inputs.ts';
import { initializerField } from './initializer-field.ts';
import { emitLinear, linearFlops, linearWeights } from './linear.ts';
import { divisorOf, graphSlots, segmentExponentials, segmentMax, segmentSum } from './message-passing.ts';
import { field } from './parameters.ts';
import { outputPort } from './ports.ts';
import { regularizationFields } from './regularization.ts';

type Pooled = 'mean' | 'sum' | 'max';

const preset = (of: Pooled, name: string, summary: string, explanation: string): LayerPreset<{ readonly of: Pooled }> => ({
  id: of,
  name,
  summary,
  parameters: { of },
  explanation,
  describes: (parameters) => parameters.of === of,
});

/** One row for each graph, from the rows of its nodes. */
export const GraphPool = defineLayer({
  type: 'GraphPool',
  version: 1,
  category: 'graph',
  title: 'Graph pooling',
  summary: 'mean, sum or maximum of each graph’s nodes',
  synonyms: [
    'readout',
    'global pooling',
    'global_mean_pool',
    'global_add_pool',
    'global_max_pool',
    'graph classification',
    '图池化',
    '读出',
  ],
  parameters: {
    of: field.choice<Pooled>({
      label: 'Takes',
      help: 'What is taken of the nodes of a graph, feature by feature; 0 of a graph without nodes.',
      default: 'mean',
      options: [
        { value: 'mean', label: 'mean' },
        { value: 'sum', label: 'sum' },
        { value: 'max', label: 'maximum' },
      ],
    }),
  },
  inputs: poolingPorts,
  outputs: outputPort,
  infer(context) {
    const problem = expectGraphs(context, 'GraphPool');
    if (problem !== undefined) return { problem };
    const [{ shape }] = context.inputs;
    return { outputs: [{ dtype: 'float32', shape: ['N', shape[1]] }], flops: Number(shape[1]) };
  },
  lower({ e, parameters: { of }, inputs: [x, membership], graphs }) {
    const { rows: slots, graphsOf } = graphSlots(e, membership, graphs);
    if (of === 'max') return [graphsOf(segmentMax(e, x, membership, slots))];
    const sum = graphsOf(segmentSum(e, x, membership, slots));
    if (of === 'sum') return [sum];
    const counts = graphsOf(segmentSum(e, expandLike(e, e.scalar(1, x), membership), membership, slots));
    return [e.div(sum, e.unsqueeze(divisorOf(e, counts), [1]))];
  },
  formula: 'y_g = \\mathop{\\mathrm{mean}}_{i \\in g} x_i',
  explanation: 'Makes one row of features of each graph: the {of} over its nodes. It is the same in whatever order the nodes come.',
  presets: [
    preset('sum', 'Graph sum', 'sum of each graph’s nodes', 'Adds up the nodes of each graph, so that large graphs give large numbers.'),
    preset(
      'max',
      'Graph maximum',
      'largest value of each graph’s nodes',
      'Takes the largest value of each feature among the nodes of a graph.',
    ),
  ],
  display: ['of'],
  examples: [
    { name: 'mean', ...graphsExample(3, [0, 1, 1, 0, 0]) },
    { name: 'sum, a graph without nodes', parameters: { of: 'sum' }, ...graphsExample(2, [2, 0, 2]) },
    { name: 'maximum, a graph without nodes', parameters: { of: 'max' }, ...graphsExample(2, [2, 0, 2, 2]) },
    { name: 'one node', ...graphsExample(1, [0]) },
  ],
});

/** Attention pooling (Li et al. 2016): y_g = Σ softmax over the graph's nodes of x·w, times their values. */
export const GraphAttentionPool = defineLayer({
  type: 'GraphAttentionPool',
  version: 1,
  category: 'graph',
  title: 'Graph attention pooling',
  summary: 'each graph’s nodes weighed by attention',
  synonyms: ['global attention', 'attentional aggregation', 'readout', 'gated', 'graph classification', '注意力池化', '读出'],
  parameters: {
    units: field.int({
      label: 'Units',
      help: 'Features of a graph, from the nodes’ through a layer; 0 adds up the nodes’ own.',
      default: 0,
      min: 0,
    }),
    activation: field.choice({
      label: 'Activation',
      help: 'Function of that layer.',
      default: 'none',
      options: activationOptions,
      visible: ({ units }) => units !== 0,
    }),
    initializer: { ...initializerField, default: 'glorotUniform' },
    ...regularizationFields,
  },
  inputs: poolingPorts,
  outputs: outputPort,
  infer(context) {
    const problem = expectGraphs(context, 'GraphAttentionPool');
    if (problem !== undefined) return { problem };
    const { parameters: p, inputs } = context;
    const features = Number(inputs[0].shape[1]);
    const width = p.units === 0 ? features : p.units;
    return {
      outputs: [{ dtype: 'float32', shape: ['N', width] }],
      weights: [
        ...linearWeights({ kernel: 'gate.kernel' }, features, 1, p),
        ...(p.units === 0 ? [] : linearWeights({ kernel: 'kernel', bias: 'bias' }, features, p.units, p)),
      ],
      flops: linearFlops(features, 1, false) + (p.units === 0 ? 0 : linearFlops(features, p.units, true)) + 3 * width,
    };
  },
  lower({ e, parameters: p, inputs: [x, membership], weights, graphs }) {
    const { rows, graphsOf } = graphSlots(e, membership, graphs);
    const { parts, total } = segmentExponentials(e, { scores: e.matmul(x, weights['gate.kernel']), index: membership, rows });
    const values = p.units === 0 ? x : activate(e, p.activation, emitLinear(e, x, weights.kernel, weights.bias));
    return [graphsOf(e.div(segmentSum(e, e.mul(values, parts), membership, rows), total))];
  },
  formula: 'y_g = \\sum_{i \\in g} \\operatorname*{softmax}_{i \\in g}(w^\\top x_i)\\, f(x_i)',
  explanation:
    'Makes one row of features of each graph. A trained score says how much each node counts in its graph; the scores of a graph add up to 1.',
  display: ['units', 'activation'],
  examples: [
    { name: 'the nodes’ own features', ...graphsExample(3, [0, 1, 1, 0, 0]) },
    { name: 'through a layer, a graph without nodes', parameters: { units: 2, activation: 'tanh' }, ...graphsExample(3, [2, 0, 2, 2]) },
    { name: 'one node', ...graphsExample(2, [0]) },
  ],
});
