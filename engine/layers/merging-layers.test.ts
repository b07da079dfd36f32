import { describe, expect, it } from 'vitest';
import { differentiate } from '../autodiff/differentiate.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import type { TensorType } from '../graph/types.ts';
import { ndarray } from '../ops/ndarray.ts';
import { createEmitter } from '../ops/registry.ts';
import { Add, Average, Maximum, Multiply, mergingLayers, Subtract } from './merging-layers.ts';

const floats = (...shape: readonly number[]): TensorType => ({ dtype: 'float32', shape: ['N', ...shape] });

const inferred = (layer: typeof Add, ...inputs: readonly TensorType[]) =>
  layer.infer({ parameters: {}, inputs, dataset: () => undefined, projectDataset: undefined });

/** ∂(Σ y)/∂x of each of the inputs. */
function gradients(layer: typeof Add, inputs: readonly (readonly number[])[]): readonly number[][] {
  const e = createEmitter(layer.type);
  const values = inputs.map((numbers, index) => e.builder.input(`x${index}`, { dtype: 'float32', shape: [1, numbers.length] }));
  const [y] = layer.lower({
    e,
    parameters: {},
    inputs: values,
    weights: {},
    mode: 'train',
    random: () => values[0],
    updateState: () => undefined,
  });
  for (const [index, g] of differentiate(e, e.reduceSum(y, undefined, false), values).entries()) if (g) e.builder.output(`g${index}`, g);
  const feeds = new Map(inputs.map((numbers, index) => [`x${index}`, ndarray('float32', [1, numbers.length], numbers)] as const));
  const results = evaluateGraph(e.builder.build(), feeds);
  return inputs.map((_, index) => Array.from(results.get(`g${index}`)?.data ?? []));
}

describe('layers that join inputs', () => {
  it.each(mergingLayers.map((layer) => [layer.type, layer] as const))('%s stretches axes of size 1', (_, layer) => {
    expect(inferred(layer, floats(8, 1, 1), floats(8, 6, 5))).toMatchObject({ outputs: [floats(8, 6, 5)] });
    expect(inferred(layer, floats(8, 6, 1), floats(1, 6, 5))).toMatchObject({ outputs: [floats(8, 6, 5)] });
  });

  it('names the input that does not fit', () => {
    expect(inferred(Add, floats(8, 6, 5), floats(8, 6, 5), floats(4, 6, 5))).toMatchObject({
      problem: { code: 'shape-mismatch', port: 'in', expected: 'N×8×6×5, image', actual: 'N×4×6×5, image' },
    });
    expect(inferred(Average, floats(3), { dtype: 'int64', shape: ['N', 3] })).toMatchObject({ problem: { code: 'type-mismatch' } });
  });

  it('names the port of a difference that does not fit', () => {
    expect(inferred(Subtract, floats(3), floats(4))).toMatchObject({ problem: { port: 'subtracted', expected: 'N×3, features' } });
    expect(inferred(Subtract, floats(3), floats(3, 4))).toMatchObject({ problem: { port: 'in', expected: 'N×3×4, sequence' } });
  });

  it('offers to give a number for each channel the axes of the image', () => {
    const fixes = [{ label: 'Insert Unsqueeze to N×8×1×1', insert: 'Unsqueeze', parameters: { axes: [2, 3] } }];
    for (const inputs of [
      [floats(8), floats(8, 6, 5)],
      [floats(8, 6, 5), floats(8)],
    ])
      expect(inferred(Multiply, ...inputs)).toMatchObject({ problem: { expected: 'N×8×6×5, image', actual: 'N×8, features', fixes } });
    expect(inferred(Subtract, floats(7), floats(8, 6, 5))).not.toHaveProperty('problem.fixes');
  });

  it('lets inputs of a maximum that tie share the gradient, as torch.maximum and torch.amax do', () => {
    const pair = [
      [1, 2, 3],
      [1, 2, 1],
    ];
    expect(gradients(Maximum, pair)).toEqual([
      [0.5, 0.5, 1],
      [0.5, 0.5, 0],
    ]);
    const [a, b, c] = gradients(Maximum, [...pair, [1, 0, 3]]);
    expect(a.map((g) => Math.round(1000 * g))).toEqual([333, 500, 500]);
    expect(b.map((g) => Math.round(1000 * g))).toEqual([333, 500, 0]);
    expect(c.map((g) => Math.round(1000 * g))).toEqual([333, 0, 500]);
  });
});
