import { int } from '../graph/attributes.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { expandLike, zerosLike } from '../ops/shape-like.ts';
import { activate } from './activations.ts';
import { defineLayer, type LowerContext } from './definition.ts';
import { graphExample, path, tangle, tangleWeights } from './graph-examples.ts';
import { expectGraph, expectGraphs, graphPorts, membershipPort } from './graph-inputs.ts';
import { column } from './message-passing.ts';
import { field } from './parameters.ts';
import { chooseNodes, type Selection } from './top-k-selection.ts';

/** Keeps the length of the trained direction away from 0. */
const leastSquare = 1e-24;

/** x·p / ‖p‖ of each node [V]. */
function projected(e: Emitter, x: Value, direction: Value): Value {
  const square = e.reduceSum(e.square(direction));
  const length = e.sqrt(e.max(square, e.scalar(leastSquare, direction)));
  return e.reshape(e.div(e.matmul(x, e.unsqueeze(direction, [1])), length), [-1]);
}

/** The graph of each node [V]: all are of one where none is wired. */
function membershipOf(e: Emitter, x: Value, wired: Value | undefined): Value {
  return wired ?? zerosLike(e, e.cast(e.reduceSum(x, [1], false), 'int64'));
}

/** The graph of each chosen node; places without one get the number after the last graph. */
function chosenMembership(e: Emitter, membership: Value, { chosen, held }: Selection, graphs: number | undefined): Value {
  const rows = e.gather(membership, chosen, 0);
  if (held === undefined) return rows;
  const after = graphs === undefined ? e.add(e.reduceMax(membership, undefined, false), e.scalar(1, 'int64')) : e.scalar(graphs, 'int64');
  return e.where(held, rows, after);
}

/** Edges between chosen nodes, by their new places, and their weights; where their number must be known, others lead from no node to none. */
function chosenEdges(
  e: Emitter,
  edges: Value,
  weight: Value | undefined,
  { places, held }: Selection,
): readonly [edges: Value, weight: Value] {
  const ends = e.gather(places, edges, 0); // [2, E]
  const isChosen = e.greater(ends, e.scalar(-1, 'int64'));
  const end = (row: number): Value => e.gather(isChosen, e.scalar(row, 'int64'), 0);
  const kept = e.op('And', [end(0), end(1)]); // [E]
  const weights = weight ?? expandLike(e, e.scalar(1), kept);
  if (held === undefined) {
    return [e.op('Compress', [ends, kept], { axis: int(1) }), e.op('Compress', [weights, kept], { axis: int(0) })];
  }
  const last = e.dim(held, 0) - 1;
  return [e.where(kept, ends, e.scalar(last, 'int64')), e.where(kept, weights, e.scalar(0, weights))];
}

type Gate = 'tanh' | 'sigmoid';

/** The chosen rows of x, each times its gate. */
function chosenRows(e: Emitter, x: Value, gate: Value, { chosen, held }: Selection): Value {
  const factor = e.gather(gate, chosen, 0);
  const rows = e.gather(x, chosen, 0);
  const counted = held === undefined ? factor : e.mul(factor, e.cast(held, x.type.dtype));
  return e.mul(rows, column(e, counted, rows));
}

interface Parameters {
  readonly ratio: number;
  readonly gate: Gate;
}

function lower({
  e,
  parameters: p,
  inputs: [x, edges],
  optional,
  weights,
  graphs,
  markPresent,
}: LowerContext<Parameters>): readonly Value[] {
  const membership = membershipOf(e, x, optional?.membership);
  const scores = projected(e, x, weights.direction);
  const selection = chooseNodes(e, {
    membership,
    graphs: optional?.membership === undefined ? 1 : graphs,
    scores,
    ratio: p.ratio,
  });
  if (selection.held !== undefined) markPresent?.(e.unsqueeze(e.cast(selection.held, x.type.dtype), [1]));
  return [
    chosenRows(e, x, activate(e, p.gate, scores), selection),
    ...chosenEdges(e, edges, optional?.weight, selection),
    chosenMembership(e, membership, selection, optional?.membership === undefined ? 1 : graphs),
  ];
}

/** Top-k pooling (Gao & Ji 2019): the ⌈ratio·n⌉ nodes of each graph with the highest x·p/‖p‖, times the gate of that score. */
export const TopKPool = defineLayer({
  type: 'TopKPool',
  version: 1,
  category: 'graph',
  title: 'Top-k graph pooling',
  summary: 'keeps each graph’s most important nodes',
  synonyms: ['top-k', 'topk', 'topkpooling', 'gpool', 'graph u-net', 'node selection', 'hierarchical', 'readout', '图池化', '节点选择'],
  parameters: {
    ratio: field.float({
      label: 'Share kept',
      help: 'Share of each graph’s nodes that is kept, rounded up.',
      default: 0.5,
      min: 0.01,
      max: 1,
    }),
    gate: field.choice<Gate>({
      label: 'Gate',
      help: 'Function of a node’s score by which its features are multiplied, so that the score can be trained.',
      default: 'tanh',
      options: [
        { value: 'tanh', label: 'tanh' },
        { value: 'sigmoid', label: 'sigmoid' },
      ],
    }),
  },
  inputs: [...graphPorts, { ...membershipPort, optional: true }],
  outputs: [
    { name: 'nodes', label: 'kept nodes' },
    { name: 'edges', label: 'edges between them' },
    { name: 'weights', label: 'weights of those' },
    { name: 'membership', label: 'graph of each kept node' },
  ],
  infer(context) {
    const problem = expectGraph(context, 'TopKPool') ?? expectGraphs({ ...context, inputs: context.inputs.slice(0, 1) }, 'TopKPool');
    if (problem !== undefined) return { problem };
    const { parameters: p, inputs } = context;
    const [[nodes, features], [, edges]] = [inputs[0].shape, inputs[1].shape];
    const [keptNodes, keptEdges] = [`⌈${p.ratio}·${nodes}⌉`, `${edges}′`];
    return {
      outputs: [
        { dtype: 'float32', shape: [keptNodes, features] },
        { dtype: 'int64', shape: [2, keptEdges] },
        { dtype: 'float32', shape: [keptEdges] },
        { dtype: 'int64', shape: [keptNodes] },
      ],
      weights: [
        {
          name: 'direction',
          shape: [Number(features)],
          initializer: { kind: 'glorotUniform', fanIn: Number(features), fanOut: 1 },
          trainable: true,
        },
      ],
      flops: 3 * Number(features) + 1,
    };
  },
  lower,
  formula: 's = \\frac{X p}{\\lVert p \\rVert},\\quad i = \\operatorname{top}_{\\lceil r n \\rceil}(s),\\quad Y = X_i \\odot \\varphi(s_i)',
  explanation:
    'Keeps of each graph the share {ratio} of nodes that score highest along a trained direction, and the edges between them. The features of the kept nodes are multiplied by their score’s {gate}, and so the direction is trained. Between graph layers it makes graphs smaller, as pooling does with images.',
  display: ['ratio', 'gate'],
  examples: [
    { name: 'a path and a node alone', ...graphExample(4, 3, path) },
    {
      name: 'weighted edges, all nodes of which some are one another’s',
      parameters: { ratio: 0.6, gate: 'sigmoid' },
      ...graphExample(5, 2, tangle, tangleWeights),
    },
    { name: 'all are kept', parameters: { ratio: 1 }, ...graphExample(5, 2, tangle) },
    { name: 'two graphs and an empty one', parameters: { ratio: 0.6 }, ...graphExample(5, 2, tangle, tangleWeights, [0, 0, 0, 2, 2]) },
    { name: 'graphs that lie mixed', ...graphExample(5, 3, tangle, undefined, [1, 0, 1, 0, 1]) },
    { name: 'one node, no edges', ...graphExample(1, 2, []) },
  ],
});
