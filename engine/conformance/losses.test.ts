import { describe, expect, it } from 'vitest';
import { checkDerivative } from '../autodiff/derivative-check.ts';
import { losses } from '../losses/registry.ts';
import { type NdArray, ndarray } from '../ops/ndarray.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { lossBatches, lossCase } from './loss-case.ts';
import { runOnnxruntime } from './onnxruntime.ts';

const cases = losses.flatMap((loss) =>
  loss.examples.flatMap((example) =>
    lossBatches.map((batch) => ({ loss, example, batch, title: `${loss.id}, ${example.name}, batch ${batch}` })),
  ),
);

const get = (values: ReadonlyMap<string, NdArray>, name: string): NdArray => values.get(name) ?? ndarray('float32', [0]);

describe('every loss', () => {
  it.each(cases)('$title: is a scalar whose gradient agrees with central differences', ({ loss, example, batch }) => {
    const { graph, feeds } = lossCase(loss, example, batch);
    const results = evaluateGraph(graph, feeds);
    expect(get(results, 'loss').dims).toEqual([]);
    const prediction = get(feeds, 'y');
    for (const [i, derivative] of get(results, 'gradient').data.entries()) {
      const lossAt = (offset: number): number => {
        const moved = ndarray('float32', prediction.dims, prediction.data);
        moved.data[i] += offset;
        return get(evaluateGraph(graph, new Map<string, NdArray>(feeds).set('y', moved)), 'loss').data[0];
      };
      expect(checkDerivative(lossAt, derivative, { tolerance: 2e-6, floor: 1e-4 }), `prediction ${i}`).toMatchObject({ verdict: 'agrees' });
    }
  });

  it.each(cases)('$title: onnxruntime computes the same in float32', async ({ loss, example, batch }) => {
    const { graph, feeds } = lossCase(loss, example, batch);
    const expected = evaluateGraph(graph, feeds);
    const actual = await runOnnxruntime(graph, feeds);
    for (const name of ['loss', 'gradient']) {
      const scale = Math.max(1e-3, ...get(expected, name).data.map(Math.abs));
      for (const [i, x] of get(expected, name).data.entries()) expect(Math.abs(x - get(actual, name).data[i]) / scale).toBeLessThan(1e-5);
    }
  });

  it.each(cases)('$title: loss and gradient are numbers for predictions of 0 and of ±1000', async ({ loss, example, batch }) => {
    const { graph, feeds } = lossCase(loss, example, batch);
    const prediction = get(feeds, 'y');
    for (const extreme of [() => 0, (x: number) => 1000 * Math.sign(x), (x: number) => (x > 0 ? 1000 : 0), (x: number) => 500 * x]) {
      const moved = new Map<string, NdArray>(feeds).set('y', ndarray('float32', prediction.dims, prediction.data.map(extreme)));
      for (const results of [evaluateGraph(graph, moved), await runOnnxruntime(graph, moved)]) {
        expect(Number.isFinite(get(results, 'loss').data[0])).toBe(true);
        expect(get(results, 'gradient').data.every(Number.isFinite)).toBe(true);
      }
    }
  });

  it('has examples, each with a name of its own', () => {
    for (const { examples } of losses) {
      expect(examples.length).toBeGreaterThan(0);
      expect(new Set(examples.map(({ name }) => name)).size).toBe(examples.length);
    }
    console.info(`${losses.length} losses in ${cases.length} cases`);
  });

  it('gives one name to one parameter', () => {
    const fields = losses.flatMap(({ parameters }) => Object.entries(parameters));
    for (const [name, field] of fields) for (const [other, same] of fields) if (other === name) expect(same).toBe(field);
  });
});
