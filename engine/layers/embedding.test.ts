import { describe, expect, it } from 'vitest';
import { invariant } from '../graph/errors.ts';
import type { DType, TensorType } from '../graph/types.ts';
import { ndarray } from '../ops/ndarray.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { layerCase } from '../conformance/layer-case.ts';
import { runOnnxruntime } from '../conformance/onnxruntime.ts';
import type { DatasetShape } from './definition.ts';
import { type ParameterValues, withDefaults } from './parameters.ts';
import { layerOf } from './registry.ts';

const text = { name: 'text', role: 'input', dtype: 'int64', shape: [6], tokens: 40 } as const;
const dataset = (...fields: DatasetShape['fields']): DatasetShape => ({ id: 'own', fields });

function inferred(type: string, input: TensorType, given: Partial<ParameterValues> = {}, projectDataset?: DatasetShape) {
  const layer = layerOf(type);
  invariant(layer !== undefined, `${type} is there`);
  return layer.infer({ parameters: withDefaults(layer.parameters, given), inputs: [input], dataset: () => undefined, projectDataset });
}

const tokens = (...sample: readonly number[]): TensorType => ({ dtype: 'int64', shape: ['N', ...sample] });
const embedding = (given: Partial<ParameterValues>, projectDataset?: DatasetShape, sample: readonly number[] = [6]) =>
  inferred('Embedding', tokens(...sample), { dim: 3, ...given }, projectDataset);

describe('Embedding', () => {
  it('has a row for each token that the dataset declares', () => {
    const table = { outputs: [{ dtype: 'float32', shape: ['N', 6, 3] }], weights: [{ name: 'table', shape: [40, 3] }] };
    expect(embedding({}, dataset(text))).toMatchObject(table);
    expect(embedding({}, dataset({ ...text, name: 'next', role: 'target', tokens: 99 }, text))).toMatchObject(table);
    expect(embedding({}, dataset({ ...text, shape: [9], tokens: 50 }, text))).toMatchObject(table);
    expect(embedding({}, dataset(text, { ...text, shape: [], tokens: undefined, classes: 7 }), [])).toMatchObject({
      weights: [{ shape: [7, 3] }],
    });
    expect(embedding({}, dataset(text), [2, 3])).toMatchObject({ weights: [{ shape: [40, 3] }] });
  });

  it('takes more rows than the dataset has tokens, and fewer for none of them', () => {
    expect(embedding({ tokens: 64 }, dataset(text))).toMatchObject({ weights: [{ shape: [64, 3] }] });
    expect(embedding({ tokens: 39 }, dataset(text))).toMatchObject({
      problem: { code: 'tokens-outside-table', parameter: 'tokens', expected: 'at least 40 tokens', fixes: [{ set: { tokens: 0 } }] },
    });
  });

  it('asks for the number of tokens where nobody says it', () => {
    expect(embedding({})).toMatchObject({ problem: { code: 'tokens-unknown', parameter: 'tokens' } });
    expect(embedding({}, dataset({ ...text, tokens: undefined }))).toMatchObject({ problem: { code: 'tokens-unknown' } });
    expect(embedding({ tokens: 12 })).toMatchObject({ weights: [{ shape: [12, 3] }] });
  });

  it('names a padding token without a row and inputs that are no tokens', () => {
    expect(embedding({ tokens: 5, padding: true, paddingToken: 5 })).toMatchObject({
      problem: { code: 'invalid-parameter', parameter: 'paddingToken', fixes: [{ set: { paddingToken: 0 } }] },
    });
    expect(inferred('Embedding', { dtype: 'float32', shape: ['N', 6] }, { tokens: 5 })).toMatchObject({
      problem: { code: 'type-mismatch', port: 'in' },
    });
  });

  it('is offered where tokens meet a layer of floats', () => {
    for (const type of ['Dense', 'LayerNorm', 'Dropout'])
      expect(inferred(type, tokens(6))).toMatchObject({ problem: { fixes: [{ label: 'Insert Embedding', insert: 'Embedding' }] } });
    const bools: { readonly dtype: DType; readonly shape: TensorType['shape'] } = { dtype: 'bool', shape: ['N', 6] };
    expect(inferred('Dropout', bools)).not.toHaveProperty('problem.fixes');
  });

  it('gives the padding token zeros and no gradient, whatever its row holds', async () => {
    const layer = layerOf('Embedding');
    const example = layer?.examples.find(({ name }) => name === 'padding alone, last token');
    invariant(layer !== undefined && example !== undefined, 'the example is there');
    const { graph, feeds } = layerCase(layer, example, 'train', 2);
    for (const values of [evaluateGraph(graph, feeds), await runOnnxruntime(graph, feeds)]) {
      expect(values.get('out:0')?.data.slice(0, 6).map(Math.abs)).toEqual(new Float64Array(6));
      expect(values.get('gradient:table')?.data.slice(4).map(Math.abs)).toEqual(new Float64Array(2));
    }
  });

  it('adds up the gradients of a token that comes thousands of times, with several threads', async () => {
    const layer = layerOf('Embedding');
    invariant(layer !== undefined, 'Embedding is there');
    const example = {
      name: 'repeats',
      parameters: { tokens: 3, dim: 64 },
      inputs: [{ dtype: 'int64' as const, shape: [4096], values: [0, 2, 2] }],
    };
    const { graph, feeds } = layerCase(layer, example, 'train', 2);
    const ones = ndarray('float32', [2, 4096, 64]);
    ones.data.fill(1);
    const actual = await runOnnxruntime(graph, new Map(feeds).set('weighting0', ones), 2);
    const gradient = actual.get('gradient:table');
    expect([0, 64, 128].map((at) => gradient?.data[at])).toEqual([2731, 0, 5461]);
  });
});
