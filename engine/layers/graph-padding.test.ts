import { describe, expect, it } from 'vitest';
import { type LayerCase, layerCase } from '../conformance/layer-case.ts';
import { runOnnxruntime } from '../conformance/onnxruntime.ts';
import { invariant } from '../graph/errors.ts';
import { type NdArray, ndarray } from '../ops/ndarray.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import type { LayerExample } from './definition.ts';
import { graphsExample } from './graph-examples.ts';
import type { ParameterValues } from './parameters.ts';
import { layerOf } from './registry.ts';

const [features, nodes, filling] = [3, 5, 3];
const membership = [0, 2, 0, 0, 2];
const graphs = 3;

type Results = ReadonlyMap<string, NdArray>;

/** The first rows of an array with a row for each of them. */
const firstRows = ({ dtype, dims, data }: NdArray, rows: number): NdArray =>
  ndarray(dtype, [rows, ...dims.slice(1)], data.slice(0, (rows * data.length) / dims[0]));

/** The same feeds in the case with more nodes: rows of theirs come first, and what stands below them is large. */
function filled(small: LayerCase, { feeds }: LayerCase): Results {
  return new Map(
    [...feeds].map(([name, array]) => {
      const given = small.feeds.get(name);
      if (given === undefined || name === 'membership' || name === 'x1') return [name, array];
      const data = Float64Array.from(array.data, (_, i) => given.data[i] ?? 50 + i);
      return [name, ndarray(array.dtype, array.dims, data)];
    }),
  );
}

function expectSame(came: Results, expected: Results, digits: number): void {
  for (const [name, array] of expected) {
    const other = came.get(name);
    invariant(other !== undefined, `${name} came`);
    const rows = other.dims.length > 0 && other.dims[0] > array.dims[0] ? firstRows(other, array.dims[0]) : other;
    expect(rows.dims, name).toEqual(array.dims);
    for (const [i, value] of array.data.entries()) expect(rows.data[i], `${name} ${i}`).toBeCloseTo(value, digits);
  }
}

describe('nodes that only fill up a batch', () => {
  it.each([
    ['GraphPool', { of: 'mean' }, 'required'],
    ['GraphPool', { of: 'sum' }, 'required'],
    ['GraphPool', { of: 'max' }, 'required'],
    ['GraphAttentionPool', { units: 2, activation: 'tanh' }, 'required'],
    ['GraphNorm', {}, 'optional'],
    ['BatchNorm', {}, 'none'],
  ] as const)('change nothing in %s with %j, membership %s', async (type, parameters, port) => {
    const layer = layerOf(type);
    invariant(layer !== undefined, `${type} is there`);
    const exampleOf = (numbers: readonly number[]): LayerExample<ParameterValues> => {
      const { inputs, optional } = graphsExample(features, numbers, port === 'optional');
      return { name: 'filled', parameters, inputs: port === 'none' ? inputs.slice(0, 1) : inputs, optional };
    };
    const small = layerCase(layer, exampleOf(membership), 'train', 1);
    const full = layerCase(layer, exampleOf([...membership, ...Array.from({ length: filling }, () => graphs)]), 'train', 1, {
      present: Array.from({ length: nodes + filling }, (_, i) => (i < nodes ? 1 : 0)),
      graphs,
    });
    const feeds = filled(small, full);
    // Nothing is asked of the rows that fill up.
    const weighting = feeds.get('weighting0');
    if (weighting?.dims[0] === nodes + filling) weighting.data.fill(0, nodes * features);
    const expected = evaluateGraph(small.graph, small.feeds);
    expect([...expected.keys()]).toContain('gradient:x0');
    expectSame(evaluateGraph(full.graph, feeds), expected, 10);
    expectSame(await runOnnxruntime(full.graph, feeds), expected, 4);
    const below = evaluateGraph(full.graph, feeds).get('gradient:x0');
    expect([...(below?.data.slice(nodes * features) ?? [])].map(Math.abs)).toEqual(Array.from({ length: filling * features }, () => 0));
  });

  it('leave the running variance of a batch with one node as it is', () => {
    const layer = layerOf('BatchNorm');
    invariant(layer !== undefined, 'BatchNorm is there');
    const example = { name: 'one', inputs: [{ part: 'nodes', shape: [3, 2] }] } as const;
    const { graph, feeds } = layerCase(layer, example, 'train', 1, { present: [0, 1, 0], graphs: 1 });
    const results = evaluateGraph(graph, feeds);
    expect([...(results.get('next:runningVariance')?.data ?? [])]).toEqual([...(feeds.get('runningVariance')?.data ?? [])]);
  });
});
