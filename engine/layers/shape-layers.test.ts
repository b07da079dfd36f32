import { describe, expect, it } from 'vitest';
import type { TensorType } from '../graph/types.ts';
import { Clip } from './arithmetic-layers.ts';
import { type LayerDefinition, outputPortsOf } from './definition.ts';
import { withDefaults } from './parameters.ts';
import { Permute } from './permute.ts';
import { Repeat } from './repeat.ts';
import { Reshape } from './reshape.ts';
import { Slice } from './slice.ts';
import { Split } from './split.ts';
import { Squeeze, Unsqueeze } from './squeeze.ts';

/** What a layer infers for one sample shape: the output's sample shapes, or the problem. */
function shapesOf(layer: LayerDefinition, shape: readonly number[], given: Record<string, never> | Record<string, unknown> = {}) {
  const parameters = withDefaults(layer.parameters, given as Parameters<typeof withDefaults>[1]);
  const x: TensorType = { dtype: 'float32', shape: ['N', ...shape] };
  const result = layer.infer({ parameters, inputs: [x], dataset: () => undefined, projectDataset: undefined });
  return 'problem' in result ? result.problem : result.outputs.map((output) => output.shape.slice(1));
}

describe('Reshape', () => {
  it('works out the size that is -1', () => {
    expect(shapesOf(Reshape, [3, 4], { shape: [2, -1, 3] })).toEqual([[2, 2, 3]]);
    expect(shapesOf(Reshape, [], { shape: [1, 1] })).toEqual([[1, 1]]);
  });

  it.each([
    [[5, 3], 'Each sample has 12 numbers, but 5×3 has 15.', [4, 3]],
    [[5, -1], 'Each sample has 12 numbers, but 5×-1 comes in multiples of 5.', [12]],
    [[7, 5], 'Each sample has 12 numbers, but 7×5 has 35.', [12]],
    [[-1, -1], 'The shape is a list', [12]],
    [[2, 0], 'The shape is a list', [12]],
    [[], 'The shape is a list', [12]],
  ])('names %j as no shape of 3×4, and offers one', (shape, message, fixed) => {
    expect(shapesOf(Reshape, [3, 4], { shape })).toMatchObject({
      code: 'sizes-do-not-fit',
      parameter: 'shape',
      message: expect.stringContaining(message),
      fixes: [{ set: { shape: fixed } }],
    });
    expect(shapesOf(Reshape, [3, 4], { shape: fixed })).toEqual([fixed]);
  });
});

describe('Permute', () => {
  it('wants each axis once', () => {
    expect(shapesOf(Permute, [3, 8, 5], { order: [2, 3, 1] })).toEqual([[8, 5, 3]]);
    for (const order of [
      [1, 2],
      [0, 1, 2],
      [1, 2, 2],
      [1, 2, 3, 4],
    ])
      expect(shapesOf(Permute, [3, 8, 5], { order })).toMatchObject({ code: 'axes-do-not-fit', fixes: [{ set: { order: [3, 2, 1] } }] });
  });
});

describe('Squeeze and Unsqueeze', () => {
  it('never touch the batch', () => {
    expect(shapesOf(Squeeze, [1, 4, 1])).toEqual([[4]]);
    expect(shapesOf(Squeeze, [1, 4, 1], { axes: [0] })).toMatchObject({ code: 'axes-do-not-fit', expected: 'some of 1, 3' });
    expect(shapesOf(Squeeze, [1, 4, 1], { axes: [2] })).toMatchObject({ message: expect.stringContaining('size 1') });
    expect(shapesOf(Unsqueeze, [4], { axes: [0] })).toMatchObject({ code: 'axes-do-not-fit', fixes: [{ set: { axes: [2] } }] });
  });

  it('undo each other', () => {
    expect(shapesOf(Unsqueeze, [4, 5], { axes: [4, 1] })).toEqual([[1, 4, 5, 1]]);
    expect(shapesOf(Unsqueeze, [4, 5], { axes: [2, 2] })).toMatchObject({ code: 'axes-do-not-fit' });
    expect(shapesOf(Unsqueeze, [4, 5], { axes: [5] })).toMatchObject({ code: 'axes-do-not-fit' });
  });
});

describe('Slice', () => {
  it.each([
    [{ start: 1, toEnd: false, end: 3 }, 2],
    [{ start: -2 }, 2],
    [{ toEnd: false, end: -1 }, 4],
    [{ start: 0, step: 2 }, 3],
    [{ start: -1, step: -1 }, 5],
    [{ start: 3, toEnd: false, end: 0, step: -2 }, 2],
    [{ start: -100, toEnd: false, end: 100 }, 5],
  ])('counts as Python does: %j of 5', (given, length) => {
    expect(shapesOf(Slice, [5], given)).toEqual([[length]]);
  });

  it('names a slice that keeps nothing, a step of 0 and an axis that is not there', () => {
    const whole = { fixes: [{ set: { start: 0, toEnd: true, step: 1 } }] };
    expect(shapesOf(Slice, [5], { start: 5 })).toMatchObject({ code: 'nothing-left', ...whole });
    expect(shapesOf(Slice, [5], { start: 3, toEnd: false, end: 3 })).toMatchObject({ code: 'nothing-left', ...whole });
    expect(shapesOf(Slice, [5], { step: 0 })).toMatchObject({ parameter: 'step', fixes: [{ set: { step: 1 } }] });
    expect(shapesOf(Slice, [5], { axis: 2 })).toMatchObject({ parameter: 'axis', fixes: [{ set: { axis: 1 } }] });
    expect(shapesOf(Slice, [])).toMatchObject({ parameter: 'axis', expected: 'an input with more axes than the batch' });
  });
});

describe('Split', () => {
  it('has a port for each part', () => {
    const names = (given: Record<string, unknown>) => outputPortsOf(Split, given).map(({ name }) => name);
    expect(names({})).toEqual(['part1', 'part2']);
    expect(names({ parts: 3 })).toEqual(['part1', 'part2', 'part3']);
    expect(names({ by: 'sizes', sizes: [1, 2, 3, 4] })).toHaveLength(4);
    expect(names({ parts: 1e9 })).toHaveLength(2);
    expect(names({ by: 'sizes', sizes: 'many' })).toHaveLength(2);
  });

  it('names parts that do not make up the axis, and offers some that do', () => {
    expect(shapesOf(Split, [6, 2], { parts: 4 })).toMatchObject({ code: 'sizes-do-not-fit', fixes: [{ set: { parts: 3 } }] });
    expect(shapesOf(Split, [7], { parts: 4 })).toMatchObject({ fixes: [{ set: { parts: 1 } }] });
    const bySizes = (sizes: readonly number[]) => shapesOf(Split, [7], { by: 'sizes', sizes });
    expect(bySizes([2, 5])).toEqual([[2], [5]]);
    expect(bySizes([2, 3])).toMatchObject({
      message: 'The sizes add up to 5, but axis 1 has 7 elements.',
      fixes: [{ set: { sizes: [2, 5] } }],
    });
    expect(bySizes([9, 1])).toMatchObject({ fixes: [{ set: { sizes: [7] } }] });
    expect(bySizes([7, 0])).toMatchObject({ fixes: [{ set: { sizes: [7] } }] });
    expect(bySizes([])).toMatchObject({ fixes: [{ set: { sizes: [7] } }] });
  });
});

describe('Repeat and Clip', () => {
  it('repeats along an axis that is there, or makes one', () => {
    expect(shapesOf(Repeat, [3, 2], { axis: 2, times: 4 })).toEqual([[3, 8]]);
    expect(shapesOf(Repeat, [3], { order: 'newAxis', axis: 2, times: 4 })).toEqual([[3, 4]]);
    expect(shapesOf(Repeat, [3], { axis: 2 })).toMatchObject({ code: 'invalid-parameter', parameter: 'axis' });
  });

  it('swaps bounds that are out of order', () => {
    expect(shapesOf(Clip, [3], { lower: 2, upper: -1 })).toMatchObject({ fixes: [{ set: { lower: -1, upper: 2 } }] });
    expect(shapesOf(Clip, [3], { lower: 1, upper: 1 })).not.toHaveProperty('fixes');
  });
});
