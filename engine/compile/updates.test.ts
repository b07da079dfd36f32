import { describe, expect, it } from 'vitest';
import { evaluateGraph } from '../reference/interpreter.ts';
import { ndarray } from '../ops/ndarray.ts';
import { createEmitter } from '../ops/registry.ts';
import { type TrainingSettings, trainingSchema } from '../project/schema.ts';
import type { ForwardPass } from './forward.ts';
import { resolveOptimizer, stepScalars } from './training-settings.ts';
import { emitUpdates } from './updates.ts';

interface Weight extends Partial<Pick<ForwardPass['state'][number], 'trainable' | 'kernel' | 'maxNorm'>> {
  readonly shape: readonly number[];
  readonly values: readonly number[];
  /** No gradient arrives where it is absent. */
  readonly gradient?: readonly number[];
}

/** One step of plain descent at rate 1 unless told otherwise: next values by slot name, and the slots. */
function step(
  weights: Readonly<Record<string, Weight>>,
  given: Record<string, unknown> = {},
  feeds: Readonly<Record<string, readonly number[]>> = {},
) {
  const training: TrainingSettings = trainingSchema.parse({ learningRate: 1, optimizer: { type: 'SGD' }, ...given });
  const e = createEmitter('update');
  const numbers = stepScalars(training)(training.learningRate, 1);
  const inputs = new Map(Object.entries(numbers).map(([name, x]) => [name, ndarray('float32', [], [x])]));
  const scalars = Object.fromEntries(Object.keys(numbers).map((name) => [name, e.builder.input(name, { dtype: 'float32', shape: [] })]));
  const state = Object.entries(weights).map(([name, { shape, values, gradient: _, ...rest }]) => {
    const type = { dtype: 'float32', shape } as const;
    inputs.set(name, ndarray('float32', shape, values));
    const slot = { name, kind: 'parameter', nodeId: 'node', type, initializer: { kind: 'zeros' }, input: name } as const;
    return { slot, value: e.builder.input(name, type), trainable: true, ...rest };
  });
  const gradients = Object.entries(weights).flatMap(([name, { shape, gradient, trainable }]) => {
    if (trainable === false) return [];
    if (gradient === undefined) return [undefined];
    inputs.set(`${name}:gradient`, ndarray('float32', shape, gradient));
    return [e.builder.input(`${name}:gradient`, { dtype: 'float32', shape })];
  });
  const slots = emitUpdates({ e, training, optimizer: resolveOptimizer(training), scalars }, { state, updates: new Map() }, gradients);
  const graph = e.builder.build();
  for (const { name, type } of slots) {
    const size = type.shape.reduce<number>((product, n) => product * Number(n), 1);
    if (!inputs.has(name)) inputs.set(name, ndarray('float32', type.shape.map(Number), feeds[name] ?? new Array<number>(size).fill(0)));
  }
  const results = evaluateGraph(graph, inputs);
  return { graph, slots, next: Object.fromEntries(slots.map(({ name, output }) => [name, [...(results.get(output)?.data ?? [])]])) };
}

function expectNear(values: readonly number[], expected: readonly number[]): void {
  expect(values).toHaveLength(expected.length);
  for (const [i, x] of expected.entries()) expect(values[i]).toBeCloseTo(x, 6);
}

describe('the update of a step', () => {
  it('limits the norm of all gradients together', () => {
    const { next } = step(
      { a: { shape: [2], values: [0, 0], gradient: [3, 0] }, b: { shape: [1], values: [0], gradient: [4] } },
      { clipNorm: 1 },
    );
    expectNear([...next.a, ...next.b], [-0.6, 0, -0.8]);
  });

  it('leaves gradients within the norm as they are, and gradients of 0 at 0', () => {
    expect(step({ a: { shape: [2], values: [1, 2], gradient: [0.3, 0.4] } }, { clipNorm: 1 }).next.a).toEqual([0.7, 1.6]);
    expect(step({ a: { shape: [2], values: [1, 2], gradient: [0, 0] } }, { clipNorm: 1 }).next.a).toEqual([1, 2]);
  });

  it('limits values before the norm', () => {
    const { next } = step({ a: { shape: [2], values: [0, 0], gradient: [100, -0.75] } }, { clipValue: 1, clipNorm: 0.5 });
    expectNear(next.a, [-0.4, 0.3]);
  });

  it('clips before it adds the weight decay', () => {
    const { next } = step({ w: { shape: [1, 1], values: [10], gradient: [7] } }, { clipNorm: 1, weightDecay: 0.5 });
    expectNear(next.w, [10 - 1 - 5]);
  });

  it.each(['SGD', 'AdamW'])('decays kernels, neither biases nor scales with several axes: %s', (type) => {
    const settings = { optimizer: { type }, weightDecay: 0.25 };
    const weight = { values: [2, 4], gradient: [0, 0] };
    const { next } = step(
      { kernel: { ...weight, shape: [1, 2] }, bias: { ...weight, shape: [2] }, scale: { ...weight, shape: [2, 1], kernel: false } },
      settings,
    );
    expect(next).toMatchObject({ kernel: [1.5, 3], bias: [2, 4], scale: [2, 4] });
  });

  it('bounds the norm of each unit’s weights after the step and leaves smaller ones untouched', () => {
    const kernel = { shape: [2, 3], values: [3, 0.1, 0, 4, 0.2, 0], gradient: [0, 0, 0, 0, 0, 0] };
    const { next } = step({ kernel: { ...kernel, maxNorm: { limit: 1, axes: [0] } } });
    expectNear(next.kernel, [0.6, 0.1, 0, 0.8, 0.2, 0]);
    expect([next.kernel[1], next.kernel[4]]).toEqual([0.1, 0.2]);
  });

  it('bounds units that only another view of the kernel tells apart, and keeps its shape', () => {
    const kernel = { shape: [4, 1], values: [3, 4, 0.3, 0.4], gradient: [0, 0, 0, 0] };
    const { next, graph } = step({ kernel: { ...kernel, maxNorm: { limit: 1, axes: [1], view: [2, 2, 1] } } });
    expectNear(next.kernel, [0.6, 0.8, 0.3, 0.4]);
    expect(graph.outputs[0].type.shape).toEqual([4, 1]);
  });

  it('keeps pruned weights at 0 and passes the mask on in a tensor of its own', () => {
    const weights = {
      kernel: { shape: [1, 3], values: [1, 2, 3], gradient: [1, 1, 1] },
      bias: { shape: [3], values: [1, 2, 3], gradient: [1, 1, 1] },
      running: { shape: [1, 3], values: [1, 2, 3], trainable: false },
    };
    const { next, slots, graph } = step(weights, { pruning: {} }, { 'kernel:mask': [1, 0, 1] });
    expect(next).toEqual({ kernel: [0, 0, 2], 'kernel:mask': [1, 0, 1], bias: [0, 1, 2], running: [1, 2, 3] });
    expect(slots.find(({ name }) => name === 'kernel:mask')).toMatchObject({ kind: 'mask', initializer: { kind: 'ones' } });
    const inputs = new Set(graph.inputs.map(({ name }) => name));
    for (const { name } of graph.outputs) expect(inputs.has(name)).toBe(false);
  });

  it('masks and bounds a kernel that no gradient reaches, and does nothing else to it', () => {
    const kernel = { shape: [1, 2], values: [3, 4], maxNorm: { limit: 1, axes: [1] } };
    const { next } = step({ kernel }, { pruning: {}, weightDecay: 0.5, clipNorm: 1 }, { 'kernel:mask': [0, 1] });
    expectNear(next.kernel, [0, 0.8]);
  });

  it('emits nothing but the optimiser’s step where nothing was asked for', () => {
    const { graph } = step({ kernel: { shape: [1, 2], values: [3, 4], gradient: [1, 1] } });
    expect(graph.nodes.map(({ opType }) => opType)).toEqual(['Mul', 'Sub']);
  });
});
