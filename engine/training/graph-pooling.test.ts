import { describe, expect, it } from 'vitest';
import { analyze } from '../compile/analyze.ts';
import { gradientProgram } from '../compile/gradient-program.ts';
import type { GraphSize } from '../compile/program.ts';
import { catalogOf } from '../data/registry.ts';
import { gradcheck } from '../gradcheck/gradcheck.ts';
import { staticShape } from '../graph/shape.ts';
import { ndarray } from '../ops/ndarray.ts';
import { toNdArray } from '../reference/arrays.ts';
import { evaluateGraph, referenceBackend } from '../reference/interpreter.ts';
import { DataFeeds } from './feeds.ts';
import { drawn, oneGraph, smallGraphs } from './testing/small-graphs.ts';

/** Of each graph the nodes that score highest, which exchange what they hold, are normalised and added up. */
const pooled = drawn(
  [
    ['x', 'Input', { dataset: 'small-graphs', field: 'nodes' }],
    ['ends', 'Input', { dataset: 'small-graphs', field: 'edges' }],
    ['of', 'Input', { dataset: 'small-graphs', field: 'membership' }],
    ['conv', 'GINConv', { hidden: 3, units: 4 }],
    ['best', 'TopKPool', { ratio: 0.6 }],
    ['again', 'GCNConv', { units: 4 }],
    ['norm', 'BatchNorm'],
    ['sum', 'GraphPool', { of: 'sum' }],
    ['logits', 'Dense', { units: 2 }],
    ['out', 'Output', { target: 'kind' }],
  ],
  [
    'x.out > conv.nodes',
    'ends.out > conv.edges',
    'conv.out > best.nodes',
    'ends.out > best.edges',
    'of.out > best.membership',
    'best.nodes > again.nodes',
    'best.edges > again.edges',
    'best.weights > again.weight',
    'again.out > norm.in',
    'norm.out > sum.nodes',
    'best.membership > sum.membership',
    'sum.out > logits.in',
    'logits.out > out.in',
  ],
);

const shapes = catalogOf([smallGraphs().info]).shapesOf;

/** Loss and gradients of a batch of four graphs, with weights that look random. */
function results(size: GraphSize): ReadonlyMap<string, ArrayLike<number>> {
  const [dataset, samples] = [smallGraphs(), Uint32Array.of(3, 0, 1, 2)];
  const program = gradientProgram(pooled, shapes, samples.length, size);
  const data = new DataFeeds(program.dataInputs, dataset, referenceBackend);
  data.fill(dataset.train, samples);
  const feeds = new Map([...data.tensors].map(([name, tensor]) => [name, toNdArray(tensor)] as const));
  for (const { input, type } of [...program.parameters, ...program.running]) {
    const array = ndarray('float32', staticShape(type.shape));
    feeds.set(
      input,
      ndarray(
        'float32',
        array.dims,
        Array.from(array.data, (_, i) => 0.6 + Math.sin(12.9898 * (i + input.length)) / 2),
      ),
    );
  }
  return new Map([...evaluateGraph(program.graph, feeds)].map(([name, { data: values }]) => [name, values]));
}

describe('a network that keeps some of the nodes of each graph', () => {
  it('computes the same loss and gradients whatever fills up the batch', () => {
    const [exact, filled] = [results({ nodes: 12, edges: 12 }), results({ nodes: 21, edges: 30 })];
    expect([...filled.keys()]).toEqual([...exact.keys()]);
    for (const [name, values] of exact) {
      Array.from(values).forEach((value, i) => expect(filled.get(name)?.[i], name).toBeCloseTo(value, 10));
    }
  });

  it('has the gradients of its loss in float64', () => {
    const { ok, maxRelError } = gradcheck(pooled, shapes, smallGraphs());
    expect({ ok, small: maxRelError < 1e-5 }).toEqual({ ok: true, small: true });
  });

  it('gives no row for each node of a graph, which an output over nodes would need', () => {
    const project = drawn(
      [
        ['x', 'Input', { dataset: 'one-graph', field: 'point' }],
        ['ends', 'Input', { dataset: 'one-graph', field: 'edges' }],
        ['best', 'TopKPool'],
        ['logits', 'Dense', { units: 2 }],
        ['out', 'Output', { target: 'kind' }],
      ],
      ['x.out > best.nodes', 'ends.out > best.edges', 'best.nodes > logits.in', 'logits.out > out.in'],
    );
    const { trainable, diagnostics } = analyze(project, catalogOf([oneGraph().info]).shapesOf);
    expect(trainable).toBe(false);
    expect(diagnostics).toMatchObject([{ code: 'node-predictions', nodeId: 'out', expected: 'N×2' }]);
  });
});
