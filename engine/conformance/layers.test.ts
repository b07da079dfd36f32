import { describe, expect, it } from 'vitest';
import { checkDerivative } from '../autodiff/derivative-check.ts';
import { invariant } from '../graph/errors.ts';
import { sameShape, staticShape } from '../graph/shape.ts';
import { type LayerDefinition, outputPortsOf } from '../layers/definition.ts';
import { withDefaults } from '../layers/parameters.ts';
import { layers } from '../layers/registry.ts';
import { type NdArray, ndarray } from '../ops/ndarray.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { runOnnxruntime } from './onnxruntime.ts';
import { dimsOf, layerCase } from './layer-case.ts';

/** Input and Output are the ends of a network: they emit nothing. */
const drawn = layers.filter(({ type }) => type !== 'Input' && type !== 'Output');
const cases = drawn.flatMap((layer) =>
  layer.examples.flatMap((example) =>
    [1, 3].map((batch) => ({ layer, example, batch, title: `${layer.type}, ${example.name}, batch ${batch}` })),
  ),
);

function get(values: ReadonlyMap<string, NdArray>, name: string): NdArray {
  const value = values.get(name);
  invariant(value !== undefined, `value ${name} is there`);
  return value;
}

/** Largest difference over the largest magnitude. */
function relativeDistance(a: NdArray, b: NdArray): number {
  const scale = Math.max(1e-6, ...a.data.map(Math.abs));
  return a.data.reduce((max, x, i) => Math.max(max, Math.abs(x - b.data[i])), 0) / scale;
}

describe('every layer', () => {
  it.each(drawn.map((layer) => [layer.type, layer] as const))('%s has examples, words and a formula', (_, layer: LayerDefinition) => {
    expect(layer.examples.length).toBeGreaterThan(0);
    for (const text of [layer.title, layer.summary, layer.explanation, layer.formula]) expect(text.length).toBeGreaterThan(1);
    for (const name of layer.display) expect(Object.keys(layer.parameters)).toContain(name);
    for (const [, name] of layer.explanation.matchAll(/\{(\w+)\}/g)) expect(Object.keys(layer.parameters)).toContain(name);
    for (const field of Object.values(layer.parameters)) expect(field.schema.safeParse(field.default).success).toBe(true);
  });

  it.each(drawn.filter(({ presets = [] }) => presets.length > 0).map((layer) => [layer.type, layer] as const))(
    '%s has named uses that its parameters take and that describe themselves alone',
    (_, { presets = [], parameters }) => {
      const defaults = withDefaults(parameters);
      expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length);
      for (const preset of presets) {
        for (const [name, value] of Object.entries(preset.parameters)) expect(parameters[name].schema.safeParse(value).success).toBe(true);
        for (const [, name] of preset.explanation.matchAll(/\{(\w+)\}/g)) expect(Object.keys(parameters)).toContain(name);
        expect(preset.describes(defaults)).toBe(false);
        for (const other of presets) expect(other.describes(withDefaults(parameters, preset.parameters))).toBe(other === preset);
      }
    },
  );

  it.each(cases)('$title: has a port for each output', ({ layer, example }) => {
    const parameters = withDefaults(layer.parameters, example.parameters);
    const { inference } = layerCase(layer, example, 'inference', 1);
    expect(outputPortsOf(layer, parameters)).toHaveLength(inference.outputs.length);
  });

  it.each(cases)('$title: emits the shapes that it infers', ({ layer, example, batch }) => {
    for (const mode of ['train', 'inference'] as const) {
      const { inference, graph, feeds, sizes } = layerCase(layer, example, mode, batch);
      const results = evaluateGraph(graph, feeds);
      for (const [index, type] of inference.outputs.entries()) {
        const expected = dimsOf(type.shape, sizes);
        expect(graph.types.get(`out:${index}`)?.shape).toEqual(expected);
        expect(get(results, `out:${index}`).dims).toEqual(expected);
      }
    }
  });

  it.each(cases)('$title: gradients agree with central differences in float64', ({ layer, example, batch }) => {
    const { graph, feeds, differentiated } = layerCase(layer, example, 'train', batch);
    const results = evaluateGraph(graph, feeds);
    for (const name of differentiated) {
      const gradient = get(results, `gradient:${name}`);
      const value = get(feeds, name);
      expect(sameShape(gradient.dims, value.dims)).toBe(true);
      const floor = Math.max(1e-3 * gradient.data.reduce((max, g) => Math.max(max, Math.abs(g)), 0), 1e-6);
      const stride = Math.max(1, Math.floor(value.data.length / 24));
      for (let entry = 0; entry < value.data.length; entry += stride) {
        const lossAt = (offset: number): number => {
          const moved = ndarray(value.dtype, value.dims, value.data);
          moved.data[entry] += offset;
          return get(evaluateGraph(graph, new Map(feeds).set(name, moved)), 'loss').data[0];
        };
        const check = checkDerivative(lossAt, gradient.data[entry], { tolerance: 2e-6, floor });
        expect(check, `${name}[${entry}]`).toMatchObject({ verdict: 'agrees' });
      }
    }
  });

  it.each(cases)('$title: onnxruntime computes the same in float32', async ({ layer, example, batch }) => {
    for (const mode of ['train', 'inference'] as const) {
      const { graph, feeds } = layerCase(layer, example, mode, batch);
      const expected = evaluateGraph(graph, feeds);
      const actual = await runOnnxruntime(graph, feeds);
      for (const { name, type } of graph.outputs) {
        // The weighted sum may cancel to near 0; its terms are the outputs, which are compared.
        if (name === 'loss') continue;
        expect(get(actual, name).dims).toEqual(staticShape(type.shape));
        expect(relativeDistance(get(expected, name), get(actual, name)), name).toBeLessThan(1e-5);
      }
    }
  });

  it('is counted', () => {
    console.info(`${drawn.length} layers in ${cases.length} cases`);
    expect(drawn.length).toBe(layers.length - 2);
    expect(cases.length).toBeGreaterThanOrEqual(2 * drawn.length);
  });
});
