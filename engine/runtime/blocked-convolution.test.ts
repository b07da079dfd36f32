import { describe, expect, it } from 'vitest';
import { differentiate } from '../autodiff/differentiate.ts';
import { runOnnxruntime } from '../conformance/onnxruntime.ts';
import { ints } from '../graph/attributes.ts';
import { sizeOf } from '../graph/shape.ts';
import type { Graph } from '../graph/types.ts';
import { lowerGraph } from '../ops/lower.ts';
import { type NdArray, ndarray } from '../ops/ndarray.ts';
import { createEmitter } from '../ops/registry.ts';
import { fillUniform } from '../random/distributions.ts';
import { sampleStream } from '../random/stream.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { onnxruntimeCapabilities } from './capabilities.ts';

const seed = 11;

interface Case {
  readonly name: string;
  readonly x: readonly number[];
  readonly w: readonly number[];
  readonly strides?: readonly number[];
  readonly dilations?: readonly number[];
  readonly pads?: readonly number[];
}

const cases: readonly Case[] = [
  { name: '3×3, same', x: [16, 16, 9, 9], w: [32, 16, 3, 3], pads: [1, 1, 1, 1] },
  { name: '3×3, valid, odd image, batch 13', x: [13, 32, 8, 5], w: [16, 32, 3, 3] },
  { name: 'stride 2 with a rest', x: [16, 16, 8, 11], w: [16, 16, 3, 3], strides: [2, 2], pads: [1, 1, 1, 1] },
  { name: 'dilation 2, uneven pads', x: [16, 16, 9, 8], w: [16, 16, 3, 2], dilations: [2, 2], pads: [2, 0, 1, 1] },
  { name: 'one input channel', x: [16, 1, 8, 8], w: [16, 1, 3, 3], pads: [1, 1, 1, 1] },
  { name: 'few input channels, large kernel', x: [32, 3, 12, 12], w: [16, 3, 5, 5], pads: [2, 2, 2, 2] },
  { name: 'images larger than the cache', x: [16, 16, 24, 24], w: [16, 16, 1, 2], pads: [0, 0, 0, 1] },
];

/** A convolution, ReLU and 2×2 max-pool with the gradients of a weighted sum. */
function training({ x, w, ...window }: Case): { graph: Graph; feeds: Map<string, NdArray> } {
  const e = createEmitter('convolution');
  const shapes = { x, w, b: [w[0]] };
  const values = Object.entries(shapes).map(([name, shape]) => e.builder.input(name, { dtype: 'float32', shape }));
  const attributes = Object.fromEntries(
    Object.entries(window).flatMap(([name, axes]) => (Array.isArray(axes) ? [[name, ints(axes)]] : [])),
  );
  const active = e.op('Relu', [e.op('Conv', values, attributes)]);
  const y = e.op('MaxPool', [active], { kernel_shape: ints([2, 2]), strides: ints([2, 2]) });
  const weights = e.builder.input('weights', { dtype: 'float32', shape: y.type.shape });
  const gradients = differentiate(e, e.reduceSum(e.mul(y, weights), undefined, false), values);
  e.builder.output('y', y);
  for (const [index, name] of Object.keys(shapes).entries()) e.builder.output(`d${name}`, gradients[index] ?? y);
  const stream = sampleStream(seed, 'blocked convolution', 'train');
  const feeds = Object.entries({ ...shapes, weights: y.type.shape as readonly number[] }).map(([name, dims]) => {
    const values = new Float32Array(sizeOf(dims));
    fillUniform(stream, values, -1, 1);
    return [name, ndarray('float32', dims, values)] as const;
  });
  return { graph: e.builder.build(), feeds: new Map(feeds) };
}

describe(`blocked convolution in onnxruntime (seed ${seed})`, async () => {
  const capabilities = await onnxruntimeCapabilities();

  it.skipIf(capabilities.nchwcBlock !== 16)('is what these cases lower to', () => {
    for (const example of cases) {
      const domains = lowerGraph(training(example).graph, capabilities).nodes.map((node) => node.domain);
      expect(domains).toContain('com.microsoft.nchwc');
    }
  });

  it.each(cases)('agrees with the reference: $name', async (example) => {
    const { graph, feeds } = training(example);
    const [expected, came] = [evaluateGraph(graph, feeds), await runOnnxruntime(graph, feeds)];
    for (const { name } of graph.outputs) {
      const [right, seen] = [expected.get(name)?.data ?? new Float64Array(), came.get(name)?.data ?? []];
      const scale = right.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
      const worst = right.reduce((largest, value, index) => Math.max(largest, Math.abs(value - seen[index])), 0);
      expect(worst / scale, name).toBeLessThan(2e-5);
    }
  });
});
