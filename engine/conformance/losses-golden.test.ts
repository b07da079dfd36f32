import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { invariant } from '../graph/errors.ts';
import { lossOf, losses } from '../losses/registry.ts';
import type { NdArray } from '../ops/ndarray.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { lossBatches, lossCase } from './loss-case.ts';
import { runOnnxruntime } from './onnxruntime.ts';

/** What PyTorch gave for one example. */
interface GoldenCase {
  readonly example: string;
  readonly batch: number;
  readonly loss: number;
  readonly gradient: readonly number[];
}

interface Golden {
  readonly torch: string;
  readonly cases: readonly GoldenCase[];
}

const folder = new URL('./golden/losses/', import.meta.url);
const cases = readdirSync(folder).flatMap((file) => {
  const id = file.replace('.json', '');
  const golden: Golden = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
  return golden.cases.map((golden) => ({ golden, id, title: `${id}, ${golden.example}, batch ${golden.batch}` }));
});

/** Largest difference over the largest magnitude; what is 0 everywhere is compared absolutely. */
function relativeDistance(expected: readonly number[], actual: NdArray | undefined): number {
  if (actual?.data.length !== expected.length) return Number.POSITIVE_INFINITY;
  const scale = Math.max(1e-3, ...expected.map(Math.abs));
  return expected.reduce((max, x, i) => Math.max(max, Math.abs(x - actual.data[i])), 0) / scale;
}

describe('losses equal PyTorch', () => {
  it.each(cases)('$title', async ({ golden, id }) => {
    const loss = lossOf(id);
    const example = loss.examples.find(({ name }) => name === golden.example);
    invariant(example !== undefined, `${id} has the example “${golden.example}”`);
    const { graph, feeds } = lossCase(loss, example, golden.batch);
    const float64 = evaluateGraph(graph, feeds);
    const float32 = await runOnnxruntime(graph, feeds);
    for (const [name, values] of [['loss', [golden.loss]] as const, ['gradient', golden.gradient] as const]) {
      // The graph's own constants are float32.
      expect(relativeDistance(values, float64.get(name)), `${name} in float64`).toBeLessThan(1e-6);
      expect(relativeDistance(values, float32.get(name)), `${name} in onnxruntime`).toBeLessThan(1e-5);
    }
  });

  it('leaves no example out', () => {
    const expected = losses.flatMap(({ id, examples }) =>
      examples.flatMap(({ name }) => lossBatches.map((batch) => `${id}, ${name}, batch ${batch}`)),
    );
    expect(cases.map(({ title }) => title).sort()).toEqual(expected.sort());
  });
});
