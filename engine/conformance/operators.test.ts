import { describe, expect, it } from 'vitest';
import { isFloat, staticShape } from '../graph/shape.ts';
import type { Graph, Shape } from '../graph/types.ts';
import { Tanh } from '../ops/tanh.ts';
import type { OpDefinition } from '../ops/definition.ts';
import { lowerGraph } from '../ops/lower.ts';
import type { NdArray } from '../ops/ndarray.ts';
import { operators } from '../ops/registry.ts';
import { Relu } from '../ops/relu.ts';
import { sampleStream } from '../random/stream.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { batch, drawCase, drawWeights, emitCase, feedsOf, forwardGraph, runKernel, withBatch } from './operator-case.ts';
import { runOnnxruntime } from './onnxruntime.ts';
import { checkGradient, differentiated, gradientFeeds, gradientGraph } from './operator-gradient.ts';

const seed = 20;

const cases = operators.flatMap((op) => op.samples.map((sample) => ({ name: `${op.opType}: ${sample.name}`, op, sample })));
const differentiable = cases.filter(({ op, sample }) => differentiated(drawCase(op, sample, 'float64', seed)).length > 0);
const netloom = cases.filter(({ op }) => op.domain === 'netloom');
const native = cases.filter(({ op }) => op.domain !== 'netloom');

/** Lowerings of a graph before it is handed to onnxruntime, which lowers the rest as suits the machine. */
const lowerings: readonly (readonly [string, (graph: Graph) => Graph])[] = [
  ['standard operators', (graph) => lowerGraph(graph, { microsoft: false })],
  ["onnxruntime's own operators", (graph) => lowerGraph(graph, { microsoft: true })],
  ['the operators that suit this machine', (graph) => graph],
];

/** Fails where numbers are further apart than `tolerance`, relative to those above 1. */
function expectClose(came: ArrayLike<number> | undefined, expected: ArrayLike<number>, tolerance: number): void {
  expect(came?.length).toBe(expected.length);
  const far = Array.from(expected, (value, i) => ({ i, expected: value, came: came?.[i] ?? NaN })).filter(
    (pair) =>
      !(Object.is(pair.came, pair.expected) || Math.abs(pair.came - pair.expected) <= tolerance * Math.max(1, Math.abs(pair.expected))),
  );
  expect(far).toEqual([]);
}

/** What `emit` gives, or `undefined` where it wants a size in numbers. */
function orRefused<T>(emit: () => T): T | undefined {
  try {
    return emit();
  } catch (error) {
    if (error instanceof Error && /known|expected/.test(error.message)) return undefined;
    throw error;
  }
}

const withSize = (shape: Shape, size: number): number[] =>
  shape.map((dim) =>
    String(dim)
      .split('*')
      .reduce((product, part) => product * (part === batch ? size : Number(part)), 1),
  );

const weightsFor = (name: string, outputs: readonly NdArray[]) => {
  const stream = sampleStream(seed, name, 'train');
  return outputs.map(({ dtype, dims }) => (isFloat(dtype) ? drawWeights(dims, stream).map(Math.fround) : undefined));
};

describe(`operators (seed ${seed})`, () => {
  it('are all covered by samples', () => {
    console.log(
      `operators: ${operators.length}, samples: ${cases.length}, with gradients: ${differentiable.length}, lowered: ${netloom.length}`,
    );
    // Blocked layouts differ between processors: the tests of the lowering cover their operators where they exist.
    const portable = operators.filter(({ domain }) => domain !== 'com.microsoft.nchwc');
    expect(portable.filter(({ samples }) => samples.length === 0).map(({ opType }) => opType)).toEqual([]);
    const hasGradient = (op: OpDefinition): boolean => differentiable.some((other) => other.op === op);
    expect(operators.filter((op) => typeof op.gradient === 'function' && !hasGradient(op)).map(({ opType }) => opType)).toEqual([]);
    expect(new Set(operators.map(({ domain = '', opType }) => `${domain}:${opType}`)).size).toBe(operators.length);
    expect(operators.filter((op) => op.domain === 'netloom' && op.lowering === undefined).map(({ opType }) => opType)).toEqual([]);
  });

  it.each(cases)('infers what the kernel computes: $name', ({ op, sample }) => {
    const drawn = drawCase(op, sample, 'float32', seed);
    const results = runKernel(drawn);
    const { outputs } = emitCase(drawn);
    expect(results.map(({ dtype, dims }) => ({ dtype, dims }))).toEqual(
      outputs.map(({ type }) => ({ dtype: type.dtype, dims: staticShape(type.shape) })),
    );
    for (const { dims, data } of results) expect(data.length).toBe(dims.reduce((size, dim) => size * dim, 1));
  });

  const batched = cases.flatMap(({ name, op, sample }) => {
    const drawn = drawCase(op, sample, 'float32', seed);
    const shapeOf = withBatch(drawn);
    return shapeOf === undefined || drawn.inputs[0]?.dims[0] === 1 ? [] : [{ name, drawn, shapeOf }];
  });

  it.each(batched)('keeps a batch that only the run tells, where it can: $name', ({ drawn, shapeOf }) => {
    const outputs = orRefused(() => emitCase(drawn, shapeOf).outputs);
    if (outputs === undefined) return;
    const expected = runKernel(drawn);
    const size = drawn.inputs[0]?.dims[0] ?? NaN;
    expect(outputs.map(({ type }) => withSize(type.shape, size))).toEqual(expected.map(({ dims }) => dims));

    if (differentiated(drawn).length === 0) return;
    const graph = orRefused(() => gradientGraph(drawn, shapeOf));
    if (graph === undefined) return;
    const feeds = gradientFeeds(drawn, expected, weightsFor(drawn.op.opType, expected));
    const inNumbers = evaluateGraph(gradientGraph(drawn), feeds);
    for (const [name, { data }] of evaluateGraph(graph, feeds)) expectClose(data, inNumbers.get(name)?.data ?? [], 1e-12);
  });

  it('keep such a batch in at least one of their samples', () => {
    const names = ({ drawn }: (typeof batched)[number]): string => drawn.op.opType;
    const kept = new Set(batched.filter(({ drawn, shapeOf }) => orRefused(() => emitCase(drawn, shapeOf)) !== undefined).map(names));
    const without = new Set(batched.map(names).filter((name) => !kept.has(name)));
    expect([...without]).toEqual([]);
  });

  it.each(differentiable)('has the gradient that differences show: $name', ({ op, sample }) => {
    const report = checkGradient(op, sample, seed);
    expect(report.mistakes).toEqual([]);
    if (report.points > 0) expect(report.kinks).toBeLessThan(report.points);
  });

  it.each(native)('computes what onnxruntime computes: $name', async ({ op, sample }) => {
    const drawn = drawCase(op, sample, 'float32', seed);
    const expected = runKernel(drawn);
    const came = await runOnnxruntime(forwardGraph(drawn), feedsOf(drawn), 1);
    for (const [index, { data }] of expected.entries()) expectClose(came.get(`y${index}`)?.data, data, 1e-5);
  });

  it.each(netloom)('is lowered to standard operators that compute the same in float64: $name', ({ op, sample }) => {
    const drawn = drawCase(op, sample, 'float64', seed);
    const lowered = evaluateGraph(lowerGraph(forwardGraph(drawn)), feedsOf(drawn));
    for (const [index, { data }] of runKernel(drawn).entries()) expectClose(lowered.get(`y${index}`)?.data, data, 1e-10);
  });

  describe.each(lowerings)('with %s', (_, lower) => {
    it.each(netloom)('is lowered to operators that compute the same: $name', async ({ op, sample }) => {
      const drawn = drawCase(op, sample, 'float32', seed);
      const came = await runOnnxruntime(lower(forwardGraph(drawn)), feedsOf(drawn), 1);
      for (const [index, { data }] of runKernel(drawn).entries()) expectClose(came.get(`y${index}`)?.data, data, 1e-5);
    });

    it.each(differentiable)('has a gradient that onnxruntime computes: $name', async ({ op, sample }) => {
      const drawn = drawCase(op, sample, 'float32', seed);
      const outputs = runKernel(drawn);
      const feeds = gradientFeeds(drawn, outputs, weightsFor(`${op.opType} ${sample.name}`, outputs));
      const graph = gradientGraph(drawn);
      const came = await runOnnxruntime(lower(graph), feeds, 1);
      for (const [name, { data }] of evaluateGraph(graph, feeds)) expectClose(came.get(name)?.data, data, 1e-4);
    });
  });
});

describe('the gradient check', () => {
  const sample = { name: 'matrix', inputs: [{ dims: [2, 3] }] };

  it('sees a planted mistake', () => {
    const wrong: OpDefinition = { ...Tanh, gradient: ({ e, outputs: [y], gradients: [g] }) => [g && e.mul(g, e.sub(e.scalar(1, y), y))] };
    expect(checkGradient(Tanh, sample, seed).mistakes).toEqual([]);
    expect(checkGradient(wrong, sample, seed).mistakes).toHaveLength(6);
  });

  it('sees a mistake of one part in ten thousand', () => {
    const slightlyWrong: OpDefinition = {
      ...Tanh,
      gradient: ({ e, outputs: [y], gradients: [g] }) => [g && e.mulScalar(e.mul(g, e.sub(e.scalar(1, y), e.square(y))), 1.0001)],
    };
    expect(checkGradient(slightlyWrong, sample, seed).mistakes).toHaveLength(6);
  });

  it('sees a gradient that is missing', () => {
    expect(checkGradient({ ...Tanh, gradient: () => [undefined] }, sample, seed).mistakes).toHaveLength(6);
  });

  it('counts points on a kink and does not take them for mistakes', () => {
    const onKinks = { name: 'kinks', inputs: [{ dims: [4], values: [0, 1, 0, -1] }] };
    expect(checkGradient(Relu, onKinks, seed)).toMatchObject({ points: 4, kinks: 2, mistakes: [] });
  });
});

describe('the comparison of numbers', () => {
  it.each([
    ['a difference', [1, 2.00003], [1, 2]],
    ['a missing number', [1], [1, 2]],
    ['NaN', [1, NaN], [1, 2]],
    ['infinity', [1, Infinity], [1, 2]],
    ['no output at all', undefined, [1, 2]],
  ])('sees %s', (_, came, expected) => {
    expectClose(expected, expected, 1e-5);
    expect(() => expectClose(came, expected, 1e-5)).toThrow();
  });
});
