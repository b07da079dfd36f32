import { describe, expect, it } from 'vitest';
import { layerCase } from '../conformance/layer-case.ts';
import type { TensorType } from '../graph/types.ts';
import { ndarray } from '../ops/ndarray.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { AlphaDropout } from './alpha-dropout.ts';
import type { LayerDefinition } from './definition.ts';
import { Dropout } from './dropout.ts';
import { GaussianNoise } from './gaussian-noise.ts';
import { type ParameterValues, withDefaults } from './parameters.ts';
import { SpatialDropout } from './spatial-dropout.ts';
import { StochasticDepth } from './stochastic-depth.ts';

const noiseLayers = [Dropout, SpatialDropout, AlphaDropout, GaussianNoise, StochasticDepth];

/** The layer over a batch of samples of that shape: what it gives while training, and what it drew. */
function trained(layer: LayerDefinition, shape: readonly number[], batch: number, parameters: Partial<ParameterValues> = {}) {
  const { graph, feeds } = layerCase(
    layer,
    { name: 'this', parameters: withDefaults(layer.parameters, parameters), inputs: [{ shape }] },
    'train',
    batch,
  );
  const [x, random, y] = [feeds.get('x0'), feeds.get('random'), evaluateGraph(graph, feeds).get('out:0')];
  if (x === undefined || random === undefined || y === undefined) throw new Error('the layer reads x0 and random');
  return { x, random, y };
}

function moments(values: Float64Array): { readonly mean: number; readonly variance: number } {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  return { mean, variance: values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length };
}

describe.each(noiseLayers.map((layer) => [layer.type, layer] as const))('%s', (_, layer) => {
  it('is the identity afterwards: nothing is drawn and nothing is computed', () => {
    const { graph } = layerCase(layer, { name: 'this', inputs: [{ shape: [4, 5] }] }, 'inference', 3);
    expect(graph.inputs.map(({ name }) => name)).toEqual(['x0']);
    expect(graph.nodes.filter(({ opType }) => opType !== 'Identity')).toEqual([]);
  });

  it('draws nothing where its strength is 0', () => {
    const strength = 'rate' in layer.parameters ? 'rate' : 'stddev';
    const { feeds } = layerCase(layer, { name: 'this', parameters: { [strength]: 0 }, inputs: [{ shape: [4, 5] }] }, 'train', 3);
    expect([...feeds.keys()]).not.toContain('random');
  });
});

it('drops whole channels, each sample its own', () => {
  for (const places of [[5], [3, 4], [2, 3, 2]]) {
    const { x, random, y } = trained(SpatialDropout, [6, ...places], 4, { rate: 0.4 });
    expect(random.dims).toEqual([4, 6, ...places.map(() => 1)]);
    const size = x.data.length / 24;
    const kept = Array.from(random.data, (mask) => mask / 0.6);
    for (let i = 0; i < x.data.length; i += 1) expect(y.data[i]).toBeCloseTo(x.data[i] * kept[Math.floor(i / size)], 6);
    expect(new Set(random.data)).toEqual(new Set([0, 1]));
  }
});

it('takes channels with one to three axes after them', () => {
  const problemOf = (shape: TensorType['shape']) =>
    SpatialDropout.infer({
      parameters: withDefaults(SpatialDropout.parameters),
      inputs: [{ dtype: 'float32', shape }],
      dataset: () => undefined,
      projectDataset: undefined,
    });
  for (const shape of [['N', 4, 5] as const, ['N', 4, 5, 5] as const, ['N', 4, 5, 5, 5] as const])
    expect(problemOf(shape)).not.toHaveProperty('problem');
  for (const shape of [['N', 4] as const, ['N', 4, 2, 2, 2, 2] as const]) expect(problemOf(shape)).toHaveProperty('problem');
});

it('keeps mean 0 and variance 1 by alpha dropout, at any rate', () => {
  for (const rate of [0.05, 0.3, 0.7]) {
    const { mean, variance } = moments(trained(AlphaDropout, [400], 100, { rate }).y.data);
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(variance - 1)).toBeLessThan(0.03);
  }
});

it('adds noise of the given deviation', () => {
  const { x, y } = trained(GaussianNoise, [400], 100, { stddev: 0.5 });
  const { mean, variance } = moments(y.data.map((v, i) => v - x.data[i]));
  expect(Math.abs(mean)).toBeLessThan(0.01);
  expect(Math.sqrt(variance)).toBeCloseTo(0.5, 2);
});

it('skips the branch of a sample, or of the whole batch', () => {
  const each = trained(StochasticDepth, [2, 3], 50, { rate: 0.5 });
  expect(each.random.dims).toEqual([50, 1, 1]);
  expect(new Set(each.random.data)).toEqual(new Set([0, 1]));
  for (let i = 0; i < each.y.data.length; i += 1)
    expect(each.y.data[i]).toBeCloseTo(2 * each.x.data[i] * each.random.data[Math.floor(i / 6)], 6);
  const whole = trained(StochasticDepth, [2, 3], 50, { rate: 0.5, mode: 'batch' });
  expect(whole.random.dims).toEqual([1, 1, 1]);
  expect(whole.y).toEqual(
    ndarray(
      'float32',
      [50, 2, 3],
      whole.x.data.map((v) => 2 * v * whole.random.data[0]),
    ),
  );
});
