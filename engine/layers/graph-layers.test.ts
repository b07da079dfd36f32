import { describe, expect, it } from 'vitest';
import { layerCase } from '../conformance/layer-case.ts';
import { runOnnxruntime } from '../conformance/onnxruntime.ts';
import { invariant } from '../graph/errors.ts';
import type { Graph, TensorType } from '../graph/types.ts';
import { type NdArray, ndarray } from '../ops/ndarray.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { type LayerDefinition, type LayerExample, portKindOf } from './definition.ts';
import { graphExample, tangle } from './graph-examples.ts';
import { graphLayers } from './graph-layers.ts';
import { defaultsOf, type ParameterValues } from './parameters.ts';

const layerNamed = (type: string): LayerDefinition => {
  const layer = graphLayers.find((candidate) => candidate.type === type);
  invariant(layer !== undefined, `${type} is there`);
  return layer;
};

type Feeds = ReadonlyMap<string, NdArray>;

/** What stands at each place afterwards, by its place before: another order of so many. */
const turned = (count: number): number[] => Array.from({ length: count }, (_, i) => (count + 1 - i) % Math.max(1, count));

const rowsMoved = ({ dtype, dims, data }: NdArray, order: readonly number[]): NdArray => {
  const width = data.length / Math.max(1, dims[0]);
  return ndarray(
    dtype,
    dims,
    order.flatMap((old) => [...data.slice(old * width, (old + 1) * width)]),
  );
};

/** The same graph with its nodes numbered and its edges listed in another order. */
function permuted(feeds: Feeds, layer: LayerDefinition): { readonly feeds: Feeds; readonly nodes: readonly number[] } {
  const [x, ends] = [feeds.get('x0'), feeds.get('x1')];
  invariant(x !== undefined, 'nodes are fed');
  const nodes = turned(x.dims[0]);
  const moved = new Map([...feeds].map(([name, array]) => [name, array] as const));
  moved.set('x0', rowsMoved(x, nodes));
  const membership = layer.inputs.some(({ name, optional }) => name === 'membership' && !optional) ? 'x1' : 'membership';
  const graphs = feeds.get(membership);
  if (graphs !== undefined) moved.set(membership, rowsMoved(graphs, nodes));
  if (layer.inputs[1].name === 'pairs' && ends !== undefined) {
    moved.set(
      'x1',
      ndarray(
        'int64',
        ends.dims,
        Array.from(ends.data, (node) => nodes.indexOf(node)),
      ),
    );
  }
  if (layer.inputs[1].name !== 'edges' || ends === undefined) return { feeds: moved, nodes };
  const count = ends.dims[1];
  const edges = turned(count);
  const renamed = [0, 1].flatMap((row) => edges.map((old) => nodes.indexOf(ends.data[row * count + old])));
  moved.set('x1', ndarray('int64', ends.dims, renamed));
  const weight = feeds.get('weight');
  if (weight !== undefined) moved.set('weight', rowsMoved(weight, edges));
  return { feeds: moved, nodes };
}

function outputOf(graph: Graph, feeds: Feeds): NdArray {
  const output = evaluateGraph(graph, feeds).get('out:0');
  invariant(output !== undefined, 'the layer has an output');
  return output;
}

function expectClose(came: NdArray, expected: NdArray): void {
  expect(came.dims).toEqual(expected.dims);
  for (const [i, value] of expected.data.entries()) expect(came.data[i]).toBeCloseTo(value, 10);
}

/** Whether a layer gives a row for each node, in their order; pools give one for each graph or by the scores of nodes, others one for each pair. */
const rowsPerNode = ({ type }: LayerDefinition): boolean => !type.endsWith('Pool') && type !== 'NodePairs';

const drawn = graphLayers.filter(({ type }) => type !== 'DropEdge');
const cases = drawn.flatMap((layer) => layer.examples.map((example) => ({ layer, example, title: `${layer.type}, ${example.name}` })));

describe('layers over graphs', () => {
  it.each(cases)('do not depend on the order of nodes and edges: $title', ({ layer, example }) => {
    const { graph, feeds } = layerCase(layer, example, 'inference', 3);
    const other = permuted(feeds, layer);
    const [before, after] = [outputOf(graph, feeds), outputOf(graph, other.feeds)];
    expectClose(after, rowsPerNode(layer) ? rowsMoved(before, other.nodes) : before);
  });

  const convolutions = drawn.filter((layer) => layer.inputs[1].name === 'edges' && rowsPerNode(layer));

  it.each(convolutions.map((layer) => [layer.type, layer] as const))('%s leaves out edges of weight 0', (_, layer) => {
    const kept = tangle.slice(0, 3);
    // Self-loops that are dropped still keep a graph convolution from adding one: none is among these.
    const dropped = [...kept, ...tangle.slice(4)];
    const with0 = graphExample(5, 2, dropped, [0.5, 1, 2, 0, 0, 0]);
    const without = graphExample(5, 2, kept, [0.5, 1, 2]);
    const outputs = [with0, without].map((example) => {
      const { graph, feeds } = layerCase(layer, { name: 'dropped', ...example }, 'inference', 1);
      return outputOf(graph, feeds);
    });
    expectClose(outputs[0], outputs[1]);
  });

  it.each([
    ['SAGEConv', { aggregate: 'mean', root: false, bias: false }],
    ['SAGEConv', { aggregate: 'max', root: false, bias: false }],
    ['SAGEConv', { aggregate: 'sum', root: false, bias: false }],
    ['GATConv', { selfLoops: false, bias: false }],
    ['GATv2Conv', { selfLoops: false, bias: false }],
    ['GCNConv', { selfLoops: false, bias: false }],
    ['EdgeConv', {}],
  ])('%s with %j gives 0 to nodes that no edge reaches', async (type, parameters) => {
    const example: LayerExample<ParameterValues> = { name: 'alone', parameters, ...graphExample(3, 2, [[0, 1]]) };
    const { graph, feeds } = layerCase(layerNamed(type), example, 'train', 1);
    for (const results of [evaluateGraph(graph, feeds), await runOnnxruntime(graph, feeds)]) {
      const { data, dims } = results.get('out:0') ?? ndarray('float32', [0, 0]);
      expect([...data.slice(0, dims[1]), ...data.slice(2 * dims[1])].map(Math.abs)).toEqual(Array.from({ length: 2 * dims[1] }, () => 0));
      for (const { data: values } of results.values()) expect(values.every(Number.isFinite)).toBe(true);
    }
  });

  it('keeps attention finite for scores that would overflow', async () => {
    const { graph, feeds } = layerCase(
      layerNamed('GATConv'),
      {
        name: 'large',
        parameters: { units: 2 },
        ...graphExample(3, 2, [
          [0, 1],
          [2, 1],
          [1, 0],
        ]),
      },
      'train',
      1,
    );
    const large = new Map(feeds).set('x0', ndarray('float32', [3, 2], [900, -900, 400, 800, -700, 500]));
    for (const results of [evaluateGraph(graph, large), await runOnnxruntime(graph, large)]) {
      for (const { data } of results.values()) expect(data.every(Number.isFinite)).toBe(true);
    }
  });

  const [nodes, edges]: readonly TensorType[] = [
    { dtype: 'float32', shape: ['V', 3] },
    { dtype: 'int64', shape: [2, 'E'] },
  ];
  const of = (dtype: TensorType['dtype'], ...shape: TensorType['shape']): TensorType => ({ dtype, shape });

  it.each<readonly [string, string, readonly TensorType[], Readonly<Record<string, TensorType>>, object]>([
    ['GCNConv', 'nodes without features', [of('float32', 'V'), edges], {}, { code: 'shape-mismatch', port: 'nodes' }],
    ['GATConv', 'tokens for nodes', [of('int64', 'V', 3), edges], {}, { port: 'nodes', fixes: [{ insert: 'Embedding' }] }],
    ['GINConv', 'edges as floats', [nodes, of('float32', 2, 'E')], {}, { code: 'edges-expected', port: 'edges', actual: 'float32 2×E' }],
    [
      'SAGEConv',
      'edges in rows',
      [nodes, of('int64', 'E', 2)],
      {},
      { code: 'edges-expected', message: expect.stringContaining('swapped') },
    ],
    ['ChebConv', 'weights of other edges', [nodes, edges], { weight: of('float32', 'V') }, { code: 'edge-count-mismatch', port: 'weight' }],
    ['DropEdge', 'weights in columns', [edges], { weight: of('float32', 'E', 1) }, { code: 'edge-count-mismatch' }],
    ['GraphPool', 'graphs of other nodes', [nodes, of('int64', 'E')], {}, { code: 'node-count-mismatch', port: 'membership' }],
    ['GraphAttentionPool', 'graphs as floats', [nodes, of('float32', 'V')], {}, { code: 'node-count-mismatch', actual: 'float32 V' }],
    ['TopKPool', 'edges in rows', [nodes, of('int64', 'E', 2)], {}, { code: 'edges-expected', port: 'edges' }],
    [
      'TopKPool',
      'graphs of other nodes',
      [nodes, edges],
      { membership: of('int64', 4) },
      { code: 'node-count-mismatch', port: 'membership' },
    ],
    ['NodePairs', 'edges for pairs', [nodes, edges], {}, { code: 'pairs-expected', port: 'pairs', actual: 'int64 2×E' }],
    ['NodePairs', 'tokens for nodes', [of('int64', 'V', 3), of('int64', 'N', 2)], {}, { port: 'nodes', fixes: [{ insert: 'Embedding' }] }],
    ['GraphNorm', 'graphs of other nodes', [nodes], { membership: of('int64', 4) }, { code: 'node-count-mismatch', port: 'membership' }],
  ])('%s refuses %s', (type, _, inputs, optional, problem) => {
    const layer = layerNamed(type);
    const parameters = defaultsOf(layer.parameters);
    const came = layer.infer({ parameters, inputs, optional, dataset: () => undefined, projectDataset: undefined });
    expect(came).toMatchObject({
      problem: 'fixes' in problem ? { ...problem, fixes: [expect.objectContaining({ insert: 'Embedding' })] } : problem,
    });
  });

  it('tells edges from other integers', () => {
    expect(portKindOf(edges)).toBe('edges');
    expect(portKindOf(of('int64', 'N', 2))).toBe('integer');
  });
});
