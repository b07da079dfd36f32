import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { invariant } from '../graph/errors.ts';
import { sizeOf } from '../graph/shape.ts';
import { layerOf, layers } from '../layers/registry.ts';
import type { NdArray } from '../ops/ndarray.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { dimsOf, type LayerCase, layerCase } from './layer-case.ts';
import { runOnnxruntime } from './onnxruntime.ts';

/** What PyTorch gave for one example, several outputs behind each other; without `train` where PyTorch has no training mode for it. */
interface GoldenCase {
  readonly example: string;
  readonly batch: number;
  readonly inference: readonly number[];
  readonly train?: readonly number[];
  readonly gradients?: Readonly<Record<string, readonly number[]>>;
  readonly running?: Readonly<Record<string, readonly number[]>>;
}

interface Golden {
  readonly torch: string;
  readonly cases: readonly GoldenCase[];
}

const folder = new URL('./golden/layers/', import.meta.url);
const cases = readdirSync(folder).flatMap((file) => {
  const golden: Golden = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
  return golden.cases.map((golden) => ({ golden, type: file.replace('.json', '') }));
});
const titled = cases.map(({ golden, type }) => ({ golden, type, title: `${type}, ${golden.example}, batch ${golden.batch}` }));

/** Expected outputs of the case's graph by name. */
function expectedOutputs(
  golden: GoldenCase,
  { inference, sizes }: LayerCase,
  mode: 'train' | 'inference',
): ReadonlyMap<string, readonly number[]> {
  const numbers = [...((mode === 'inference' ? golden.inference : golden.train) ?? [])];
  const outputs = inference.outputs.map(({ shape }, index, { length }) => {
    const size = sizeOf(dimsOf(shape, sizes));
    // The last one takes all that is left, so that a number too many is seen.
    return [`out:${index}`, numbers.splice(0, index === length - 1 ? numbers.length : size)] as const;
  });
  if (mode === 'inference') return new Map(outputs);
  return new Map([
    ...outputs,
    ...Object.entries(golden.gradients ?? {}).map(([name, values]) => [`gradient:${name}`, values] as const),
    ...Object.entries(golden.running ?? {}).map(([name, values]) => [`next:${name}`, values] as const),
  ]);
}

/** Largest difference over the largest magnitude; a gradient that is 0 everywhere is compared absolutely. */
function relativeDistance(expected: readonly number[], actual: NdArray | undefined): number {
  if (actual?.data.length !== expected.length) return Number.POSITIVE_INFINITY;
  const scale = Math.max(1e-3, ...expected.map(Math.abs));
  return expected.reduce((max, x, i) => Math.max(max, Math.abs(x - actual.data[i])), 0) / scale;
}

describe('layers equal PyTorch', () => {
  it.each(titled)('$title', async ({ golden, type }) => {
    const layer = layerOf(type);
    const example = layer?.examples.find(({ name }) => name === golden.example);
    invariant(layer !== undefined && example !== undefined, `${type} has the example “${golden.example}”`);
    const modes = golden.train === undefined ? (['inference'] as const) : (['inference', 'train'] as const);
    for (const mode of modes) {
      const drawn = layerCase(layer, example, mode, golden.batch);
      const float64 = evaluateGraph(drawn.graph, drawn.feeds);
      const float32 = await runOnnxruntime(drawn.graph, drawn.feeds);
      for (const [name, values] of expectedOutputs(golden, drawn, mode)) {
        // The graph's own constants are float32.
        expect(relativeDistance(values, float64.get(name)), `${name} in float64`).toBeLessThan(5e-7);
        expect(relativeDistance(values, float32.get(name)), `${name} in onnxruntime`).toBeLessThan(1e-5);
      }
    }
  });

  it('leaves no example out', () => {
    const expected = layers.flatMap(({ type, examples }) =>
      examples.flatMap(({ name }) => [1, 3].map((batch) => `${type}, ${name}, batch ${batch}`)),
    );
    expect(titled.map(({ title }) => title).sort()).toEqual(expected.sort());
  });
});
