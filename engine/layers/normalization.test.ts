import { describe, expect, it } from 'vitest';
import { layerCase } from '../conformance/layer-case.ts';
import { runOnnxruntime } from '../conformance/onnxruntime.ts';
import { invariant } from '../graph/errors.ts';
import type { TensorType } from '../graph/types.ts';
import { type NdArray, ndarray } from '../ops/ndarray.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { BatchNorm } from './batch-norm.ts';
import type { LayerDefinition, LayerExample } from './definition.ts';
import { GroupNorm, InstanceNorm } from './group-norm.ts';
import { LayerNorm, RMSNorm } from './layer-norm.ts';
import { type ParameterValues, withDefaults } from './parameters.ts';

const norms = [BatchNorm, LayerNorm, GroupNorm, InstanceNorm] as const;
const cases = norms.flatMap((layer) => layer.examples.map((example) => ({ layer, example, title: `${layer.type}, ${example.name}` })));

function infer(
  layer: LayerDefinition,
  shape: readonly number[],
  given: Partial<ParameterValues> = {},
  dtype: TensorType['dtype'] = 'float32',
) {
  const inputs: readonly TensorType[] = [{ dtype, shape: ['N', ...shape] }];
  return layer.infer({ parameters: withDefaults(layer.parameters, given), inputs, dataset: () => undefined, projectDataset: undefined });
}

/** Each output's numbers in float64 and in onnxruntime, for the example's case with other numbers at the input. */
async function both(layer: LayerDefinition, example: LayerExample<ParameterValues>, change: (x: number) => number) {
  const { graph, feeds } = layerCase(layer, example, 'train', 3);
  const x = feeds.get('x0');
  invariant(x !== undefined, 'a norm has an input');
  const changed = new Map(feeds).set('x0', ndarray('float32', x.dims, x.data.map(change).map(Math.fround)));
  const [float64, float32] = [evaluateGraph(graph, changed), await runOnnxruntime(graph, changed)];
  return ['out:0', 'gradient:x0'].map((name): [NdArray, NdArray] => {
    const [wide, narrow] = [float64.get(name), float32.get(name)];
    invariant(wide !== undefined && narrow !== undefined, `${name} is an output`);
    return [wide, narrow];
  });
}

describe('norms', () => {
  it.each(cases)('$title: keep their precision where the mean is large and the variance small', async ({ layer, example }) => {
    for (const [wide, narrow] of await both(layer, example, (x) => 500 + 0.05 * x)) {
      const scale = wide.data.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
      const distance = wide.data.reduce((max, value, i) => Math.max(max, Math.abs(value - narrow.data[i])), 0);
      // The mean itself is rounded to about 1e-3 of the deviation. E[x²] − μ² would have lost all digits.
      expect(distance / scale).toBeLessThan(5e-3);
    }
  });

  it.each(cases)('$title: give the shift and a gradient without NaN where all values are equal', async ({ layer, example }) => {
    const [[wide, narrow], [, gradient]] = await both(layer, example, () => 3);
    for (const [i, value] of wide.data.entries()) expect(narrow.data[i]).toBeCloseTo(value, 5);
    expect(gradient.data.every(Number.isFinite)).toBe(true);
  });

  it('of all kinds refuse integers and samples without axes', () => {
    for (const layer of [...norms, RMSNorm]) {
      expect(infer(layer, [4, 5, 6], {}, 'int64'), layer.type).toMatchObject({ problem: { port: 'in' } });
      expect(infer(layer, []), layer.type).toMatchObject({ problem: { port: 'in' } });
    }
  });

  it('count scales over several axes as no kernels', () => {
    expect(infer(LayerNorm, [3, 4, 5], { over: 'sample' })).toMatchObject({
      weights: [
        { name: 'scale', shape: [3, 4, 5], kernel: false },
        { name: 'shift', shape: [3, 4, 5], kernel: false },
      ],
    });
  });
});

describe('GroupNorm', () => {
  it.each([
    [[6, 4, 4], 4, 3],
    [[12, 4, 4], 8, 6],
    [[7, 4, 4], 2, 1],
    [[3, 4, 4], 8, 3],
  ])('names %j as not parted by %i groups, and offers %i', (shape, groups, fixed) => {
    const result = infer(GroupNorm, shape, { groups });
    expect(result).toMatchObject({ problem: { code: 'groups-do-not-divide', parameter: 'groups', fixes: [{ set: { groups: fixed } }] } });
    expect(infer(GroupNorm, shape, { groups: fixed })).not.toHaveProperty('problem');
  });

  it('names groups of a single value, of which nothing would be left', () => {
    expect(infer(GroupNorm, [4], { groups: 4 })).toMatchObject({ problem: { code: 'norm-of-one-value', fixes: [{ set: { groups: 1 } }] } });
    expect(infer(GroupNorm, [1, 1, 1], { groups: 1 })).toMatchObject({ problem: { code: 'norm-of-one-value' } });
    expect(infer(GroupNorm, [4, 1, 2], { groups: 4 })).not.toHaveProperty('problem');
  });
});

describe('InstanceNorm', () => {
  it('names channels of a single value and inputs without places', () => {
    expect(infer(InstanceNorm, [4, 1, 1])).toMatchObject({ problem: { code: 'norm-of-one-value', port: 'in' } });
    expect(infer(InstanceNorm, [4])).toMatchObject({ problem: { code: 'shape-mismatch', expected: expect.stringContaining('N×C×T') } });
  });

  it('has weights where it scales and shifts, else none', () => {
    expect(infer(InstanceNorm, [4, 3, 3])).toMatchObject({ weights: [] });
    expect(infer(InstanceNorm, [4, 3, 3], { affine: true })).toMatchObject({ weights: [{ shape: [4] }, { shape: [4] }] });
  });
});

describe('LayerNorm and RMSNorm', () => {
  it.each([LayerNorm, RMSNorm])('name more axes than a sample has, and offer the whole sample', (layer) => {
    const result = infer(layer, [4, 5], { axes: 3 });
    expect(result).toMatchObject({ problem: { code: 'invalid-parameter', parameter: 'axes', fixes: [{ set: { over: 'sample' } }] } });
    expect(infer(layer, [4, 5], { axes: 3, over: 'sample' })).not.toHaveProperty('problem');
  });

  it('name a mean over a single value, and offer more where there are', () => {
    expect(infer(LayerNorm, [5, 1])).toMatchObject({ problem: { code: 'norm-of-one-value', fixes: [{ set: { over: 'sample' } }] } });
    expect(infer(LayerNorm, [1])).toMatchObject({ problem: { code: 'norm-of-one-value', fixes: [{ remove: true }] } });
    expect(infer(LayerNorm, [1, 3, 3], { over: 'channels' })).toMatchObject({ problem: { code: 'norm-of-one-value' } });
  });

  it.each([
    ['channels', [3]],
    ['sample', [3, 4, 5]],
  ])('are offered over %s of an image by name', (id, shape) => {
    const preset = LayerNorm.presets?.find((candidate) => candidate.id === id);
    expect(infer(LayerNorm, [3, 4, 5], preset?.parameters)).toMatchObject({ weights: [{ shape }, { shape }] });
    expect(preset?.describes(withDefaults(LayerNorm.parameters, preset.parameters))).toBe(true);
  });

  it('normalise the last axis where nothing else is chosen', () => {
    expect(infer(LayerNorm, [3, 4, 5])).toMatchObject({ weights: [{ shape: [5] }, { shape: [5] }] });
  });

  it('define the root mean square of a single value as its magnitude', () => {
    expect(infer(RMSNorm, [1])).not.toHaveProperty('problem');
  });
});
