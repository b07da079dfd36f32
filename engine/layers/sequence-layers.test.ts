import { describe, expect, it } from 'vitest';
import { invariant } from '../graph/errors.ts';
import type { TensorType } from '../graph/types.ts';
import { type ParameterValues, withDefaults } from './parameters.ts';
import { layerOf } from './registry.ts';

const float = (...sample: readonly number[]): TensorType => ({ dtype: 'float32', shape: ['N', ...sample] });
const bool = (...sample: readonly number[]): TensorType => ({ dtype: 'bool', shape: ['N', ...sample] });

function inferred(type: string, input: TensorType, given: Partial<ParameterValues> = {}, optional: Record<string, TensorType> = {}) {
  const layer = layerOf(type);
  invariant(layer !== undefined, `${type} is there`);
  const parameters = withDefaults(layer.parameters, given);
  return layer.infer({ parameters, inputs: [input], optional, dataset: () => undefined, projectDataset: undefined });
}

describe('layers of sequences', () => {
  it('mask tokens as a port of masks', () => {
    expect(inferred('PaddingMask', { dtype: 'int64', shape: ['N', 7] })).toMatchObject({ outputs: [bool(7)] });
    expect(inferred('PaddingMask', float(7))).toMatchObject({ problem: { code: 'type-mismatch', port: 'in' } });
  });

  it('have trained positions of the sequence’s own size, and none for sines', () => {
    expect(inferred('PositionalEncoding', float(5, 8))).toMatchObject({ weights: [], flops: 40 });
    expect(inferred('PositionalEncoding', float(5, 8), { kind: 'learned', scale: true })).toMatchObject({
      weights: [{ name: 'positions', shape: [5, 8], kernel: false }],
      flops: 80,
    });
  });

  it.each(['PositionalEncoding', 'SequencePool'])('%s names inputs that are no sequences, with what makes one of them', (type) => {
    expect(inferred(type, float(5, 8, 2))).toMatchObject({ problem: { code: 'shape-mismatch', port: 'in', expected: 'N×T×F, sequence' } });
    expect(inferred(type, float(5))).toMatchObject({ problem: { fixes: [{ insert: 'Unsqueeze', parameters: { axes: [2] } }] } });
    expect(inferred(type, float(1, 28, 20))).toMatchObject({
      problem: { fixes: [{ insert: 'Reshape', parameters: { shape: [28, 20] } }] },
    });
    expect(inferred('Unsqueeze', float(5), { axes: [2] })).toMatchObject({ outputs: [float(5, 1)] });
    expect(inferred(type, { dtype: 'int64', shape: ['N', 5] })).toMatchObject({ problem: { fixes: [{ insert: 'Embedding' }] } });
  });

  it('name masks of other lengths and of other kinds', () => {
    const masked = (mask: TensorType) => inferred('SequencePool', float(5, 8), {}, { mask });
    expect(masked(bool(5))).toMatchObject({ outputs: [float(8)] });
    expect(masked(bool(6))).toMatchObject({ problem: { code: 'shape-mismatch', port: 'mask', expected: 'bool N×5', actual: 'bool N×6' } });
    expect(masked(float(5))).toMatchObject({ problem: { code: 'type-mismatch', port: 'mask' } });
  });

  it('take Dense, norms and activations step by step', () => {
    expect(inferred('Dense', float(5, 8), { units: 3 })).toMatchObject({
      outputs: [float(5, 3)],
      weights: [{ shape: [8, 3] }, { shape: [3] }],
    });
    expect(inferred('LayerNorm', float(5, 8))).toMatchObject({ outputs: [float(5, 8)], weights: [{ shape: [8] }, { shape: [8] }] });
    expect(inferred('Softmax', float(5, 8))).toMatchObject({ outputs: [float(5, 8)] });
  });
});
