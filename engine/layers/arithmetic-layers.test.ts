import { describe, expect, it } from 'vitest';
import { layerCase } from '../conformance/layer-case.ts';
import { runOnnxruntime } from '../conformance/onnxruntime.ts';
import { ndarray } from '../ops/ndarray.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { Power } from './arithmetic-layers.ts';

/** y and ∂(Σ y)/∂x of Power, by both executors. */
async function raised(exponent: number, negative: string, values: readonly number[]) {
  const example = { name: 'this', parameters: { exponent, negative }, inputs: [{ shape: [values.length] }] };
  const { graph, feeds } = layerCase(Power, example, 'train', 1);
  const dims = [1, values.length];
  const ones = values.map(() => 1);
  const moved = new Map(feeds).set('x0', ndarray('float32', dims, values)).set('weighting0', ndarray('float32', dims, ones));
  return [evaluateGraph(graph, moved), await runOnnxruntime(graph, moved)].map((results) => ({
    y: Array.from(results.get('out:0')?.data ?? [], (x) => x + 0),
    gradient: Array.from(results.get('gradient:x0')?.data ?? [], (x) => x + 0),
  }));
}

describe('Power', () => {
  it.each([
    ['signed', [-2, 0, 4], [0.25, 0, 0.125]],
    ['zero', [0, 0, 4], [0, 0, 0.125]],
  ])('has the gradient 0 where the input of a root is 0: %s', async (negative, roots, slopes) => {
    for (const { y, gradient } of await raised(0.5, negative, [-4, 0, 16])) expect([y, gradient]).toEqual([roots, slopes]);
  });

  it.each([1.5, 2, 3, 7])('has the gradient 0 at 0 for the exponent %s', async (exponent) => {
    for (const { y, gradient } of await raised(exponent, 'signed', [0])) expect([y, gradient]).toEqual([[0], [0]]);
  });
});
