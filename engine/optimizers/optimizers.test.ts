import { describe, expect, it } from 'vitest';
import { runOnnxruntime } from '../conformance/onnxruntime.ts';
import type { Graph } from '../graph/types.ts';
import { type ParameterValues, withDefaults } from '../layers/parameters.ts';
import { type NdArray, ndarray } from '../ops/ndarray.ts';
import { createEmitter } from '../ops/registry.ts';
import type { OptimizerDefinition } from './definition.ts';
import { optimizerOf, optimizers } from './registry.ts';

/** One step of a vector as a graph: `theta`, `gradient`, slots and numbers enter, `theta:next` and `<slot>:next` leave. */
function stepGraph(optimizer: OptimizerDefinition, parameters: ParameterValues, size: number): { graph: Graph; slots: readonly string[] } {
  const e = createEmitter('step');
  const input = (name: string, shape: readonly number[]) => e.builder.input(name, { dtype: 'float32', shape });
  const inputs = (names: readonly string[], shape: readonly number[]) =>
    Object.fromEntries(names.map((name) => [name, input(name, shape)]));
  const slots = Object.keys(optimizer.state(parameters));
  const next = optimizer.step({
    e,
    parameters,
    parameter: input('theta', [size]),
    gradient: input('gradient', [size]),
    state: inputs(slots, [size]),
    scalars: inputs(Object.keys(optimizer.scalars(parameters, 1, 1)), []),
  });
  for (const name of slots) e.builder.output(`${name}:next`, next.state[name]);
  e.builder.output('theta:next', next.parameter);
  return { graph: e.builder.build(), slots };
}

/** θ after `steps` steps along one gradient, in float32. */
async function walk(
  optimizer: OptimizerDefinition,
  given: Partial<ParameterValues>,
  gradient: readonly number[],
  steps: number,
): Promise<number[]> {
  const parameters = withDefaults(optimizer.parameters, given);
  const size = gradient.length;
  const { graph, slots } = stepGraph(optimizer, parameters, size);
  let state = new Map<string, NdArray>(['theta', ...slots].map((name) => [name, ndarray('float32', [size])]));
  for (let t = 1; t <= steps; t += 1) {
    const feeds = new Map(state).set('gradient', ndarray('float32', [size], gradient));
    for (const [name, value] of Object.entries(optimizer.scalars(parameters, 0.001, t))) feeds.set(name, ndarray('float32', [], [value]));
    const results = await runOnnxruntime(graph, feeds, 1);
    state = new Map([...state.keys()].map((name) => [name, results.get(`${name}:next`) ?? ndarray('float32', [0])]));
  }
  return [...(state.get('theta')?.data ?? [])];
}

describe('optimisers', () => {
  it.each(
    optimizers.flatMap((optimizer) =>
      optimizer.examples.map((example) => ({ optimizer, example, title: `${optimizer.type}, ${example.name}` })),
    ),
  )('$title: leaves weights without a gradient where they are', async ({ optimizer, example }) => {
    expect((await walk(optimizer, example.parameters ?? {}, [0, 0], 3)).map(Math.abs)).toEqual([0, 0]);
  });

  it('survive a variance that rounding makes negative: RMSProp, centred, with a gradient that never changes', async () => {
    const theta = await walk(optimizerOf('RMSProp'), { centered: true, decay: 0.5 }, [0.1, 1.1, 3.3, -0.7, 1e-3, 12345.678], 60);
    for (const x of theta) expect(x).toSatisfy(Number.isFinite);
  });

  it('give the same numbers for a step whichever was asked before: a resumed run goes on alike', () => {
    for (const optimizer of optimizers) {
      const parameters = withDefaults(optimizer.parameters);
      const numbersAt = (t: number) => optimizer.scalars(parameters, 0.01, t);
      const inOrder = [1, 2, 3, 4, 5].map(numbersAt);
      expect([5, 2, 4, 1, 3].map(numbersAt)).toEqual([5, 2, 4, 1, 3].map((t) => inOrder[t - 1]));
    }
  });

  it('are found by their type, others are refused', () => {
    expect(optimizerOf('Lion').title).toBe('Lion');
    expect(() => optimizerOf('Tiger')).toThrow('Expected one of SGD, Momentum, AdaGrad');
  });
});
