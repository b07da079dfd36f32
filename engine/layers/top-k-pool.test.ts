import { describe, expect, it } from 'vitest';
import { runOnnxruntime } from '../conformance/onnxruntime.ts';
import { invariant } from '../graph/errors.ts';
import type { Graph, Shape, Value } from '../graph/types.ts';
import { type NdArray, ndarray } from '../ops/ndarray.ts';
import { createEmitter } from '../ops/registry.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import type { LowerContext, Optional } from './definition.ts';
import { defaultsOf, type ParameterValues } from './parameters.ts';
import { layerOf } from './registry.ts';

const [features, units] = [3, 2];

function drawsNothing(): never {
  throw new Error('expected a network without random numbers');
}

interface Sizes {
  readonly nodes: Shape[number];
  readonly edges: Shape[number];
  readonly graphs?: number;
  readonly filledUp?: boolean;
}

/** Nodes are chosen, mixed along their edges, normalised and pooled: a row for each graph, and what was chosen. */
function network(mode: 'train' | 'inference', { nodes, edges, graphs, filledUp }: Sizes): Graph {
  const e = createEmitter('network');
  const input = (name: string, dtype: 'float32' | 'int64', shape: Shape): Value => e.builder.input(name, { dtype, shape });
  let present = filledUp ? input('present', 'float32', [nodes, 1]) : undefined;
  const layer = (
    type: string,
    given: ParameterValues,
    inputs: readonly Value[],
    optional: Optional<Value>,
    shapes: Record<string, number[]>,
  ) => {
    const definition = layerOf(type);
    invariant(definition !== undefined, `${type} is there`);
    const weights = Object.entries(shapes).map(([name, shape]) => [name, input(`${type}.${name}`, 'float32', shape)] as const);
    const context: LowerContext<ParameterValues> = {
      e,
      parameters: { ...defaultsOf(definition.parameters), ...given },
      inputs,
      optional,
      weights: Object.fromEntries(weights),
      mode,
      ...(graphs !== undefined && { graphs }),
      ...(present !== undefined && { present }),
      markPresent: (value) => (present = value),
      random: drawsNothing,
      updateState: () => undefined,
    };
    return definition.lower(context);
  };
  const membership = input('membership', 'int64', [nodes]);
  const given = [input('x', 'float32', [nodes, features]), input('edges', 'int64', [2, edges])];
  const [x, keptEdges, weight, kept] = layer('TopKPool', { ratio: 0.5 }, given, { membership }, { direction: [features] });
  const [mixed] = layer('GCNConv', { units }, [x, keptEdges], { weight }, { kernel: [features, units], bias: [units] });
  const norm = { scale: [units], shift: [units], runningMean: [units], runningVariance: [units] };
  const [normal] = layer('BatchNorm', {}, [mixed], {}, norm);
  const [pooled] = layer('GraphPool', { of: 'mean' }, [normal, kept], {}, {});
  for (const [name, value] of Object.entries({ x, edges: keptEdges, weight, kept, pooled })) e.builder.output(`${name}:out`, value);
  return e.builder.build();
}

const numbers = (count: number, seed: number): number[] => Array.from({ length: count }, (_, i) => Math.sin(seed + 12.9898 * (i + 1)));
const weightsFed = {
  'TopKPool.direction': ndarray('float32', [features], [0.5, -1, 0.25]),
  'GCNConv.kernel': ndarray('float32', [features, units], numbers(features * units, 3)),
  'GCNConv.bias': ndarray('float32', [units], [0.5, -0.25]),
  'BatchNorm.scale': ndarray('float32', [units], [1.5, 0.5]),
  'BatchNorm.shift': ndarray('float32', [units], [0.25, -1]),
  'BatchNorm.runningMean': ndarray('float32', [units], [0.1, 0.2]),
  'BatchNorm.runningVariance': ndarray('float32', [units], [1.5, 0.75]),
};

// Graphs of 5, 1 and 3 nodes, the second without edges.
const graphOf = [0, 0, 0, 0, 0, 1, 2, 2, 2];
const [sources, targets] = [
  [0, 1, 1, 2, 2, 3, 3, 4, 0, 4, 6, 7, 7, 8],
  [1, 0, 2, 1, 3, 2, 4, 3, 4, 0, 7, 6, 8, 7],
];
const x = numbers(graphOf.length * features, 7);

function feedsFor({ nodes, edges }: { readonly nodes: number; readonly edges: number }): Map<string, NdArray> {
  const filling = nodes - graphOf.length;
  const pad = (values: readonly number[], count: number, value: number) => [...values, ...Array.from({ length: count }, () => value)];
  const ends = [sources, targets].flatMap((row) => pad(row, edges - row.length, nodes - 1));
  return new Map<string, NdArray>([
    ...Object.entries(weightsFed),
    ['x', ndarray('float32', [nodes, features], pad(x, filling * features, 40))],
    ['edges', ndarray('int64', [2, edges], ends)],
    ['membership', ndarray('int64', [nodes], pad(graphOf, filling, 3))],
    [
      'present',
      ndarray(
        'float32',
        [nodes, 1],
        pad(
          Array.from(graphOf, () => 1),
          filling,
          0,
        ),
      ),
    ],
  ]);
}

const exact = { nodes: graphOf.length, edges: sources.length };
const larger = { nodes: 14, edges: 20 };

function run(graph: Graph, sizes: typeof exact, name: string): NdArray {
  const array = evaluateGraph(graph, feedsFor(sizes)).get(`${name}:out`);
  invariant(array !== undefined, `${name} is an output`);
  return array;
}

function expectClose(came: NdArray, expected: NdArray): void {
  expect(came.dims).toEqual(expected.dims);
  for (const [i, value] of expected.data.entries()) expect(came.data[i]).toBeCloseTo(value, 10);
}

describe('top-k pooling', () => {
  it.each(['train', 'inference'] as const)(
    'chooses no nodes that only fill up a batch, nor do its gaps count after it (%s)',
    async (mode) => {
      const alone = network(mode, { ...exact, graphs: 3 });
      const filled = network(mode, { ...larger, graphs: 3, filledUp: true });
      expectClose(run(filled, larger, 'pooled'), run(alone, exact, 'pooled'));
      const { data } = run(filled, larger, 'kept');
      expect(data.slice(0, 6)).toEqual(Float64Array.of(0, 0, 0, 1, 2, 2));
      expect(new Set(data.slice(6))).toEqual(new Set([3]));
      const came = (await runOnnxruntime(filled, feedsFor(larger))).get('pooled:out');
      for (const [i, value] of run(alone, exact, 'pooled').data.entries()) expect(came?.data[i]).toBeCloseTo(value, 4);
    },
  );

  it('keeps just the chosen nodes and the edges between them where only the run tells how many there are', () => {
    const [dynamic, fixed] = [network('inference', { nodes: 'V', edges: 'E' }), network('inference', { ...exact, graphs: 3 })];
    const [edges, kept] = ['edges', 'kept'].map((name) => run(dynamic, exact, name));
    expect([...kept.data]).toEqual([0, 0, 0, 1, 2, 2]);
    expect(Math.max(...edges.data)).toBeLessThan(kept.data.length);
    const all = run(fixed, exact, 'edges').data;
    const [last, count] = [Math.max(...all), sources.length];
    const between = [...sources.keys()].filter((k) => all[k] < last && all[count + k] < last);
    expect([...edges.data]).toEqual([0, 1].flatMap((row) => between.map((k) => all[row * count + k])));
    expect(between.length).toBeGreaterThan(0);
    expectClose(run(dynamic, exact, 'pooled'), run(fixed, exact, 'pooled'));
  });

  it('takes the first of nodes with the same score', () => {
    const graph = network('inference', { nodes: 'V', edges: 'E' });
    const same = feedsFor(exact).set(
      'x',
      ndarray(
        'float32',
        [exact.nodes, features],
        Array.from(x, (_, i) => (i % features) + 1),
      ),
    );
    expect([...(evaluateGraph(graph, same).get('edges:out')?.data ?? [])]).toEqual([0, 1, 1, 2, 4, 5, 1, 0, 2, 1, 5, 4]);
  });
});
