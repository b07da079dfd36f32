import { describe, expect, it } from 'vitest';
import { differentiate } from '../autodiff/differentiate.ts';
import { runOnnxruntime } from '../conformance/onnxruntime.ts';
import { invariant } from '../graph/errors.ts';
import type { TensorType } from '../graph/types.ts';
import { ndarray } from '../ops/ndarray.ts';
import { createEmitter } from '../ops/registry.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import type { LayerDefinition } from './definition.ts';
import { withDefaults } from './parameters.ts';
import { layerOf } from './registry.ts';

function layer(type: string): LayerDefinition {
  const found = layerOf(type);
  invariant(found !== undefined, `${type} is a layer`);
  return found;
}

/** What a pool infers for one sample shape: the output's sample shape, or the problem. */
function shapeOf(type: string, shape: readonly number[], given: Parameters<typeof withDefaults>[1] = {}) {
  const x: TensorType = { dtype: 'float32', shape: ['N', ...shape] };
  const { parameters: schema, infer } = layer(type);
  const result = infer({ parameters: withDefaults(schema, given), inputs: [x], dataset: () => undefined, projectDataset: undefined });
  return 'problem' in result ? result.problem : result.outputs[0].shape.slice(1);
}

/** y and ∂(Σ y)/∂x of a pool over one image, by both executors. */
async function pooled(type: string, given: Parameters<typeof withDefaults>[1], dims: readonly number[], values: readonly number[]) {
  const e = createEmitter(type);
  const x = e.builder.input('x', { dtype: 'float32', shape: dims });
  const { lower, parameters: schema } = layer(type);
  const parameters = withDefaults(schema, given);
  const [y] = lower({ e, parameters, inputs: [x], weights: {}, mode: 'train', random: () => x, updateState: () => undefined });
  const [gradient] = differentiate(e, e.reduceSum(y, undefined, false), [x]);
  invariant(gradient !== undefined, 'the input has a gradient');
  e.builder.output('y', y);
  e.builder.output('gradient', gradient);
  const graph = e.builder.build();
  const feeds = new Map([['x', ndarray('float32', dims, values)]]);
  return [evaluateGraph(graph, feeds), await runOnnxruntime(graph, feeds)].map((results) => ({
    y: Array.from(results.get('y')?.data ?? []),
    gradient: Array.from(results.get('gradient')?.data ?? []),
  }));
}

describe('Lp pooling', () => {
  it.each([1, 1.5, 2, 3, 8])('has a finite gradient where a window holds zeros alone, for p = %s', async (power) => {
    for (const { y, gradient } of await pooled('LpPool1D', { power }, [1, 1, 4], [0, 0, 0.5, 0])) {
      expect(y[0]).toBe(0);
      expect(y[1]).toBeCloseTo(0.5, 6);
      expect(gradient).toEqual([0, 0, expect.closeTo(1, 5), 0]);
    }
  });
});

describe('max pooling', () => {
  it('sends the gradient to the first of equal values, also where windows overlap', async () => {
    const tied = [1, 1, 1, 1, 1, 1, 1, 1, 1];
    for (const { gradient } of await pooled('MaxPool2D', { poolSize: [2, 2], stride: [1, 1] }, [1, 1, 3, 3], tied))
      expect(gradient).toEqual([1, 1, 0, 1, 1, 0, 0, 0, 0]);
  });
});

describe('pools that do not fit', () => {
  it('names a window larger than the padded input', () => {
    expect(shapeOf('MaxPool2D', [1, 1, 6])).toMatchObject({
      code: 'window-too-large',
      expected: 'at least 2×2',
      actual: '1×6',
      fixes: [{ set: { padding: 'same' } }, { set: { poolSize: [1, 2] } }],
    });
    expect(shapeOf('AveragePool1D', [1, 1], { poolSize: [4], padding: 'custom', pads: [1, 1] })).toMatchObject({
      code: 'window-too-large',
      actual: '3, padding counted',
    });
  });

  it('names pads that a window would see alone, of negative size, or too few', () => {
    const padded = (pads: readonly number[]) => shapeOf('MaxPool1D', [1, 9], { padding: 'custom', pads });
    expect(padded([1, 1])).toEqual([1, 5]);
    for (const pads of [[2, 0], [0, 2], [-1, 0], [1], [1, 1, 1]])
      expect(padded(pads)).toMatchObject({ code: 'invalid-parameter', parameter: 'pads', fixes: [{ set: { padding: 'same' } }] });
  });
});
