import { describe, expect, it } from 'vitest';
import type { Value } from '../graph/types.ts';
import { defaultsOf, type ParameterValues } from '../layers/parameters.ts';
import { ndarray } from '../ops/ndarray.ts';
import { createEmitter } from '../ops/registry.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import type { OptimizerDefinition } from './definition.ts';
import { optimizerOf, optimizers } from './registry.ts';

const type = { dtype: 'float32', shape: [3] } as const;
const start = [1, -2, 0.5];
const learningRate = 0.1;

/** The gradient of a badly scaled bowl, ½ Σ cᵢ θᵢ², with a push that depends on the step. */
const gradientAt = (theta: readonly number[], t: number): number[] => theta.map((x, i) => [1, 10, 0.01][i] * x + 0.1 * Math.sin(t + i));

/** θ after each of 25 steps of the emitted update, in float64. */
function trajectory(optimizer: OptimizerDefinition, given: Readonly<Record<string, number | boolean>>): number[][] {
  const parameters: ParameterValues = { ...defaultsOf(optimizer.parameters), ...given };
  const e = createEmitter('step');
  const input = (name: string, shape: readonly number[]): Value => e.builder.input(name, { dtype: 'float32', shape });
  const slots = Object.keys(optimizer.state(parameters));
  const next = optimizer.step({
    e,
    parameters,
    parameter: e.builder.input('theta', type),
    gradient: e.builder.input('g', type),
    state: Object.fromEntries(slots.map((name) => [name, input(name, [3])])),
    scalars: Object.fromEntries(Object.keys(optimizer.scalars(parameters, 1, 1)).map((name) => [name, input(name, [])])),
  });
  e.builder.output('theta:next', next.parameter);
  for (const name of slots) e.builder.output(`${name}:next`, next.state[name]);
  const graph = e.builder.build();
  let values = new Map([['theta', ndarray('float32', [3], start)], ...slots.map((name) => [name, ndarray('float32', [3])] as const)]);
  return Array.from({ length: 25 }, (_, i) => {
    const feeds = new Map(values).set('g', ndarray('float32', [3], gradientAt([...(values.get('theta')?.data ?? [])], i + 1)));
    for (const [name, value] of Object.entries(optimizer.scalars(parameters, learningRate, i + 1)))
      feeds.set(name, ndarray('float32', [], [value]));
    const results = evaluateGraph(graph, feeds);
    values = new Map(['theta', ...slots].map((name) => [name, results.get(`${name}:next`) ?? ndarray('float32', [3])]));
    return [...(values.get('theta')?.data ?? [])];
  });
}

/** The same by a textbook update of one number: `update(g, memory, t)` returns what is taken off θ. */
function textbook(update: (g: number, memory: { m: number; v: number }, t: number) => number): number[][] {
  const memories = start.map(() => ({ m: 0, v: 0 }));
  let theta = [...start];
  return Array.from({ length: 25 }, (_, i) => {
    const g = gradientAt(theta, i + 1);
    theta = theta.map((x, k) => x - update(g[k], memories[k], i + 1));
    return theta;
  });
}

const eta = learningRate;
const cases: readonly [type: string, name: string, given: Readonly<Record<string, number | boolean>>, expected: number[][]][] = [
  ['SGD', 'eq. 2.4', {}, textbook((g) => eta * g)],
  ['Momentum', 'eq. 2.5', { momentum: 0.8 }, textbook((g, s) => (s.m = 0.8 * s.m + eta * g))],
  [
    'Momentum',
    'Nesterov',
    { momentum: 0.8, nesterov: true },
    textbook((g, s) => {
      s.m = 0.8 * s.m + eta * g;
      return 0.8 * s.m + eta * g;
    }),
  ],
  ...[true, false].map((inside): (typeof cases)[number] => [
    'Adam',
    inside ? 'eq. 2.8–2.10, ε inside the root' : 'ε outside the root',
    { beta1: 0.85, beta2: 0.98, epsilon: 1e-3, epsilonInside: inside },
    textbook((g, s, t) => {
      s.m = 0.85 * s.m + 0.15 * g;
      s.v = 0.98 * s.v + 0.02 * g * g;
      const m = s.m / (1 - 0.85 ** t);
      const v = s.v / (1 - 0.98 ** t);
      return (eta * m) / (inside ? Math.sqrt(v + 1e-3) : Math.sqrt(v) + 1e-3);
    }),
  ]),
];

describe('optimisers follow their formulas over 25 steps', () => {
  it.each(cases)('%s, %s', (name, _, given, expected) => {
    const steps = trajectory(optimizerOf(name), given);
    // The graph holds its constants in float32, which moves β₁ = 0.85 by 1e-8.
    for (const [t, theta] of steps.entries()) for (const [i, x] of theta.entries()) expect(x).toBeCloseTo(expected[t][i], 6);
  });

  it('none is left out', () => {
    expect(new Set(cases.map(([name]) => name))).toEqual(new Set(optimizers.map((optimizer) => optimizer.type)));
  });
});
