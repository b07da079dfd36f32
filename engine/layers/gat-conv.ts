import { float } from '../graph/attributes.ts';
import { staticShape } from '../graph/shape.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { activate, squashingOf } from './activations.ts';
import { defineLayer, type LayerDefinition, type RandomRequest, type WeightSpec } from './definition.ts';
import { graphExample, path, tangle, tangleWeights } from './graph-examples.ts';
import { edgeFlops, expectGraph, graphPorts } from './graph-inputs.ts';
import { activationField, commonFields } from './graph-parameters.ts';
import { linearFlops, linearWeights } from './linear.ts';
import { addBias, counted, type Edges, emitEdges, loops, segmentExponentials, segmentSum } from './message-passing.ts';
import { field, type ParametersOf } from './parameters.ts';
import { outputPort } from './ports.ts';

const parameters = {
  units: field.int({ label: 'Units', help: 'Features that each head gives to each node.', default: 8, min: 1 }),
  heads: field.int({ label: 'Heads', help: 'Attentions side by side, each with weights of its own.', default: 1, min: 1 }),
  join: field.choice<'concat' | 'mean'>({
    label: 'Heads become',
    help: 'Features of all heads one after the other, or their mean.',
    default: 'concat',
    options: [
      { value: 'concat', label: 'joined' },
      { value: 'mean', label: 'averaged' },
    ],
  }),
  activation: activationField,
  slope: field.float({
    label: 'Slope',
    help: 'Slope of the LeakyReLU of the scores below 0.',
    default: 0.2,
    min: 0,
    max: 1,
    advanced: true,
  }),
  dropout: field.float({
    label: 'Dropout of attention',
    help: 'Share of the attention set to 0 at each step.',
    default: 0,
    min: 0,
    max: 0.99,
  }),
  bias: field.bool({ label: 'Bias', help: 'Add a trained number to each output.', default: true }),
  selfLoops: field.bool({
    label: 'Self-loops',
    help: 'Each node attends to itself too; its own edges to itself then don’t count.',
    default: true,
  }),
  ...commonFields('glorotUniform'),
} as const;

type Parameters = ParametersOf<typeof parameters>;

/** What each head reads of the nodes, and how it scores pairs. */
interface Attention {
  /** Features [N, heads, units] that are passed along edges. */
  readonly passed: Value;
  /** Scores [E, heads] of edges. */
  readonly scores: Value;
  /** Scores [N, heads] of each node with itself. */
  readonly own: Value;
}

interface Reading {
  readonly e: Emitter;
  readonly p: Parameters;
  readonly x: Value;
  readonly edges: Edges;
  readonly weights: Readonly<Record<string, Value>>;
}

const headWeights = (name: string, { heads, units }: Parameters): WeightSpec => ({
  name,
  shape: [heads, units],
  initializer: { kind: 'glorotUniform', fanIn: units, fanOut: heads },
  trainable: true,
});

/** x·W in heads [N, heads, units]. */
const inHeads = ({ e, p, x }: Reading, kernel: Value): Value => e.reshape(e.matmul(x, kernel), [-1, p.heads, p.units]);

const leaky = ({ e, p }: Reading, x: Value): Value => e.op('LeakyRelu', [x], { alpha: float(p.slope) });

/** Velickovic et al. 2018: a score is LeakyReLU(a₁·Wx_j + a₂·Wx_i), of which each half is worked out for a node once. */
function additive(reading: Reading): Attention {
  const { e, edges, weights } = reading;
  const passed = inHeads(reading, weights.kernel);
  const half = (attention: Value): Value => e.reduceSum(e.mul(passed, attention), [2], false); // [N, heads]
  const [from, to] = [half(weights['attention.source']), half(weights['attention.target'])];
  return {
    passed,
    scores: leaky(reading, e.add(e.gather(from, edges.source, 0), e.gather(to, edges.target, 0))),
    own: leaky(reading, e.add(from, to)),
  };
}

/** Brody et al. 2022: a score is a·LeakyReLU(W₁x_j + W₂x_i), so that what a node prefers depends on the node. */
function dynamic(reading: Reading): Attention {
  const { e, edges, weights } = reading;
  const [from, to] = [inHeads(reading, weights['source.kernel']), inHeads(reading, weights['target.kernel'])];
  const score = (pair: Value): Value => e.reduceSum(e.mul(leaky(reading, pair), weights.attention), [2], false);
  return {
    passed: from,
    scores: score(e.add(e.gather(from, edges.source, 0), e.gather(to, edges.target, 0))),
    own: score(e.add(from, to)),
  };
}

/** Which edges count, and by what their exponentials are multiplied. */
function edgeFactors({ e, p, x, edges }: Reading): { readonly takes?: Value; readonly factor?: Value } {
  const others = p.selfLoops ? e.op('Not', [loops(e, edges)]) : undefined;
  const present = counted(e, edges);
  const takes = others !== undefined && present !== undefined ? e.op('And', [others, present]) : (others ?? present);
  if (takes === undefined) return {};
  const mask = e.cast(takes, x.type.dtype);
  return { takes, factor: edges.weight === undefined ? mask : e.mul(mask, edges.weight) };
}

/** Σ attention · passed features, by heads [N, heads, units]. */
function attend(reading: Reading, { passed, scores, own }: Attention, drop: (attention: Value) => Value): Value {
  const { e, p, edges } = reading;
  const weighed = segmentExponentials(e, {
    scores,
    index: edges.target,
    rows: passed,
    ...(p.selfLoops && { own }),
    ...edgeFactors(reading),
  });
  const spread = (attention: Value): Value => e.unsqueeze(drop(attention), [2]);
  const messages = e.mul(e.gather(passed, edges.source, 0), spread(weighed.parts));
  const sum = segmentSum(e, messages, edges.target, passed);
  const all = weighed.own === undefined ? sum : e.add(sum, e.mul(passed, spread(weighed.own)));
  return e.div(all, e.unsqueeze(weighed.total, [2]));
}

interface Variant {
  readonly type: string;
  readonly title: string;
  readonly summary: string;
  readonly synonyms: readonly string[];
  readonly score: string;
  readonly explanation: string;
  /** Operations of an edge for each feature of each head, those of the score among them. */
  readonly perEdge: number;
  weights(p: Parameters, features: number): readonly WeightSpec[];
  attention(reading: Reading): Attention;
}

function attentionLayer(variant: Variant): LayerDefinition {
  return defineLayer({
    type: variant.type,
    version: 1,
    category: 'graph',
    title: variant.title,
    summary: variant.summary,
    synonyms: [...variant.synonyms, 'graph attention', 'attention', 'message passing', 'gnn', '图注意力', '图神经网络'],
    parameters,
    inputs: graphPorts,
    outputs: outputPort,
    infer(context) {
      const problem = expectGraph(context, variant.type);
      if (problem !== undefined) return { problem };
      const { parameters: p, inputs } = context;
      const [nodes, size] = inputs[0].shape;
      const width = p.join === 'concat' ? p.heads * p.units : p.units;
      const bias: WeightSpec = { name: 'bias', shape: [width], initializer: { kind: 'zeros' }, trainable: true };
      const owned = variant.weights(p, Number(size));
      const maps = owned.filter(({ name }) => name.endsWith('kernel')).length;
      return {
        outputs: [{ dtype: 'float32', shape: [nodes, width] }],
        weights: p.bias ? [...owned, bias] : owned,
        flops:
          maps * linearFlops(Number(size), p.heads * p.units, false) +
          6 * p.heads * p.units +
          edgeFlops(context, variant.perEdge * p.heads * p.units),
      };
    },
    squashes: ({ activation }) => squashingOf(activation),
    lower({ e, parameters: p, inputs: [x, ends], optional, weights, mode, random }) {
      const edges = emitEdges(e, ends, optional, p.bothWays);
      const reading: Reading = { e, p, x, edges, weights };
      const drop = (attention: Value): Value => (mode === 'train' && p.dropout > 0 ? dropped(e, attention, p.dropout, random) : attention);
      const y = attend(reading, variant.attention(reading), drop);
      const joined = p.join === 'concat' ? e.reshape(y, [-1, p.heads * p.units]) : e.reduceMean(y, [1], false);
      return [activate(e, p.activation, addBias(e, joined, weights.bias))];
    },
    formula: `y_i = \\varphi\\Big(\\sum_{j \\to i} \\alpha_{ij}\\, W x_j + b\\Big),\\quad \\alpha_{ij} = \\operatorname*{softmax}_j ${variant.score}`,
    explanation: variant.explanation,
    display: ['units', 'heads', 'activation'],
    examples: [
      { name: 'a path and a node alone', parameters: { units: 3 }, ...graphExample(4, 3, path) },
      { name: 'two heads, repeated edges, to itself', parameters: { units: 2, heads: 2 }, ...graphExample(5, 2, tangle) },
      {
        name: 'heads averaged, weighted',
        parameters: { units: 2, heads: 3, join: 'mean', activation: 'elu' },
        ...graphExample(5, 2, tangle, tangleWeights),
      },
      { name: 'without self-loops', parameters: { units: 2, selfLoops: false, slope: 0.5 }, ...graphExample(5, 3, tangle) },
      {
        name: 'dropout, both directions',
        parameters: { units: 2, heads: 2, dropout: 0.4, bothWays: true },
        ...graphExample(5, 2, tangle),
      },
      { name: 'one node, no edges', parameters: { units: 2, bias: false }, ...graphExample(1, 3, []) },
      { name: 'no edges and no self-loops', parameters: { units: 2, selfLoops: false }, ...graphExample(2, 1, []) },
    ],
  });
}

function dropped(e: Emitter, attention: Value, rate: number, random: (request: RandomRequest) => Value): Value {
  const mask = random({ distribution: { kind: 'bernoulli', probability: 1 - rate }, shape: staticShape(attention.type.shape) });
  return e.mul(attention, e.mulScalar(mask, 1 / (1 - rate)));
}

export const GATConv = attentionLayer({
  type: 'GATConv',
  title: 'Graph attention',
  summary: 'neighbours weighed by attention',
  synonyms: ['gat'],
  perEdge: 2,
  score: '\\operatorname{LeakyReLU}(a_1^\\top W x_j + a_2^\\top W x_i)',
  explanation:
    'Like a graph convolution, but each node decides how much each of its neighbours counts: {heads} trained attentions give {units} features each. Weights of edges multiply the attention, and must not be negative.',
  weights: (p, features) => [
    ...linearWeights({ kernel: 'kernel' }, features, p.heads * p.units, p),
    headWeights('attention.source', p),
    headWeights('attention.target', p),
  ],
  attention: additive,
});

export const GATv2Conv = attentionLayer({
  type: 'GATv2Conv',
  title: 'Graph attention, second form',
  summary: 'attention that depends on who asks',
  synonyms: ['gatv2', 'gat v2', 'dynamic attention'],
  perEdge: 6,
  score: 'a^\\top \\operatorname{LeakyReLU}(W x_j + W^\\prime x_i)',
  explanation:
    'Graph attention in which the order of a node’s neighbours by importance depends on the node itself, as it can’t in the first form. {heads} attentions give {units} features each. Weights of edges multiply the attention, and must not be negative.',
  weights: (p, features) => [
    ...linearWeights({ kernel: 'source.kernel' }, features, p.heads * p.units, p),
    ...linearWeights({ kernel: 'target.kernel' }, features, p.heads * p.units, p),
    headWeights('attention', p),
  ],
  attention: dynamic,
});
