import { describe, expect, it } from 'vitest';
import { invariant } from '../graph/errors.ts';
import type { TensorType } from '../graph/types.ts';
import { withDefaults } from './parameters.ts';
import { layerOf } from './registry.ts';

/** What a layer infers for one sample shape: the output's sample shape, or the problem. */
function shapeOf(type: string, shape: readonly number[], given: Parameters<typeof withDefaults>[1] = {}) {
  const layer = layerOf(type);
  invariant(layer !== undefined, `${type} is a layer`);
  const x: TensorType = { dtype: 'float32', shape: ['N', ...shape] };
  const parameters = withDefaults(layer.parameters, given);
  const result = layer.infer({ parameters, inputs: [x], dataset: () => undefined, projectDataset: undefined });
  return 'problem' in result ? result.problem : result.outputs[0].shape.slice(1);
}

describe('global pools', () => {
  it.each(['GlobalAveragePool', 'GlobalMaxPool'])('%s pools one to three axes, and keeps them on request', (type) => {
    expect(shapeOf(type, [3, 9])).toEqual([3]);
    expect(shapeOf(type, [3, 9, 5])).toEqual([3]);
    expect(shapeOf(type, [3, 9, 5, 7], { keepAxes: true })).toEqual([3, 1, 1, 1]);
    expect(shapeOf(type, [3])).toMatchObject({ code: 'shape-mismatch', actual: 'N×3, features' });
    expect(shapeOf(type, [3, 1, 1, 1, 1])).toMatchObject({ code: 'shape-mismatch' });
  });
});

describe('adaptive pools', () => {
  it('give the size that is asked for, whatever comes', () => {
    for (const size of [1, 2, 7, 30]) expect(shapeOf('AdaptiveAveragePool2D', [3, size, 9], { outputSize: [4, 2] })).toEqual([3, 4, 2]);
    expect(shapeOf('AdaptiveMaxPool1D', [3, 9], { outputSize: [5] })).toEqual([3, 5]);
    expect(shapeOf('AdaptiveMaxPool3D', [3, 9])).toMatchObject({ code: 'shape-mismatch', expected: 'N×C×D×H×W, volume' });
  });
});

describe('layers that weigh all elements of an axis', () => {
  it('refuse an axis whose matrix no graph can carry, and offer what needs none', () => {
    const linear = { factor: [4], mode: 'linear' };
    expect(shapeOf('UpSampling1D', [1, 44_100], linear)).toMatchObject({ code: 'axis-too-long', fixes: [{ set: { mode: 'nearest' } }] });
    expect(shapeOf('UpSampling1D', [1, 44_100], { factor: [4] })).toEqual([1, 176_400]);
    expect(shapeOf('UpSampling1D', [1, 1000], linear)).toEqual([1, 4000]);
    const problem = shapeOf('AdaptiveAveragePool1D', [1, 65_000], { outputSize: [60_000] });
    expect(problem).toMatchObject({ code: 'axis-too-long', fixes: [{ set: { outputSize: [32_500] } }] });
    expect(shapeOf('AdaptiveAveragePool1D', [1, 65_000], { outputSize: [32_500] })).toEqual([1, 32_500]);
    expect(shapeOf('AdaptiveMaxPool1D', [1, 65_000], { outputSize: [60_000] })).toEqual([1, 60_000]);
  });
});

describe('layers that enlarge and shrink', () => {
  it('up-samples by a factor along each axis', () => {
    expect(shapeOf('UpSampling2D', [3, 5, 4], { factor: [2, 3] })).toEqual([3, 10, 12]);
  });

  it('offers filters that a pixel shuffle can lay out', () => {
    expect(shapeOf('PixelShuffle', [8, 3, 5])).toEqual([2, 6, 10]);
    expect(shapeOf('PixelShuffle', [6, 3, 5])).toMatchObject({
      code: 'channels-do-not-divide',
      fixes: [{ setSource: { filters: 8 } }, { insert: 'Conv2D', parameters: { filters: 8, kernelSize: [1, 1] } }],
    });
  });

  it('offers zeros that make squares cover an image', () => {
    expect(shapeOf('PixelUnshuffle', [2, 6, 10])).toEqual([8, 3, 5]);
    const problem = shapeOf('PixelUnshuffle', [2, 7, 10], { factor: 4 });
    expect(problem).toMatchObject({
      code: 'sizes-do-not-divide',
      fixes: [{ insert: 'ZeroPadding2D', parameters: { padding: [0, 1, 0, 2] } }],
    });
    expect(shapeOf('ZeroPadding2D', [2, 7, 10], { padding: [0, 1, 0, 2] })).toEqual([2, 8, 12]);
  });

  it('refuses negative margins', () => {
    for (const [type, name] of [
      ['ZeroPadding1D', 'padding'],
      ['Cropping1D', 'cropping'],
    ])
      expect(layerOf(type)?.parameters[name].schema.safeParse([1, -1]).success).toBe(false);
  });

  it('names a cropping that leaves nothing', () => {
    expect(shapeOf('Cropping2D', [1, 4, 5], { cropping: [1, 2, 0, 4] })).toEqual([1, 1, 1]);
    expect(shapeOf('Cropping2D', [1, 4, 5], { cropping: [1, 3, 0, 0] })).toMatchObject({
      code: 'nothing-left',
      actual: '0×5',
      fixes: [{ set: { cropping: [0, 0, 0, 0] } }],
    });
  });
});
