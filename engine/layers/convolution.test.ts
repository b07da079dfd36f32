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

describe('convolutions that do not fit', () => {
  it.each(['Conv2D', 'DepthwiseConv2D', 'SeparableConv2D', 'SpatiallySeparableConv2D'])(
    '%s names a kernel larger than the padded input, its dilation counted, and offers one that fits',
    (type) => {
      const kernel = { kernelSize: [3, 3], dilation: [3, 1], padding: 'custom', pads: [1, 0, 1, 0] };
      expect(shapeOf(type, [4, 4, 8], kernel)).toMatchObject({
        code: 'window-too-large',
        expected: 'at least 7×3',
        actual: '6×8, padding counted',
        fixes: [{ set: { padding: 'same' } }, { set: { kernelSize: [2, 3] } }],
      });
      expect(shapeOf(type, [4, 4, 8], { ...kernel, kernelSize: [2, 3] })).toEqual([expect.any(Number), 3, 6]);
      expect(shapeOf(type, [4, 4, 8], { ...kernel, padding: 'same' })).toEqual([expect.any(Number), 4, 8]);
    },
  );

  it.each(['Conv1D', 'ConvTranspose1D'])('%s offers the most groups that divide channels and filters', (type) => {
    expect(shapeOf(type, [12, 9], { filters: 8, groups: 3 })).toMatchObject({
      code: 'groups-do-not-divide',
      fixes: [{ set: { groups: 2 } }],
    });
    expect(shapeOf(type, [5, 9], { filters: 8, groups: 4 })).toMatchObject({ fixes: [{ label: 'Use one group', set: { groups: 1 } }] });
    expect(shapeOf(type, [12, 9], { filters: 8, groups: 2_000_000_000 })).toMatchObject({ fixes: [{ set: { groups: 4 } }] });
  });

  it('refuses padding values that the input cannot give', () => {
    const wide = (paddingMode: string, pads: readonly number[]) => shapeOf('Conv1D', [1, 4], { paddingMode, padding: 'custom', pads });
    expect(wide('reflect', [3, 3])).toEqual([32, 8]);
    expect(wide('reflect', [4, 0])).toMatchObject({
      code: 'padding-too-large',
      actual: expect.stringContaining('pads of 4'),
      fixes: [{ set: { paddingMode: 'zeros' } }],
    });
    expect(wide('circular', [0, 4])).toEqual([32, 6]);
    expect(wide('circular', [0, 5])).toMatchObject({ code: 'padding-too-large' });
    expect(wide('replicate', [9, 9])).toEqual([32, 20]);
  });
});

describe('transposed convolutions that do not fit', () => {
  it('refuse output padding of the stride or more', () => {
    expect(shapeOf('ConvTranspose1D', [3, 4], { stride: [2], outputPadding: [1] })).toEqual([32, 9]);
    expect(shapeOf('ConvTranspose1D', [3, 4], { stride: [2], outputPadding: [2] })).toMatchObject({
      code: 'invalid-parameter',
      parameter: 'outputPadding',
      fixes: [{ set: { outputPadding: [0] } }],
    });
  });

  it('name an output that the padding cuts off', () => {
    expect(shapeOf('ConvTranspose2D', [3, 1, 4], { crop: [1, 1] })).toMatchObject({
      code: 'output-too-small',
      actual: '0×6',
      fixes: [{ set: { crop: [0, 0] } }],
    });
  });
});
