import { describe, expect, it } from 'vitest';
import { checkDerivative } from '../autodiff/derivative-check.ts';
import { differentiate } from '../autodiff/differentiate.ts';
import { invariant } from '../graph/errors.ts';
import { type ParameterValues, withDefaults } from '../layers/parameters.ts';
import type { LossDefinition, LossExample } from '../losses/definition.ts';
import { losses } from '../losses/registry.ts';
import { type NdArray, ndarray } from '../ops/ndarray.ts';
import { createEmitter } from '../ops/registry.ts';
import { fillNormal, fillUniform } from '../random/distributions.ts';
import { RandomStream } from '../random/stream.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { runOnnxruntime } from './onnxruntime.ts';

const cases = losses.flatMap((loss) =>
  loss.examples.flatMap((example) =>
    [1, 4].map((batch) => ({ loss, example, batch, title: `${loss.id}, ${example.name}, batch ${batch}` })),
  ),
);

/** A loss over drawn predictions and targets: outputs `loss` and `gradient`. */
function lossCase(loss: LossDefinition, example: LossExample<ParameterValues>, batch: number) {
  const parameters = withDefaults(loss.parameters, example.parameters);
  const stream = new RandomStream(3, 'samples');
  const prediction = ndarray('float32', [batch, ...example.prediction]);
  fillNormal(stream, prediction.data);
  const { classes } = example;
  const target = ndarray(classes === undefined ? 'float32' : 'int64', [batch, ...example.target]);
  if (classes === undefined) fillUniform(stream, target.data, ...(example.range ?? [-1, 1]));
  else for (let i = 0; i < target.data.length; i += 1) target.data[i] = stream.below(classes);
  const problem = loss.check(
    { dtype: 'float32', shape: ['N', ...example.prediction] },
    { dtype: target.dtype, shape: example.target, ...(classes !== undefined && { classes }) },
    parameters,
  );
  invariant(problem === undefined, `${loss.id} takes its example: ${JSON.stringify(problem)}`);
  const e = createEmitter(loss.id);
  const y = e.builder.input('y', { dtype: 'float32', shape: prediction.dims });
  const value = loss.lower(e, y, e.builder.input('t', { dtype: target.dtype, shape: target.dims }), parameters);
  const [gradient] = differentiate(e, value, [y]);
  invariant(gradient !== undefined, `${loss.id} depends on its prediction`);
  e.builder.output('loss', value);
  e.builder.output('gradient', gradient);
  return {
    graph: e.builder.build(),
    feeds: new Map([
      ['y', prediction],
      ['t', target],
    ]),
  };
}

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
        return get(evaluateGraph(graph, new Map(feeds).set('y', moved)), 'loss').data[0];
      };
      expect(checkDerivative(lossAt, derivative, { tolerance: 2e-6, floor: 1e-5 }), `prediction ${i}`).toMatchObject({ verdict: 'agrees' });
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

  it('has examples', () => {
    for (const loss of losses) expect(loss.examples.length).toBeGreaterThan(0);
    console.info(`${losses.length} losses in ${cases.length} cases`);
  });
});
