import { describe, expect, it } from 'vitest';
import { runOnnxruntime } from '../conformance/onnxruntime.ts';
import { datasetShapes } from '../data/registry.ts';
import { invariant } from '../graph/errors.ts';
import { writeModel } from '../graph/onnx/write.ts';
import { staticShape, tensorOf } from '../graph/shape.ts';
import type { Graph, TensorType } from '../graph/types.ts';
import { lowerGraph } from '../ops/lower.ts';
import { type NdArray, ndarray } from '../ops/ndarray.ts';
import { createEmitter } from '../ops/registry.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { OnnxSession } from '../runtime/onnx-session.ts';
import type { InferLayerContext, LayerDefinition, LayerInference } from './definition.ts';
import { graphLayers } from './graph-layers.ts';
import { defaultsOf, type ParameterValues } from './parameters.ts';
import { layerOf } from './registry.ts';

const features = 3;

/** What is wired to each port of graph layers, all sizes to be told by the run. */
const portTypes: Readonly<Record<string, TensorType>> = {
  nodes: { dtype: 'float32', shape: ['V', features] },
  edges: { dtype: 'int64', shape: [2, 'E'] },
  pairs: { dtype: 'int64', shape: ['N', 2] },
  membership: { dtype: 'int64', shape: ['V'] },
};

function drawsNothing(): never {
  throw new Error('expected no random numbers in an exported layer');
}

interface Lowered {
  readonly graph: Graph;
  readonly inference: LayerInference;
}

/** A layer as it is exported; `sizes` turns it into one for just these sizes. */
function exported(layer: LayerDefinition, sizes: Readonly<Record<string, number>> = {}): Lowered {
  const e = createEmitter(layer.type);
  const parameters = defaultsOf(layer.parameters);
  const ports = layer.inputs.filter(({ optional }) => optional !== true);
  const types = ports.map(({ name }): TensorType => {
    const { dtype, shape } = portTypes[name];
    return { dtype, shape: shape.map((dim) => sizes[dim] ?? dim) };
  });
  const context = { parameters, inputs: types, dataset: () => undefined, projectDataset: undefined };
  const inference = layer.infer(context);
  invariant(!('problem' in inference), `${layer.type} takes nodes and edges`);
  const inputs = ports.map(({ name }, index) => e.builder.input(name, types[index]));
  const weights = (inference.weights ?? []).map(({ name, shape }) => [name, e.builder.input(name, { dtype: 'float32', shape })] as const);
  const outputs = layer.lower({
    e,
    parameters,
    inputs,
    weights: Object.fromEntries(weights),
    mode: 'inference',
    ...(sizes.V !== undefined && { graphs: 1 }),
    random: drawsNothing,
    updateState: () => undefined,
  });
  for (const [index, output] of outputs.entries()) e.builder.output(`out:${index}`, output);
  return { graph: e.builder.build(), inference };
}

/** Weights of 0.5, features of 1, all nodes of one graph, and the given ends of edges or pairs. */
function feedsOf({ inputs }: Graph, nodes: number, ends: readonly number[]): Map<string, NdArray> {
  const sizes: Readonly<Record<string, number>> = { V: nodes, E: ends.length / 2, N: ends.length / 2 };
  return new Map(
    inputs.map(({ name, type: { dtype, shape } }) => {
      const array = ndarray(dtype, staticShape(shape.map((dim) => sizes[dim] ?? dim)));
      if (name === 'edges' || name === 'pairs') array.data.set(ends);
      else if (dtype === 'float32') array.data.fill(name === 'nodes' ? 1 : 0.5);
      return [name, array];
    }),
  );
}

const named = graphLayers.map((layer) => [layer.type, layer] as const);

describe('layers over graphs at their bounds', () => {
  it.each(named)('%s gives nothing for no nodes', async (_, layer) => {
    const { graph } = exported(layer);
    const results = evaluateGraph(graph, feedsOf(graph, 0, []));
    const [first] = results.values();
    expect(first.data).toHaveLength(0);
    const session = await OnnxSession.load(writeModel(lowerGraph(graph)), 1);
    const tensors = [...feedsOf(graph, 0, [])].map(([name, { dtype, dims, data }]) => [name, tensorOf(dtype, dims, data)] as const);
    const kept = tensors.filter(([name]) => session.inputNames.includes(name));
    const outputs = [...results].map(([name, { dtype, dims, data }]) => [name, tensorOf(dtype, dims, data)] as const);
    await session.run(new Map(kept), new Map(outputs));
    await session.dispose();
  });

  it.each(named)('%s gives a number to each of two nodes without edges', async (_, layer) => {
    const { graph } = exported(layer, { V: 2, E: 0, N: 0 });
    const feeds = feedsOf(graph, 2, []);
    const expected = evaluateGraph(graph, feeds);
    for (const [name, { data }] of await runOnnxruntime(graph, feeds)) {
      for (const [i, value] of (expected.get(name)?.data ?? []).entries()) expect(data[i]).toBeCloseTo(value, 5);
      expect(data.every(Number.isFinite)).toBe(true);
    }
  });

  const reads = named.filter(
    ([type, { inputs }]) => inputs.some(({ name }) => name === 'edges' || name === 'pairs') && type !== 'DropEdge',
  );

  it.each(reads)('%s stops at an end that is no node', async (_, layer) => {
    const { graph } = exported(layer);
    const feeds = feedsOf(graph, 2, [0, 5]);
    expect(() => evaluateGraph(graph, feeds)).toThrow(/came 5/);
    const fixed = exported(layer, { V: 40, E: 1, N: 1 }).graph;
    await expect(runOnnxruntime(fixed, feedsOf(fixed, 40, [0, 50]))).rejects.toThrow(/out of data bounds/);
  });
});

describe('operations of layers over graphs', () => {
  const flops = (type: string, dataset: string | undefined, given: ParameterValues = {}): number => {
    const layer = layerOf(type);
    invariant(layer !== undefined, `${type} is there`);
    const context: InferLayerContext<ParameterValues> = {
      parameters: { ...defaultsOf(layer.parameters), ...given },
      inputs: [portTypes.nodes, portTypes.edges],
      dataset: () => undefined,
      projectDataset: dataset === undefined ? undefined : datasetShapes(dataset),
    };
    const inference = layer.infer(context);
    invariant(!('problem' in inference), `${type} takes nodes and edges`);
    return inference.flops ?? 0;
  };

  it('count the edges of a node, on average, where the dataset tells', () => {
    // 78 friendships of 34 members, read in both directions: 4.6 neighbours, 3 features of each.
    expect(flops('GCNConv', 'karate') - flops('GCNConv', undefined)).toBe(Math.round((2 * 78 * 3) / 34));
    expect(flops('GINConv', 'karate', { bothWays: true }) - flops('GINConv', undefined)).toBe(Math.round((4 * 78 * 3) / 34));
    // 16.8 bonds of 16.4 atoms.
    expect(flops('GINConv', 'molecules') - flops('GINConv', undefined)).toBe(Math.round((2 * 16.8 * 3) / 16.4));
  });

  it.each(['SAGEConv', 'GATConv', 'GATv2Conv', 'ChebConv', 'EdgeConv'])('%s takes more with edges than without', (type) => {
    expect(flops(type, 'karate')).toBeGreaterThan(flops(type, undefined));
  });
});
