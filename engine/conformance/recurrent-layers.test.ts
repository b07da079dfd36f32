import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { invariant } from '../graph/errors.ts';
import type { Graph } from '../graph/types.ts';
import type { LayerDefinition, LayerExample } from '../layers/definition.ts';
import { GRU } from '../layers/gru.ts';
import { LSTM } from '../layers/lstm.ts';
import type { ParameterValues } from '../layers/parameters.ts';
import { layerOf } from '../layers/registry.ts';
import { SimpleRNN } from '../layers/simple-rnn.ts';
import { lowerGraph } from '../ops/lower.ts';
import type { NdArray } from '../ops/ndarray.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { type LayerCase, layerCase } from './layer-case.ts';
import { runOnnxruntime } from './onnxruntime.ts';
import { truncatedExamples } from './truncated-examples.ts';

type Example = LayerExample<ParameterValues>;

const recurrent = [SimpleRNN, GRU, LSTM];
const still = recurrent.flatMap((layer) =>
  layer.examples.map((example) => {
    const quiet: Example = { ...example, parameters: { ...example.parameters, dropout: 0 } };
    return { layer, example: quiet, title: `${layer.type}, ${example.name}` };
  }),
);

/** Largest difference over the largest magnitude. */
function distance(a: NdArray | undefined, b: NdArray | undefined): number {
  invariant(a !== undefined && b?.data.length === a.data.length, 'both are there');
  const scale = a.data.reduce((max, x) => Math.max(max, Math.abs(x)), 1e-6);
  return a.data.reduce((max, x, i) => Math.max(max, Math.abs(x - b.data[i])), 0) / scale;
}

const operatorsOf = ({ nodes }: Graph): readonly string[] => nodes.map(({ opType }) => opType);
const outputsOf = ({ inference }: LayerCase): readonly string[] => inference.outputs.map((_, index) => `out:${index}`);

describe('a recurrent layer', () => {
  it.each(still)('$title: its steps written out give what the exported operator gives', async ({ layer, example }) => {
    const [stepped, native] = (['train', 'inference'] as const).map((mode) => layerCase(layer, example, mode, 3));
    const references = [stepped, native].map(({ graph, feeds }) => evaluateGraph(graph, feeds));
    const runs = await Promise.all([stepped, native].map(({ graph, feeds }) => runOnnxruntime(graph, feeds)));
    for (const name of outputsOf(native)) {
      expect(distance(references[0].get(name), references[1].get(name)), name).toBeLessThan(1e-10);
      expect(distance(runs[0].get(name), runs[1].get(name)), `${name} in onnxruntime`).toBeLessThan(1e-5);
    }
  });

  it.each(still)('$title: is exported as its ONNX operator, as steps where a mask is wired', ({ layer, example }) => {
    const names = { SimpleRNN: 'RNN', GRU: 'GRU', LSTM: 'LSTM' };
    const isMasked = example.optional?.mask?.shape.length === 1;
    const operators = operatorsOf(lowerGraph(layerCase(layer, example, 'inference', 3).graph));
    expect(operators.includes(names[layer.type as keyof typeof names])).toBe(!isMasked);
    expect(operators.includes('Scan')).toBe(isMasked);
  });

  it.each(recurrent)('$type: takes all inputs of all steps in one product while it trains', (layer) => {
    const [example] = layer.examples;
    const { graph } = layerCase(layer, example, 'train', 3);
    const forward = graph.nodes.slice(
      0,
      graph.nodes.findIndex(({ opType }) => opType === 'Recurrence'),
    );
    const [product] = forward.filter(({ opType }) => opType === 'Gemm');
    expect(graph.types.get(product.outputs[0])?.shape[0]).toBe(3 * 4);
  });

  it.each(recurrent)('$type: a mask of floats, of whole numbers and the lengths say the same', (layer) => {
    const values = [1, 1, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0];
    const forms = [
      { dtype: 'bool', shape: [4], values },
      { dtype: 'float32', shape: [4], values },
      { dtype: 'int64', shape: [4], values },
      { dtype: 'int64', shape: [], values: [2, 4, 1] },
    ] as const;
    const results = forms.map((mask) => run(layer, { ...layer.examples[0], optional: { mask } }));
    for (const other of results.slice(1)) expect(distance(results[0].get('out:0'), other.get('out:0'))).toBeLessThan(1e-12);
  });

  it.each(recurrent)('$type: a sample of padded steps alone, or with lengths beyond the steps, has a defined result', async (layer) => {
    const mask = { dtype: 'int64', shape: [], values: [0, 9, -1] } as const;
    const example: Example = { ...layer.examples[0], optional: { mask } };
    for (const mode of ['train', 'inference'] as const) {
      const { graph, feeds } = layerCase(layer, example, mode, 3);
      const whole = run(layer, layer.examples[0]).get('out:0')?.data ?? [];
      for (const results of [evaluateGraph(graph, feeds), await runOnnxruntime(graph, feeds)]) {
        const data = results.get('out:0')?.data ?? [];
        const size = data.length / 3;
        for (const [i, value] of data.entries()) {
          const expected = Math.floor(i / size) === 1 ? whole[i] : 0;
          expect(value).toBeCloseTo(expected, 5);
        }
      }
    }
  });
});

function run(layer: LayerDefinition, example: Example): ReadonlyMap<string, NdArray> {
  const { graph, feeds } = layerCase(layer, example, 'inference', 3);
  return evaluateGraph(graph, feeds);
}

interface Golden {
  readonly cases: readonly {
    readonly example: string;
    readonly train: readonly number[];
    readonly gradients: Readonly<Record<string, readonly number[]>>;
  }[];
}

describe('truncated and clipped back-propagation through time', () => {
  it.each(truncatedExamples.map((truncated) => ({ ...truncated, title: `${truncated.type}, ${truncated.example.name}` })))(
    '$title: has the gradients of PyTorch with detached states and hooks',
    async ({ type, example }) => {
      const layer = layerOf(type);
      const file = new URL(`./golden/truncated/${type}.json`, import.meta.url);
      const { cases }: Golden = JSON.parse(readFileSync(file, 'utf8'));
      const golden = cases.find(({ example: name }) => name === example.name);
      invariant(layer !== undefined && golden !== undefined, `${type}, ${example.name} has golden values`);
      const drawn = layerCase(layer, example, 'train', 3);
      const float64 = evaluateGraph(drawn.graph, drawn.feeds);
      const float32 = await runOnnxruntime(drawn.graph, drawn.feeds);
      expect(drawn.differentiated.length).toBe(Object.keys(golden.gradients).length);
      for (const [name, values] of Object.entries(golden.gradients)) {
        const expected = { dtype: 'float32', dims: [values.length], data: Float64Array.from(values) } as const;
        expect(distance(expected, float64.get(`gradient:${name}`)), name).toBeLessThan(5e-7);
        expect(distance(expected, float32.get(`gradient:${name}`)), `${name} in onnxruntime`).toBeLessThan(1e-5);
      }
    },
  );

  it.each(['truncate', 'clip'])('changes the gradients of weights, and no output: %s', (parameter) => {
    const { example } =
      truncatedExamples.find(({ type, example: { parameters } }) => type === 'SimpleRNN' && parameters?.[parameter]) ?? {};
    invariant(example !== undefined, `an example sets ${parameter}`);
    const whole: Example = { ...example, parameters: { ...example.parameters, [parameter]: 0 } };
    const [cut, all] = [example, whole]
      .map((one) => layerCase(SimpleRNN, one, 'train', 3))
      .map(({ graph, feeds }) => evaluateGraph(graph, feeds));
    expect(distance(cut.get('out:0'), all.get('out:0'))).toBe(0);
    expect(distance(cut.get('gradient:recurrentKernel'), all.get('gradient:recurrentKernel'))).toBeGreaterThan(0.01);
  });
});
