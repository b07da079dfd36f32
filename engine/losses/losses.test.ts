import { describe, expect, it } from 'vitest';
import { differentiate } from '../autodiff/differentiate.ts';
import type { DType } from '../graph/types.ts';
import { defaultsOf } from '../layers/parameters.ts';
import { ndarray } from '../ops/ndarray.ts';
import { createEmitter } from '../ops/registry.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { lossOf } from './registry.ts';

/** Loss and ∂L/∂prediction of a batch. */
function run(
  id: string,
  dims: readonly number[],
  prediction: readonly number[],
  target: readonly number[],
  targetDims: readonly number[],
  dtype: DType,
): { loss: number; gradient: number[] } {
  const e = createEmitter(id);
  const y = e.builder.input('y', { dtype: 'float32', shape: dims });
  const t = e.builder.input('t', { dtype, shape: targetDims });
  const loss = lossOf(id).lower(e, y, t, defaultsOf(lossOf(id).parameters));
  const [gradient] = differentiate(e, loss, [y]);
  e.builder.output('loss', loss);
  if (gradient !== undefined) e.builder.output('gradient', gradient);
  const results = evaluateGraph(
    e.builder.build(),
    new Map([
      ['y', ndarray('float32', dims, prediction)],
      ['t', ndarray(dtype, targetDims, target)],
    ]),
  );
  return { loss: results.get('loss')?.data[0] ?? Number.NaN, gradient: [...(results.get('gradient')?.data ?? [])] };
}

describe('losses', () => {
  it('cross-entropy is the mean of −ln softmax, and its gradient (softmax − one-hot) / N', () => {
    const logits = [
      [1, 2, -1],
      [0.5, 0.5, 3],
    ];
    const targets = [1, 0];
    const softmax = logits.map((row) => row.map((x) => Math.exp(x) / row.reduce((sum, other) => sum + Math.exp(other), 0)));
    const { loss, gradient } = run('crossEntropy', [2, 3], logits.flat(), targets, [2], 'int64');
    expect(loss).toBeCloseTo(-(Math.log(softmax[0][1]) + Math.log(softmax[1][0])) / 2, 12);
    const expected = softmax.flatMap((row, n) => row.map((p, k) => (p - (targets[n] === k ? 1 : 0)) / 2));
    for (const [i, g] of gradient.entries()) expect(g).toBeCloseTo(expected[i], 12);
  });

  it('cross-entropy stays finite for scores of ±1000', () => {
    const { loss, gradient } = run('crossEntropy', [1, 2], [1000, -1000], [1], [1], 'int64');
    expect(loss).toBe(2000);
    expect(gradient).toEqual([1, -1]);
  });

  it('mean squared error averages over batch and outputs, and its gradient is 2 (y − t) / NF', () => {
    const { loss, gradient } = run('meanSquaredError', [2, 2], [1, 2, 3, 4], [0, 2, 5, 4], [2, 2], 'float32');
    expect(loss).toBeCloseTo((1 + 0 + 4 + 0) / 4, 12);
    expect(gradient).toEqual([0.5, 0, -1, 0]);
  });
});
