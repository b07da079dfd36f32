import { describe, expect, it } from 'vitest';
import { analyze } from '../compile/analyze.ts';
import { evaluationProgram } from '../compile/evaluation-program.ts';
import { gradientProgram } from '../compile/gradient-program.ts';
import type { GraphSize } from '../compile/program.ts';
import { trainingProgram } from '../compile/training-program.ts';
import type { Dataset } from '../data/dataset.ts';
import { catalogOf } from '../data/registry.ts';
import { gradcheck } from '../gradcheck/gradcheck.ts';
import { type NdArray, ndarray } from '../ops/ndarray.ts';
import type { Project } from '../project/schema.ts';
import { evaluateGraph, referenceBackend } from '../reference/interpreter.ts';
import { DataFeeds } from './feeds.ts';
import { graphSize, programSize } from './graph-feeds.ts';
import { drawn, oneGraph, smallGraphs } from './testing/small-graphs.ts';

const numbers = (feeds: DataFeeds, name: string): number[] => Array.from(feeds.tensors.get(name)?.data ?? [], Number);
const shapesOf = ({ info }: Dataset) => catalogOf([info]).shapesOf;

/** Two layers over the nodes of graphs, both norms, all pools. */
const graphNetwork = (normalised: string): Project =>
  drawn(
    [
      ['x', 'Input', { dataset: 'small-graphs', field: 'nodes' }],
      ['ends', 'Input', { dataset: 'small-graphs', field: 'edges' }],
      ['of', 'Input', { dataset: 'small-graphs', field: 'membership' }],
      ['conv', 'GINConv', { hidden: 3, units: 4 }],
      ['norm', normalised],
      ['sum', 'GraphPool', { of: 'sum' }],
      ['most', 'GraphPool', { of: 'max' }],
      ['joined', 'Concat', { axis: 1 }],
      ['again', 'BatchNorm'],
      ['logits', 'Dense', { units: 2 }],
      ['out', 'Output', { target: 'kind' }],
    ],
    [
      'x.out > conv.nodes',
      'ends.out > conv.edges',
      `conv.out > norm.${normalised === 'GraphNorm' ? 'nodes' : 'in'}`,
      ...(normalised === 'GraphNorm' ? ['of.out > norm.membership'] : []),
      'norm.out > sum.nodes',
      'of.out > sum.membership',
      'norm.out > most.nodes',
      'of.out > most.membership',
      'sum.out > joined.in',
      'most.out > joined.in',
      'joined.out > again.in',
      'again.out > logits.in',
      'logits.out > out.in',
    ],
  );

const nodeNetwork = drawn(
  [
    ['x', 'Input', { dataset: 'one-graph', field: 'point' }],
    ['ends', 'Input', { dataset: 'one-graph', field: 'edges' }],
    ['weights', 'Input', { dataset: 'one-graph', field: 'edge-weights' }],
    ['conv', 'GCNConv', { units: 2 }],
    ['out', 'Output', { target: 'kind' }],
  ],
  ['x.out > conv.nodes', 'ends.out > conv.edges', 'weights.out > conv.weight', 'conv.out > out.in'],
);

describe('feeding graphs', () => {
  it('sets the graphs of a batch side by side and fills them up', () => {
    const dataset = smallGraphs();
    const samples = Uint32Array.of(1, 0);
    const size: GraphSize = { nodes: 6, edges: 7 };
    const { dataInputs } = trainingProgram(graphNetwork('BatchNorm'), shapesOf(dataset), 2, size);
    const feeds = new DataFeeds(dataInputs, dataset, referenceBackend);
    feeds.fill(dataset.train, Uint32Array.of(3, 2));
    feeds.fill(dataset.train, samples);
    expect(numbers(feeds, 'nodes')).toEqual([7, 8, 1, 2, 3, 4, 5, 6, 0, 0, 0, 0]);
    expect(numbers(feeds, 'membership')).toEqual([0, 1, 1, 1, 2, 2]);
    // The edge from a node to itself once, the others in both directions, then from the last node to itself.
    expect(numbers(feeds, 'edges')).toEqual([...[0, 1, 2, 2, 3, 5, 5], ...[0, 2, 3, 1, 2, 5, 5]]);
    expect(graphSize(dataset, dataset.train, samples)).toEqual({ nodes: 4, edges: 5 });
    const { nodes, edges } = programSize(dataset, dataset.train, samples) ?? { nodes: 0, edges: 0 };
    expect(nodes).toBeGreaterThan(4);
    expect(edges).toBeGreaterThanOrEqual(5);
  });

  it('keeps the direction of edges that have one', () => {
    const dataset = smallGraphs(true);
    expect(graphSize(dataset, dataset.train, Uint32Array.of(0, 1, 3))).toEqual({ nodes: 8, edges: 6 });
  });

  it.each(['BatchNorm', 'GraphNorm'])('computes the same loss and gradients whatever fills up the batch: %s', (norm) => {
    const dataset = smallGraphs();
    const exact = lossAndGradients(graphNetwork(norm), dataset, { nodes: 11, edges: 11 });
    const filled = lossAndGradients(graphNetwork(norm), dataset, { nodes: 19, edges: 24 });
    expect([...filled.keys()]).toEqual([...exact.keys()]);
    for (const [name, values] of exact) {
      expect(values.some((value) => value !== 0) || name.includes('bias')).toBe(true);
      values.forEach((value, i) => expect(filled.get(name)?.[i]).toBeCloseTo(value, 10));
    }
  });

  it('feeds a whole graph and names the nodes of the batch', () => {
    const dataset = oneGraph();
    const { dataInputs } = trainingProgram(nodeNetwork, shapesOf(dataset), 2, graphSize(dataset, dataset.train, Uint32Array.of(0, 1)));
    const feeds = new DataFeeds(dataInputs, dataset, referenceBackend);
    feeds.fill(dataset.train, Uint32Array.of(2, 0));
    expect(numbers(feeds, 'point')).toEqual([3, 5, 7, 9, 11, 13, 15, 17, 19, 21]);
    expect(numbers(feeds, 'edges')).toEqual([...[0, 1, 2, 4, 1, 3, 0], ...[1, 3, 2, 0, 0, 1, 4]]);
    expect(numbers(feeds, 'edge-weights')).toEqual([0.5, 1, 2, 3, 0.5, 1, 3]);
    expect(numbers(feeds, 'places')).toEqual([2, 0]);
    expect(numbers(feeds, 'kind')).toEqual([0, 0]);
    feeds.fill(dataset.test, Uint32Array.of(1, 0));
    expect(numbers(feeds, 'places')).toEqual([4, 3]);
    expect(numbers(feeds, 'kind')).toEqual([1, 1]);
  });

  it('gives a batch the predictions of its own nodes', () => {
    const dataset = oneGraph();
    const predictions = (samples: Uint32Array<ArrayBuffer>): number[] => {
      const size = graphSize(dataset, dataset.test, samples);
      const program = evaluationProgram(nodeNetwork, shapesOf(dataset), samples.length, size);
      const feeds = feedsOf(program.dataInputs, program.state, dataset, dataset.test, samples);
      return [...(evaluateGraph(program.graph, feeds).get(program.predictions[0].output)?.data ?? [])];
    };
    const [first, second] = [predictions(Uint32Array.of(0)), predictions(Uint32Array.of(1))];
    expect(predictions(Uint32Array.of(1, 0))).toEqual([...second, ...first]);
    expect(first).not.toEqual(second);
  });

  it.each([
    ['a batch of graphs', graphNetwork('GraphNorm'), smallGraphs()],
    ['nodes of one graph', nodeNetwork, oneGraph()],
    ['nodes of one directed graph', nodeNetwork, oneGraph(true)],
  ])('has the gradients of its loss in float64: %s', (_name, project, dataset) => {
    const { ok, maxRelError } = gradcheck(project, shapesOf(dataset), dataset);
    expect({ ok, maxRelError: maxRelError < 1e-5 }).toEqual({ ok: true, maxRelError: true });
  });
});

describe('a network over graphs', () => {
  it('is told that augmentation changes samples one by one', () => {
    const project = { ...nodeNetwork, training: { ...nodeNetwork.training, augmentation: [{ type: 'GaussianNoise', parameters: {} }] } };
    const { blocker } = analyze(project, shapesOf(oneGraph()));
    expect(blocker).toContain('fed together');
  });

  it('is told that an output needs a row for each graph', () => {
    const project = drawn(
      [
        ['x', 'Input', { dataset: 'small-graphs', field: 'nodes' }],
        ['dense', 'Dense', { units: 2 }],
        ['out', 'Output', { target: 'kind' }],
      ],
      ['x.out > dense.in', 'dense.out > out.in'],
    );
    const { diagnostics } = analyze(project, shapesOf(smallGraphs()));
    expect(diagnostics).toMatchObject([{ code: 'node-predictions', nodeId: 'out', expected: 'N×2', actual: 'V×2' }]);
  });

  it('is told that an output needs a row for each pair of nodes', () => {
    const project = drawn(
      [
        ['x', 'Input', { dataset: 'one-graph', field: 'point' }],
        ['dense', 'Dense', { units: 2 }],
        ['out', 'Output', { target: 'linked' }],
      ],
      ['x.out > dense.in', 'dense.out > out.in'],
    );
    const links = { ...project, data: { ...project.data, links: { testFraction: 0.25 } } };
    const { diagnostics } = analyze(links, shapesOf(oneGraph()));
    expect(diagnostics).toMatchObject([{ code: 'node-predictions', nodeId: 'out', expected: 'N×2', actual: 'V×2' }]);
  });

  it.each([
    ['GraphNorm', ['norm.out > sum.nodes', 'of.out > sum.membership']],
    ['TopKPool', ['ends.out > norm.edges', 'norm.nodes > sum.nodes', 'norm.membership > sum.membership']],
  ])('is told that %s takes a batch of graphs for one without the graph of each node', (type, wires) => {
    const project = drawn(
      [
        ['x', 'Input', { dataset: 'small-graphs', field: 'nodes' }],
        ['ends', 'Input', { dataset: 'small-graphs', field: 'edges' }],
        ['of', 'Input', { dataset: 'small-graphs', field: 'membership' }],
        ['norm', type],
        ['sum', 'GraphPool', { of: 'sum' }],
        ['out', 'Output', { target: 'kind' }],
      ],
      ['x.out > norm.nodes', ...wires, 'sum.out > out.in'],
    );
    const { diagnostics } = analyze(project, shapesOf(smallGraphs()));
    expect(diagnostics).toContainEqual(expect.objectContaining({ code: 'membership-missing', nodeId: 'norm', port: 'membership' }));
  });
});

function lossAndGradients(project: Project, dataset: Dataset, size: GraphSize): ReadonlyMap<string, Float64Array> {
  const samples = Uint32Array.of(3, 0, 1, 2);
  const program = gradientProgram(project, shapesOf(dataset), samples.length, size);
  const state = [...program.parameters, ...program.running];
  const results = evaluateGraph(program.graph, feedsOf(program.dataInputs, state, dataset, dataset.train, samples));
  return new Map([...results].map(([name, { data }]) => [name, Float64Array.from(data)]));
}

/** Data, and weights that look random. */
function feedsOf(
  dataInputs: ConstructorParameters<typeof DataFeeds>[0],
  state: readonly { readonly input: string; readonly type: { readonly shape: readonly (number | string)[] } }[],
  dataset: Dataset,
  split: Dataset['train'],
  samples: Uint32Array<ArrayBuffer>,
): Map<string, NdArray> {
  const data = new DataFeeds(dataInputs, dataset, referenceBackend);
  data.fill(split, samples);
  const feeds = new Map(
    [...data.tensors].map(
      ([name, { dtype, dims, data: values }]) => [name, ndarray(dtype, dims, Float64Array.from(values, Number))] as const,
    ),
  );
  for (const { input, type } of state) {
    const shape = type.shape.map(Number);
    const size = shape.reduce((product, dim) => product * dim, 1);
    const values = Float64Array.from({ length: size }, (_, i) => Math.sin(1 + 3 * i + input.length) + (input.includes('variance') ? 2 : 0));
    feeds.set(input, ndarray('float32', shape, values));
  }
  return feeds;
}
