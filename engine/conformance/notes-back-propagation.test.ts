import { describe, expect, it } from 'vitest';
import { differentiate } from '../autodiff/differentiate.ts';
import { invariant } from '../graph/errors.ts';
import type { Graph } from '../graph/types.ts';
import { type NdArray, ndarray } from '../ops/ndarray.ts';
import { createEmitter } from '../ops/registry.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { runOnnxruntime } from './onnxruntime.ts';

/*
 * The notes' back-propagation, eq. 2.11–2.20, for 3 inputs, 2 hidden units with h = tanh and 2 linear outputs, by loops over
 * patterns and units as the notes have it, beside the program's gradient of the whole batch.
 */

const inputs = [
  [0.5, -1, 2],
  [1.5, 0.25, -0.75],
  [-2, 1, 0.5],
];
const targets = [
  [1, 0],
  [-0.5, 2],
  [0.25, -1],
];
/** w_ji of the hidden units: row j, column i. */
const hiddenWeights = [
  [0.5, -0.25, 0.75],
  [-1, 0.5, 0.125],
];
/** w_kj of the outputs. */
const outputWeights = [
  [1.5, -0.5],
  [0.25, 2],
];

const tanhSlope = (a: number): number => 1 - Math.tanh(a) ** 2;
const weighted = (weights: readonly number[], values: readonly number[]): number =>
  weights.reduce((sum, w, index) => sum + w * values[index], 0);

/** ∂E/∂w of hidden and output weights by 2.15–2.20. */
function byTheNotes(): { readonly hidden: readonly number[][]; readonly output: readonly number[][] } {
  const hidden = hiddenWeights.map((row) => row.map(() => 0));
  const output = outputWeights.map((row) => row.map(() => 0));
  for (const [n, x] of inputs.entries()) {
    const a = hiddenWeights.map((row) => weighted(row, x)); // 2.15
    const z = a.map(Math.tanh); // 2.16
    const y = outputWeights.map((row) => weighted(row, z));
    const deltaK = y.map((value, k) => value - targets[n][k]); // 2.17
    const deltaJ = a.map(
      (value, j) =>
        tanhSlope(value) *
        weighted(
          outputWeights.map((row) => row[j]),
          deltaK,
        ),
    ); // 2.18
    // 2.19 for one pattern, added up over all of them by 2.20.
    for (const [k, row] of output.entries()) for (const j of row.keys()) row[j] += deltaK[k] * z[j];
    for (const [j, row] of hidden.entries()) for (const i of row.keys()) row[i] += deltaJ[j] * x[i];
  }
  return { hidden, output };
}

/** E = Σ_n ½ Σ_k (y_nk − t_nk)² (2.11, 2.13) and its gradients. */
function networkGraph(): Graph {
  const e = createEmitter('notes 2.11–2.20');
  const [x, t, w1, w2] = [
    ['x', 3, 3],
    ['t', 3, 2],
    ['hidden', 2, 3],
    ['output', 2, 2],
  ].map(([name, rows, columns]) => e.builder.input(String(name), { dtype: 'float32', shape: [Number(rows), Number(columns)] }));
  const z = e.op('Tanh', [e.gemm(x, w1, undefined, { transB: true })]);
  const y = e.gemm(z, w2, undefined, { transB: true });
  const error = e.mulScalar(e.reduceSum(e.square(e.sub(y, t)), undefined, false), 0.5);
  const [toHidden, toOutput] = differentiate(e, error, [w1, w2]);
  invariant(toHidden !== undefined && toOutput !== undefined, 'the error depends on all weights');
  e.builder.output('∂hidden', toHidden);
  e.builder.output('∂output', toOutput);
  return e.builder.build();
}

const matrix = (rows: readonly (readonly number[])[]): NdArray =>
  ndarray('float32', [rows.length, rows[0].length], Float64Array.from(rows.flat()));
const feeds = new Map([
  ['x', matrix(inputs)],
  ['t', matrix(targets)],
  ['hidden', matrix(hiddenWeights)],
  ['output', matrix(outputWeights)],
]);

describe.each([
  ['the float64 executor', 12, () => Promise.resolve(evaluateGraph(networkGraph(), feeds))],
  ['onnxruntime', 5, () => runOnnxruntime(networkGraph(), feeds)],
] as const)('the notes’ back-propagation in %s', (_, digits, run) => {
  it.each(['hidden', 'output'] as const)('gives the derivatives of the %s weights that 2.17–2.20 give', async (layer) => {
    const computed = (await run()).get(`∂${layer}`)?.data ?? [];
    const expected = byTheNotes()[layer].flat();
    expect(computed.length).toBe(expected.length);
    for (const [index, value] of expected.entries()) expect(computed[index]).toBeCloseTo(value, digits);
  });
});
