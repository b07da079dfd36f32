import { describe, expect, it } from 'vitest';
import { differentiate } from '../autodiff/differentiate.ts';
import { int, ints } from '../graph/attributes.ts';
import { sizeOf } from '../graph/shape.ts';
import type { Attributes, Graph } from '../graph/types.ts';
import { sampleStream } from '../random/stream.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import type { Capabilities } from './definition.ts';
import { lowerGraph, standardCapabilities } from './lower.ts';
import { type NdArray, ndarray } from './ndarray.ts';
import { createEmitter } from './registry.ts';

const seed = 7;
const rounds = 25;
const targets: readonly (readonly [string, Capabilities])[] = [
  ['standard operators', standardCapabilities],
  ['operators of onnxruntime', { microsoft: true }],
  ['blocked channels', { microsoft: true, nchwcBlock: 16 }],
];

const random = sampleStream(seed, 'lowerings', 'train');
const between = (low: number, high: number): number => low + Math.floor(random.uniform() * (high - low + 1));
const pick = <T>(choices: readonly T[]): T => choices[between(0, choices.length - 1)];

/** Numbers from -1 to 1 in quarters, so that ties happen. */
const drawn = (dims: readonly number[]): NdArray =>
  ndarray(
    'float32',
    dims,
    Array.from({ length: sizeOf(dims) }, () => between(-4, 4) / 4),
  );

function largestDifference(a: NdArray | undefined, b: NdArray | undefined): number {
  expect(b?.dims).toEqual(a?.dims);
  return Math.max(0, ...Array.from(a?.data ?? [], (value, index) => Math.abs(value - (b?.data[index] ?? NaN))));
}

/** A loss that weighs each element of `opType`'s output, with the gradients of the inputs, as outputs. */
function training(
  opType: string,
  inputs: readonly (readonly number[])[],
  attributes: Attributes,
): { graph: Graph; feeds: Map<string, NdArray> } {
  const e = createEmitter(opType);
  const values = inputs.map((shape, index) => e.builder.input(`x${index}`, { dtype: 'float32', shape }));
  const y = e.op(opType, values, attributes);
  const weights = e.builder.input('weights', { dtype: 'float32', shape: y.type.shape });
  const loss = e.reduceSum(e.mul(e.op('Relu', [y]), weights), undefined, false);
  for (const [index, gradient] of differentiate(e, loss, values).entries())
    if (gradient !== undefined) e.builder.output(`dx${index}`, gradient);
  const feeds = new Map([
    ...inputs.map((dims, index) => [`x${index}`, drawn(dims)] as const),
    ['weights', drawn(y.type.shape as number[])] as const,
  ]);
  return { graph: e.builder.build(), feeds };
}

function expectSame(graph: Graph, feeds: ReadonlyMap<string, NdArray>, capabilities: Capabilities): void {
  const lowered = lowerGraph(graph, capabilities);
  expect(lowered.nodes.filter((node) => node.domain === 'netloom')).toEqual([]);
  const [expected, came] = [evaluateGraph(graph, feeds), evaluateGraph(lowered, feeds)];
  for (const { name } of graph.outputs) expect(largestDifference(expected.get(name), came.get(name))).toBeLessThan(1e-6);
}

function drawConvolution(
  inputChannels = [1, 2],
  outputChannels = [1, 3],
  batches = [1, 2, 3],
): [inputs: number[][], attributes: Attributes] {
  const blocked = batches[0] > 10;
  const rank = blocked ? 2 : pick([1, 2, 2, 2, 3]);
  const axes = <T>(draw: () => T): T[] => Array.from({ length: rank }, draw);
  const group = blocked ? 1 : pick([1, 1, 2, 3]);
  const [inputs, outputs] = [pick(inputChannels), pick(outputChannels)];
  const kernel = axes(() => between(1, 3));
  const sizes = axes(() => between(5, 8));
  const attributes = {
    strides: ints(pick([axes(() => 1), axes(() => between(1, 4))])),
    dilations: ints(axes(() => between(1, 2))),
    pads: ints([...axes(() => between(0, 3)), ...axes(() => between(0, 3))]),
    group: int(group),
  };
  return [
    [
      [between(1, 3), inputs * group, ...sizes],
      [outputs * group, inputs, ...kernel],
    ],
    attributes,
  ];
}

function drawPool(): [inputs: number[][], attributes: Attributes] {
  const kernel = [between(1, 3), between(1, 3)];
  const tiling = pick([true, false]);
  const pads = tiling ? [0, 0, 0, 0] : [...kernel, ...kernel].map((size) => between(0, size - 1));
  const sizes = kernel.map((size) => (tiling ? size * between(1, 3) : between(3, 8)));
  const strides = tiling ? kernel : kernel.map(() => between(1, 3));
  const attributes = { kernel_shape: ints(kernel), strides: ints(strides), pads: ints(pads), ceil_mode: int(pick([0, 1])) };
  return [[[between(1, 3), between(1, 2), ...sizes]], attributes];
}

describe.each(targets)(`lowered to %s (seed ${seed})`, (_, capabilities) => {
  it('convolution has the same gradients', () => {
    for (let round = 0; round < rounds; round += 1) {
      const { graph, feeds } = training('Conv', ...drawConvolution());
      expectSame(graph, feeds, capabilities);
    }
  });

  it('convolution over whole blocks of channels and images has the same gradients', () => {
    for (let round = 0; round < 6; round += 1) {
      const { graph, feeds } = training('Conv', ...drawConvolution([1, 3, 16, 32], [16, 32], [13, 16]));
      expectSame(graph, feeds, capabilities);
    }
  });

  it.each(['MaxPool', 'AveragePool'])('%s has the same gradients, ties included', (opType) => {
    for (let round = 0; round < rounds; round += 1) {
      const { graph, feeds } = training(opType, ...drawPool());
      expectSame(graph, feeds, capabilities);
    }
  });

  it('a max-pool after a ReLU has the same gradients, where all is negative too', () => {
    const e = createEmitter('pooled');
    const x = e.builder.input('x', { dtype: 'float32', shape: [2, 2, 6, 8] });
    const window = { kernel_shape: ints([2, 2]), strides: ints([2, 2]) };
    const pooled = e.op('MaxPool', [e.op('Relu', [e.mulScalar(x, 2)])], window);
    const loss = e.reduceSum(e.mul(pooled, pooled), undefined, false);
    e.builder.output('dx', differentiate(e, loss, [x])[0] ?? x);
    e.builder.output('loss', loss);
    const graph = e.builder.build();
    expectSame(graph, new Map([['x', drawn([2, 2, 6, 8])]]), capabilities);
    const lowered = lowerGraph(graph, capabilities);
    const [relu] = lowered.nodes.filter((node) => node.opType === 'Relu');
    expect(lowered.types.get(relu.outputs[0])?.shape).toEqual([2, 2, 3, 4]);
  });
});

describe('lowering a graph', () => {
  it('keeps the names of inputs and outputs, gives new nodes the origin, drops what nothing reads', () => {
    const e = createEmitter('bias');
    const dy = e.builder.input('dy', { dtype: 'float32', shape: [2, 3, 4, 4] });
    const origin = { nodeId: 'conv1', phase: 'gradient' } as const;
    const sum = e.builder.withOrigin(origin, () => e.op('ChannelSum', [dy], {}, { domain: 'netloom' }));
    e.builder.output('db', sum);
    const lowered = lowerGraph(e.builder.build());
    expect(lowered.outputs.map((output) => output.name)).toEqual(['db']);
    expect(lowered.nodes.map((node) => node.opType)).toEqual(['Reshape', 'MatMul', 'Reshape', 'ReduceSum']);
    expect(lowered.nodes.map((node) => node.origin)).toEqual(lowered.nodes.map(() => origin));
    expect(lowered.nodes.at(-1)?.outputs).toEqual(['db']);
    expect(new Set(lowered.nodes.map((node) => node.name)).size).toBe(lowered.nodes.length);
    const known = new Set([
      ...lowered.inputs.map((input) => input.name),
      ...lowered.initializers.keys(),
      ...lowered.nodes.flatMap((node) => node.outputs),
    ]);
    expect(new Set(lowered.types.keys())).toEqual(known);
  });

  it('leaves a graph of standard operators as it is', () => {
    const e = createEmitter('plain');
    const x = e.builder.input('x', { dtype: 'float32', shape: ['N', 3] });
    e.builder.output('y', e.op('Relu', [e.add(x, x)]));
    const graph = e.builder.build();
    expect(lowerGraph(graph)).toEqual(graph);
  });
});
