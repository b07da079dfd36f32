import { describe, expect, it } from 'vitest';
import { invariant } from '../graph/errors.ts';
import type { TensorType } from '../graph/types.ts';
import { type ParameterValues, withDefaults } from './parameters.ts';
import { layerOf } from './registry.ts';

function inferred(type: string, shape: readonly number[], given: Partial<ParameterValues> = {}) {
  const layer = layerOf(type);
  invariant(layer !== undefined, `${type} is there`);
  const inputs: readonly TensorType[] = Array.from({ length: type === 'Add' ? 2 : 1 }, () => ({
    dtype: 'float32',
    shape: ['N', ...shape],
  }));
  return layer.infer({ parameters: withDefaults(layer.parameters, given), inputs, dataset: () => undefined, projectDataset: undefined });
}

const block = (shape: readonly number[], given: Partial<ParameterValues> = {}) => inferred('ResidualBlock', shape, given);

function weightsOf(result: ReturnType<typeof block>): readonly string[] {
  invariant(!('problem' in result), `a sound block, came ${JSON.stringify(result)}`);
  return (result.weights ?? []).map(({ name, shape }) => `${name} ${shape.join('×')}`);
}

/** Cost of layers drawn one by one, each with its input's shape. */
function drawnFlops(drawn: readonly (readonly [type: string, shape: readonly number[], given?: Partial<ParameterValues>])[]): number {
  return drawn.reduce((sum, [type, shape, given]) => {
    const result = inferred(type, shape, given);
    invariant(!('problem' in result) && result.flops !== undefined, `${type} has a cost`);
    return sum + result.flops;
  }, 0);
}

describe('ResidualBlock', () => {
  it('keeps the input as its shortcut where the shape stays, else projects it', () => {
    expect(weightsOf(block([8, 6, 6], { filters: 8, norm: 'none' }))).toEqual([
      'conv1.kernel 8×8×3×3',
      'conv1.bias 8',
      'conv2.kernel 8×8×3×3',
      'conv2.bias 8',
    ]);
    for (const given of [{ filters: 8, stride: 2 }, { filters: 12 }])
      expect(weightsOf(block([8, 6, 6], { ...given, norm: 'none' }))).toContain(`shortcut.kernel ${given.filters}×8×1×1`);
    expect(weightsOf(block([8, 1, 1], { filters: 8, stride: 2 })).some((name) => name.startsWith('shortcut'))).toBe(false);
  });

  it('names weights and running statistics by their place', () => {
    expect(weightsOf(block([2, 6, 6], { kind: 'bottleneck', filters: 8 }))).toEqual([
      ...['conv1.kernel 2×2×1×1', 'norm1.scale 2', 'norm1.shift 2', 'norm1.runningMean 2', 'norm1.runningVariance 2'],
      ...['conv2.kernel 2×2×3×3', 'norm2.scale 2', 'norm2.shift 2', 'norm2.runningMean 2', 'norm2.runningVariance 2'],
      ...['conv3.kernel 8×2×1×1', 'norm3.scale 8', 'norm3.shift 8', 'norm3.runningMean 8', 'norm3.runningVariance 8'],
      ...['shortcut.kernel 8×2×1×1', 'shortcutNorm.scale 8', 'shortcutNorm.shift 8'],
      ...['shortcutNorm.runningMean 8', 'shortcutNorm.runningVariance 8'],
    ]);
  });

  it('normalises the input’s channels first where norm and activation come first', () => {
    const names = weightsOf(block([3, 6, 6], { kind: 'preActivation', filters: 5, norm: 'group', normGroups: 1 }));
    expect(names).toEqual([
      ...['norm1.scale 3', 'norm1.shift 3', 'conv1.kernel 5×3×3×3', 'norm2.scale 5', 'norm2.shift 5', 'conv2.kernel 5×5×3×3'],
      'shortcut.kernel 5×3×1×1',
    ]);
  });

  it.each([
    [[4, 7, 6], 2, [6, 4, 3]],
    [[4, 1, 1], 2, [6, 1, 1]],
    [[4, 9], 3, [6, 3]],
    [[4, 5, 4, 3], 2, [6, 3, 2, 2]],
  ])('shrinks %j by stride %i to %j', (shape, stride, output) => {
    expect(block(shape, { filters: 6, stride })).toMatchObject({ outputs: [{ shape: ['N', ...output] }] });
  });

  it('costs what its layers cost when they are drawn one by one', () => {
    const same = { padding: 'custom', pads: [1, 1, 1, 1], bias: false } as const;
    const basic = block([3, 7, 6], { filters: 4, stride: 2 });
    expect(basic).toMatchObject({
      flops: drawnFlops([
        ['Conv2D', [3, 7, 6], { ...same, filters: 4, stride: [2, 2] }],
        ['BatchNorm', [4, 4, 3]],
        ['ReLU', [4, 4, 3]],
        ['Conv2D', [4, 4, 3], { ...same, filters: 4 }],
        ['BatchNorm', [4, 4, 3]],
        ['Conv2D', [3, 7, 6], { filters: 4, kernelSize: [1, 1], stride: [2, 2], bias: false }],
        ['BatchNorm', [4, 4, 3]],
        ['Add', [4, 4, 3]],
        ['ReLU', [4, 4, 3]],
      ]),
    });
    const first = block([4, 5, 6], { kind: 'preActivation', filters: 4, norm: 'none' });
    expect(first).toMatchObject({
      flops: drawnFlops([
        ['ReLU', [4, 5, 6]],
        ['Conv2D', [4, 5, 6], { filters: 4 }],
        ['ReLU', [4, 5, 6]],
        ['Conv2D', [4, 5, 6], { filters: 4 }],
        ['Add', [4, 5, 6]],
      ]),
    });
  });

  it('names an identity shortcut that does not fit, and offers both ways out', () => {
    const shape = [8, 6, 6];
    for (const given of [{ filters: 12 }, { filters: 8, stride: 2 }]) {
      const result = block(shape, { ...given, shortcut: 'identity' });
      expect(result).toMatchObject({ problem: { code: 'shortcut-does-not-fit', parameter: 'shortcut', expected: 'N×8×6×6' } });
      invariant('problem' in result, 'the shortcut does not fit');
      for (const fix of result.problem.fixes ?? []) {
        invariant('set' in fix, 'the fixes set parameters');
        expect(block(shape, { ...given, shortcut: 'identity', ...fix.set }), fix.label).not.toHaveProperty('problem');
      }
    }
  });

  it('names filters that a bottleneck cannot divide, and offers the nearest that it can', () => {
    const result = block([8, 6, 6], { kind: 'bottleneck', filters: 30 });
    expect(result).toMatchObject({ problem: { code: 'filters-do-not-divide', parameter: 'filters', fixes: [{ set: { filters: 32 } }] } });
    expect(block([8, 6, 6], { kind: 'preActivationBottleneck', filters: 1 })).toMatchObject({
      problem: { fixes: [{ set: { filters: 4 } }] },
    });
  });

  it('names groups that do not divide the channels of every norm, and offers a number that does', () => {
    const given = { kind: 'bottleneck', filters: 24, norm: 'group', normGroups: 4 } as const;
    const result = block([8, 6, 6], given);
    expect(result).toMatchObject({
      problem: { code: 'groups-do-not-divide', parameter: 'normGroups', fixes: [{ set: { normGroups: 3 } }] },
    });
    expect(block([8, 6, 6], { ...given, normGroups: 3 })).not.toHaveProperty('problem');
    const single = block([8, 1, 1], { filters: 8, norm: 'group', normGroups: 8 });
    expect(single).toMatchObject({ problem: { code: 'norm-of-one-value', fixes: [{ set: { normGroups: 1 } }] } });
  });

  it('names inputs without places', () => {
    expect(block([8])).toMatchObject({ problem: { code: 'shape-mismatch', port: 'in', actual: 'N×8, features' } });
  });
});

describe('SqueezeExcitation', () => {
  const squeeze = (shape: readonly number[], ratio: number) => inferred('SqueezeExcitation', shape, { ratio });

  it('keeps the shape and has two small dense layers', () => {
    expect(weightsOf(squeeze([32, 5, 5], 16))).toEqual(['squeeze.kernel 32×2', 'squeeze.bias 2', 'excite.kernel 2×32', 'excite.bias 32']);
    expect(squeeze([32, 5, 5], 16)).toMatchObject({ outputs: [{ shape: ['N', 32, 5, 5] }] });
  });

  it('costs what its layers cost when they are drawn one by one', () => {
    expect(squeeze([8, 3, 5], 4)).toMatchObject({
      flops: drawnFlops([
        ['GlobalAveragePool', [8, 3, 5]],
        ['Dense', [8], { units: 2 }],
        ['ReLU', [2]],
        ['Dense', [2], { units: 8 }],
        ['Sigmoid', [8]],
        ['Add', [8, 3, 5]],
      ]),
    });
  });

  it.each([
    [24, 16, 12],
    [8, 16, 8],
    [7, 2, 1],
  ])('names %i channels as not divided by %i, and offers %i', (channels, ratio, fixed) => {
    expect(squeeze([channels, 4, 4], ratio)).toMatchObject({
      problem: { code: 'ratio-does-not-divide', parameter: 'ratio', fixes: [{ set: { ratio: fixed } }] },
    });
    expect(squeeze([channels, 4, 4], fixed)).not.toHaveProperty('problem');
  });
});
