import { describe, expect, it } from 'vitest';
import { layerCase } from '../conformance/layer-case.ts';
import { runOnnxruntime } from '../conformance/onnxruntime.ts';
import { invariant } from '../graph/errors.ts';
import { sizeOf } from '../graph/shape.ts';
import type { TensorType } from '../graph/types.ts';
import { type NdArray, ndarray } from '../ops/ndarray.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import type { LayerDefinition, LayerExample } from './definition.ts';
import { type ParameterValues, withDefaults } from './parameters.ts';
import { layerOf } from './registry.ts';

const float = (...sample: readonly number[]): TensorType => ({ dtype: 'float32', shape: ['N', ...sample] });
const bool = (...sample: readonly number[]): TensorType => ({ dtype: 'bool', shape: ['N', ...sample] });

function given(type: string): LayerDefinition {
  const layer = layerOf(type);
  invariant(layer !== undefined, `${type} is there`);
  return layer;
}

function inferred(type: string, input: TensorType, values: Partial<ParameterValues> = {}, optional: Record<string, TensorType> = {}) {
  const parameters = withDefaults(given(type).parameters, values);
  return given(type).infer({ parameters, inputs: [input], optional, dataset: () => undefined, projectDataset: undefined });
}

function sound(...given: Parameters<typeof inferred>) {
  const result = inferred(...given);
  invariant(!('problem' in result), `a sound layer, came ${JSON.stringify(result)}`);
  const parameters = (result.weights ?? []).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  return { ...result, parameters };
}

/** Outputs of an example for feeds that are changed: in float64 and as onnxruntime computes them. */
async function outputs(
  type: string,
  example: LayerExample<ParameterValues>,
  change: (feeds: Map<string, NdArray>) => void = () => undefined,
): Promise<readonly ReadonlyMap<string, NdArray>[]> {
  const { graph, feeds } = layerCase(given(type), example, 'train', 1);
  const changed = new Map(feeds);
  change(changed);
  return [evaluateGraph(graph, changed), await runOnnxruntime(graph, changed)];
}

/** Adds 1 to the rows of one step. */
function moved(name: string, step: number): (feeds: Map<string, NdArray>) => void {
  return (feeds) => {
    const x = feeds.get(name);
    invariant(x !== undefined, `${name} is fed`);
    const features = x.dims[2];
    feeds.set(
      name,
      ndarray(
        x.dtype,
        x.dims,
        x.data.map((value, i) => (Math.floor(i / features) === step ? value + 1 + i : value)),
      ),
    );
  };
}

const rows = (values: ReadonlyMap<string, NdArray>, from: number, to: number): readonly number[] => {
  const y = values.get('out:0');
  invariant(y !== undefined, 'there is an output');
  return [...y.data.slice(from * y.dims[2], to * y.dims[2])];
};

describe('MultiHeadAttention', () => {
  it('has three biases: that of the keys would have no effect', () => {
    expect(sound('MultiHeadAttention', float(10, 24)).weights?.map(({ name, shape }) => `${name} ${shape.join('×')}`)).toEqual([
      ...['query.kernel 24×24', 'query.bias 24', 'key.kernel 24×24'],
      ...['value.kernel 24×24', 'value.bias 24', 'output.kernel 24×24', 'output.bias 24'],
    ]);
  });

  it('has 4F² + 3F weights, and as many as its own sizes ask for', () => {
    expect(sound('MultiHeadAttention', float(10, 24)).parameters).toBe(4 * 24 ** 2 + 3 * 24);
    const own = sound('MultiHeadAttention', float(10, 24), { heads: 3, keySize: 5, valueSize: 7, bias: false }, { memory: float(6, 11) });
    expect(own.parameters).toBe(24 * 15 + 11 * 15 + 11 * 21 + 21 * 24);
  });

  it('costs 8TF² + 4T²F, and little beside', () => {
    const [steps, features, heads] = [16, 32, 4];
    const { flops } = sound('MultiHeadAttention', float(steps, features), { heads, bias: false });
    const small = steps * features + heads * steps ** 2;
    expect(flops).toBe(8 * steps * features ** 2 + 4 * steps ** 2 * features + small);
    expect(sound('MultiHeadAttention', float(steps, features), { heads, bias: false, causal: true }).flops).toBe(
      (flops ?? 0) + heads * steps ** 2,
    );
  });

  it('gives the weights of its heads or their mean at a port of their own', () => {
    const shown = (weights: string) => sound('MultiHeadAttention', float(3, 8), { weights }, { memory: float(5, 8) }).outputs;
    expect(shown('none')).toEqual([float(3, 8)]);
    expect(shown('mean')).toEqual([float(3, 8), float(3, 5)]);
    expect(shown('heads')).toEqual([float(3, 8), float(4, 3, 5)]);
  });

  it('names heads that do not divide the features, and offers some that do', () => {
    expect(inferred('MultiHeadAttention', float(5, 10))).toMatchObject({
      problem: { code: 'heads-do-not-divide', parameter: 'heads', fixes: [{ set: { heads: 2 } }] },
    });
    expect(inferred('TransformerEncoder', float(5, 7))).toMatchObject({ problem: { fixes: [{ label: 'Use 1 head', set: { heads: 1 } }] } });
    expect(inferred('MultiHeadAttention', float(5, 10), { keySize: 3, valueSize: 2 })).not.toHaveProperty('problem');
  });

  it('names a memory that is no sequence, a causal one, and masks of the wrong length', () => {
    const crossed = (optional: Record<string, TensorType>, values = {}) => inferred('MultiHeadAttention', float(5, 8), values, optional);
    expect(crossed({ memory: float(8) })).toMatchObject({ problem: { code: 'shape-mismatch', port: 'memory' } });
    expect(crossed({ memory: float(3, 8) }, { causal: true })).toMatchObject({
      problem: { code: 'causal-memory', fixes: [{ set: { causal: false } }] },
    });
    expect(crossed({ mask: bool(3) })).toMatchObject({ problem: { port: 'mask', expected: 'bool N×5' } });
    expect(crossed({ memory: float(3, 8), mask: bool(3) })).not.toHaveProperty('problem');
  });

  const causal = { name: 'causal', parameters: { heads: 2, causal: true }, inputs: [{ shape: [5, 4] }] };

  it('sees no later step where it is causal', async () => {
    const [before, after] = [await outputs('MultiHeadAttention', causal), await outputs('MultiHeadAttention', causal, moved('x0', 3))];
    for (const [index, values] of before.entries()) {
      expect(rows(after[index], 0, 3)).toEqual(rows(values, 0, 3));
      expect(rows(after[index], 4, 5)).not.toEqual(rows(values, 4, 5));
    }
  });

  it('sees no step that the mask leaves out', async () => {
    const padded = { name: 'padded', parameters: { heads: 2 }, inputs: [{ shape: [4, 4] }] };
    const masked = { ...padded, optional: { mask: { dtype: 'bool' as const, shape: [4], values: [1, 0, 1, 1] } } };
    const [before, after] = [await outputs('MultiHeadAttention', masked), await outputs('MultiHeadAttention', masked, moved('x0', 1))];
    for (const [index, values] of before.entries()) {
      expect(rows(after[index], 0, 1)).toEqual(rows(values, 0, 1));
      expect(rows(after[index], 2, 4)).toEqual(rows(values, 2, 4));
    }
    const open = await outputs('MultiHeadAttention', padded, moved('x0', 1));
    expect(rows(open[0], 0, 1)).not.toEqual(rows(before[0], 0, 1));
  });

  it('takes up nothing where nothing may be seen: the output’s bias is left, and no gradient is NaN', async () => {
    const hidden = {
      name: 'hidden',
      parameters: { heads: 2, weights: 'heads', causal: true },
      inputs: [{ shape: [3, 4] }],
      optional: { mask: { dtype: 'bool' as const, shape: [3], values: [0, 0, 1] } },
    };
    for (const values of await outputs('MultiHeadAttention', hidden)) {
      for (const [name, { data }] of values) expect([...data].filter(Number.isNaN), name).toEqual([]);
      // [1, heads, T, S]: the first two steps see none, the third itself alone.
      expect([...(values.get('out:1')?.data ?? [])].map(Math.abs)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
      expect(rows(values, 0, 1)).toEqual(rows(values, 1, 2));
    }
    const { graph, feeds } = layerCase(given('MultiHeadAttention'), hidden, 'train', 1);
    const bias = feeds.get('output.bias');
    expect(rows(evaluateGraph(graph, feeds), 0, 1)).toEqual([...(bias?.data ?? [])]);
  });
});

describe('Transformer blocks', () => {
  const attention = (features: number) => 4 * features ** 2 + 3 * features;
  const norm = (features: number) => 2 * features;
  const feedForward = (features: number, hidden: number) => 2 * features * hidden + hidden + features;

  it('have as many weights as their parts', () => {
    const encoder = attention(24) + feedForward(24, 96) + 2 * norm(24);
    expect(sound('TransformerEncoder', float(10, 24)).parameters).toBe(encoder);
    expect(sound('TransformerEncoder', float(10, 24), { norm: 'post', feedForward: 50 }).parameters).toBe(
      attention(24) + feedForward(24, 50) + 2 * norm(24),
    );
    expect(sound('TransformerDecoder', float(10, 24)).parameters).toBe(encoder);
    expect(sound('TransformerDecoder', float(10, 24), {}, { memory: float(7, 24) }).parameters).toBe(encoder + attention(24) + norm(24));
  });

  it('cost what their layers cost when they are drawn one by one', () => {
    const x = float(10, 24);
    const costs = [
      ...[sound('MultiHeadAttention', x, { bias: true }), sound('LayerNorm', x), sound('LayerNorm', x), sound('Add', x), sound('Add', x)],
      ...[sound('Dense', x, { units: 96 }), sound('GELU', float(10, 96)), sound('Dense', float(10, 96), { units: 24 })],
    ];
    expect(sound('TransformerEncoder', x).flops).toBe(costs.reduce((sum, { flops }) => sum + (flops ?? 0), 0));
  });

  it('name a mask of a memory that is not there', () => {
    expect(inferred('TransformerDecoder', float(5, 8), {}, { memoryMask: bool(3) })).toMatchObject({
      problem: { code: 'missing-input', port: 'memoryMask' },
    });
    expect(inferred('TransformerDecoder', float(5, 8), {}, { memory: float(3, 8), memoryMask: bool(5) })).toMatchObject({
      problem: { code: 'shape-mismatch', port: 'memoryMask', expected: 'bool N×3' },
    });
  });

  it('of the decoder see no later step, but all of the memory', async () => {
    const example = {
      name: 'translation',
      parameters: { heads: 2, dropout: 0, feedForward: 3 },
      inputs: [{ shape: [4, 4] }],
      optional: { memory: { shape: [3, 4] } },
    };
    const [before, later, memory] = [
      await outputs('TransformerDecoder', example),
      await outputs('TransformerDecoder', example, moved('x0', 2)),
      await outputs('TransformerDecoder', example, moved('memory', 2)),
    ];
    for (const [index, values] of before.entries()) {
      expect(rows(later[index], 0, 2)).toEqual(rows(values, 0, 2));
      expect(rows(memory[index], 0, 1)).not.toEqual(rows(values, 0, 1));
    }
  });
});
