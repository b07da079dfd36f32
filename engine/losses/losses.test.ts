import { describe, expect, it } from 'vitest';
import { differentiate } from '../autodiff/differentiate.ts';
import type { DType } from '../graph/types.ts';
import { withDefaults } from '../layers/parameters.ts';
import { ndarray } from '../ops/ndarray.ts';
import { createEmitter } from '../ops/registry.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { meanLoss } from './definition.ts';
import { lossOf } from './registry.ts';

/** Loss and ∂L/∂prediction of a batch. */
function run(
  id: string,
  dims: readonly number[],
  prediction: readonly number[],
  target: readonly number[],
  targetDims: readonly number[],
  dtype: DType,
  parameters: Readonly<Record<string, boolean | number | string | readonly number[]>> = {},
): { loss: number; gradient: number[] } {
  const e = createEmitter(id);
  const y = e.builder.input('y', { dtype: 'float32', shape: dims });
  const t = e.builder.input('t', { dtype, shape: targetDims });
  const { mean: loss } = meanLoss(e, lossOf(id), y, t, withDefaults(lossOf(id).parameters, parameters));
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
  return {
    loss: (results.get('loss')?.data[0] ?? Number.NaN) + 0,
    gradient: Array.from(results.get('gradient')?.data ?? [], (g) => g + 0),
  };
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

  it('mean squared error of classes compares with 1 for the true one and 0 for the others', () => {
    const { loss, gradient } = run('meanSquaredError', [2, 2], [1, 2, 3, 4], [0, 1], [2], 'int64');
    expect(loss).toBeCloseTo((0 + 4 + 9 + 9) / 4, 12);
    expect(gradient).toEqual([0, 1, 1.5, 1.5]);
  });

  it('cross-entropy is 0 without a gradient where every class is left out, and does not see what is', () => {
    const parameters = { ignore: true, ignoreIndex: -1 };
    const none = run('crossEntropy', [2, 3], [1, 2, 3, 4, 5, 6], [-1, -1], [2], 'int64', parameters);
    expect(none).toEqual({ loss: 0, gradient: [0, 0, 0, 0, 0, 0] });
    const half = run('crossEntropy', [2, 3], [1, 2, 3, 900, -900, 6], [0, -1], [2], 'int64', parameters);
    const alone = run('crossEntropy', [1, 3], [1, 2, 3], [0], [1], 'int64');
    expect(half.loss).toBeCloseTo(alone.loss, 12);
    expect(half.gradient).toEqual([...alone.gradient, 0, 0, 0]);
  });

  it('cross-entropy is 0 where the weights of all classes that occur are', () => {
    const { loss, gradient } = run('crossEntropy', [2, 2], [1, 2, 3, 4], [0, 0], [2], 'int64', { classWeights: [0, 1] });
    expect(loss).toBeCloseTo(0, 12);
    expect(gradient.every((g) => Math.abs(g) < 1e-12)).toBe(true);
  });

  it('compares [N, 1] with [N], not each with each', () => {
    const { loss, gradient } = run('meanSquaredError', [2, 1], [1, 5], [0, 7], [2], 'float32');
    expect(loss).toBeCloseTo((1 + 4) / 2, 12);
    expect(gradient).toEqual([1, -2]);
  });

  it('binary cross-entropy grows like the score where it is wrong, and vanishes where it is right', () => {
    const { loss, gradient } = run('binaryCrossEntropy', [2, 1], [1000, 1000], [0, 1], [2], 'int64');
    expect(loss).toBe(500);
    expect(gradient).toEqual([0.5, 0]);
  });

  it('focal loss without focus and weights is cross-entropy', () => {
    const args = [[2, 3], [1, 2, -1, 0.5, 0.5, 3], [1, 0], [2], 'int64'] as const;
    const [focused, plain] = [run('focal', ...args, { gamma: 0 }), run('crossEntropy', ...args)];
    expect(focused.loss).toBeCloseTo(plain.loss, 12);
    for (const [i, g] of focused.gradient.entries()) expect(g).toBeCloseTo(plain.gradient[i], 12);
  });

  it('log-cosh has the gradient tanh, 0 at the target, and no overflow', () => {
    const { loss, gradient } = run('logCosh', [1, 3], [0, 0.5, 1000], [0, 0, 0], [1, 3], 'float32');
    expect(loss).toBeCloseTo((Math.log(Math.cosh(0.5)) + 1000 - Math.LN2) / 3, 6);
    for (const [i, expected] of [0, Math.tanh(0.5), 1].entries()) expect(gradient[i]).toBeCloseTo(expected / 3, 12);
  });

  it('cosine distance of a zero vector is 1, with a gradient towards the target', () => {
    const zero = run('cosine', [1, 2], [0, 0], [3, 4], [1, 2], 'float32');
    expect(zero.loss).toBe(1);
    for (const [i, expected] of [-0.6, -0.8].entries()) expect(zero.gradient[i]).toBeCloseTo(expected, 12);
    expect(run('cosine', [1, 2], [3, 4], [0, 0], [1, 2], 'float32')).toEqual({ loss: 1, gradient: [0, 0] });
    expect(run('cosine', [1, 2], [-3, -4], [3, 4], [1, 2], 'float32').loss).toBeCloseTo(2, 12);
  });

  it('Kullback–Leibler divergence is 0 for the target itself, shares of 0 included', () => {
    const { loss, gradient } = run('klDivergence', [1, 3], [Math.log(0.25), Math.log(0.75), -1000], [0.25, 0.75, 0], [1, 3], 'float32');
    expect(loss).toBeCloseTo(0, 12);
    for (const g of gradient) expect(g).toBeCloseTo(0, 12);
  });

  it.each(['hard', 'all'])('triplet loss, batch %s: points on one another have a loss and no gradient that is no number', (mining) => {
    const { loss, gradient } = run('triplet', [4, 2], [1, 1, 1, 1, 1, 1, 1, 1], [0, 0, 1, 1], [4], 'int64', { mining, margin: 0.5 });
    expect(loss).toBeCloseTo(0.5, 12);
    expect(gradient).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it.each(['hard', 'all'])('triplet loss, batch %s: a batch without triplets gives 0', (mining) => {
    for (const classes of [
      [0, 0, 0],
      [0, 1, 2],
    ]) {
      const { loss, gradient } = run('triplet', [3, 1], [1, 2, 4], classes, [3], 'int64', { mining });
      expect(loss).toBe(0);
      expect(gradient.map(Math.abs)).toEqual([0, 0, 0]);
    }
  });

  it('triplet loss, batch hard: takes the farthest like and the nearest unlike', () => {
    // Anchors 0, 1, 2 of one class lie at 0, 1, 3; 4 of the other at 5 has no like one.
    const { loss } = run('triplet', [4, 1], [0, 1, 3, 5], [0, 0, 0, 1], [4], 'int64', { margin: 1 });
    expect(loss).toBeCloseTo((Math.max(0, 3 - 5 + 1) + Math.max(0, 2 - 4 + 1) + Math.max(0, 3 - 2 + 1)) / 3, 12);
  });

  it('Dice loss of a perfect prediction is 0, also for classes that do not occur', () => {
    const perfect = [1000, 0, 0, 1000, 0, 0].map((x) => x - 500); // rows [K = 3]: the first class twice
    expect(run('dice', [2, 3], perfect, [0, 0], [2], 'int64').loss).toBeCloseTo(0, 12);
    expect(run('binaryDice', [2, 1], [-1000, -1000], [0, 0], [2], 'int64').loss).toBe(0);
  });
});
