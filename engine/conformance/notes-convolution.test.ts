import { describe, expect, it } from 'vitest';
import { differentiate } from '../autodiff/differentiate.ts';
import { invariant } from '../graph/errors.ts';
import type { Graph } from '../graph/types.ts';
import { type NdArray, ndarray } from '../ops/ndarray.ts';
import { createEmitter } from '../ops/registry.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { runOnnxruntime } from './onnxruntime.ts';

/*
 * The notes' worked example of a convolution, eq. 3.3–3.10: a 3×3 input, a 2×2 kernel, one channel. Left are the notes'
 * formulas, written out; right is what the program computes. All numbers are small integers, so that both are exact.
 */

type Matrix = readonly (readonly number[])[];

const X: Matrix = [
  [1, 4, -2],
  [3, -5, 7],
  [-6, 8, 9],
];
const K: Matrix = [
  [2, -3],
  [5, 11],
];
/** δ = ∇Y, "a known quantity that comes from the layer behind". */
const delta: Matrix = [
  [1, -2],
  [3, 4],
];

// The notes count from 1: x11 is X[0][0].
const [[x11, x12, x13], [x21, x22, x23], [x31, x32, x33]] = X;
const [[k11, k12], [k21, k22]] = K;
const [[d11, d12], [d21, d22]] = delta;

/** XC of 3.4: one row for each place of the kernel, the four numbers that it covers there. */
const XC: Matrix = [
  [x11, x12, x21, x22],
  [x12, x13, x22, x23],
  [x21, x22, x31, x32],
  [x22, x23, x32, x33],
];
const KC = [[k11], [k12], [k21], [k22]];
/** 3.5: ∇YC = (δ11, δ12, δ21, δ22)ᵀ. */
const dYC = [[d11], [d12], [d21], [d22]];

const product = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => b[0].map((_, j) => row.reduce((sum, value, i) => sum + value * b[i][j], 0)));
const transposed = (a: Matrix): Matrix => a[0].map((_, j) => a.map((row) => row[j]));
const reshaped = (column: Matrix, width: number): Matrix => {
  const flat = column.flat();
  return Array.from({ length: flat.length / width }, (_, row) => flat.slice(row * width, (row + 1) * width));
};

/** Y = X * K, and the gradients of L = Σ δ ⊙ Y, for which ∂L/∂Y = δ. */
function convolutionGraph(): Graph {
  const e = createEmitter('notes 3.3–3.10');
  const [x, k, dy] = [
    ['X', 3],
    ['K', 2],
    ['δ', 2],
  ].map(([name, size]) => e.builder.input(String(name), { dtype: 'float32', shape: [1, 1, Number(size), Number(size)] }));
  const y = e.op('Conv', [x, k]);
  const loss = e.reduceSum(e.mul(dy, y), undefined, false);
  const [dk, dx] = differentiate(e, loss, [k, x]);
  invariant(dk !== undefined && dx !== undefined, 'the loss depends on kernel and input');
  e.builder.output('Y', y);
  e.builder.output('∇K', dk);
  e.builder.output('∇X', dx);
  return e.builder.build();
}

const image = (matrix: Matrix): NdArray => ndarray('float32', [1, 1, matrix.length, matrix[0].length], Float64Array.from(matrix.flat()));
const feeds = new Map([
  ['X', image(X)],
  ['K', image(K)],
  ['δ', image(delta)],
]);

const executors = [
  ['the float64 executor', () => Promise.resolve(evaluateGraph(convolutionGraph(), feeds))],
  ['onnxruntime', () => runOnnxruntime(convolutionGraph(), feeds)],
] as const;

describe.each(executors)('the notes’ convolution in %s', (_, run) => {
  const computed = async (name: string): Promise<Matrix> => {
    const array = (await run()).get(name);
    invariant(array !== undefined, `${name} is an output`);
    return reshaped([Array.from(array.data)], array.dims[3]);
  };

  it('3.3: X * K = Y slides the kernel without turning it', async () => {
    const Y: Matrix = [
      [x11 * k11 + x12 * k12 + x21 * k21 + x22 * k22, x12 * k11 + x13 * k12 + x22 * k21 + x23 * k22],
      [x21 * k11 + x22 * k12 + x31 * k21 + x32 * k22, x22 * k11 + x23 * k12 + x32 * k21 + x33 * k22],
    ];
    expect(Y).toEqual([
      [-50, 66],
      [79, 108],
    ]);
    expect(await computed('Y')).toEqual(Y);
  });

  it('3.4: the convolution is a product of matrices, YC = XC · KC', async () => {
    expect(await computed('Y')).toEqual(reshaped(product(XC, KC), 2));
  });

  it('3.6: ∇KC = XCᵀ · ∇YC, reshaped to ∇K', async () => {
    expect(await computed('∇K')).toEqual(reshaped(product(transposed(XC), dYC), 2));
  });

  it('3.7: ∇XC = ∇YC · KCᵀ; each number goes back to the place in X from which XC took it', async () => {
    const dXC = product(dYC, transposed(KC));
    // Which number of X, row by row, stands where in XC of 3.4. What stands there several times adds up.
    const origin = [
      [0, 1, 3, 4],
      [1, 2, 4, 5],
      [3, 4, 6, 7],
      [4, 5, 7, 8],
    ];
    const dX = new Array<number>(9).fill(0);
    dXC.forEach((row, place) => row.forEach((value, cell) => (dX[origin[place][cell]] += value)));
    expect(await computed('∇X')).toEqual(reshaped([dX], 3));
  });

  it('3.9: ∇X number by number', async () => {
    // The notes print a capital K12 in every row: it is the kernel's k12.
    const dX = [
      [k11 * d11],
      [k12 * d11 + k11 * d12],
      [k12 * d12],
      [k21 * d11 + k11 * d21],
      [k22 * d11 + k21 * d12 + k12 * d21 + k11 * d22],
      [k22 * d12 + k12 * d22],
      // Row 7, ∇x31. The notes print k12·δ21. By 3.8 x31 enters y21 alone, and there with k21.
      [k21 * d21],
      [k22 * d21 + k21 * d22],
      [k22 * d22],
    ];
    expect(await computed('∇X')).toEqual(reshaped(dX, 3));
    expect(k12 * d21).not.toBe(k21 * d21);
  });

  it('3.9: the same as a product of matrices, ∇X′ = ∇Y′ · ∇K′', async () => {
    // ∇Y′ as printed; its row 7 has δ21 in the second column.
    const dY: Matrix = [
      [0, 0, 0, d11],
      [0, 0, d11, d12],
      [0, 0, d12, 0],
      [0, d11, 0, d21],
      [d11, d12, d21, d22],
      [d12, 0, d22, 0],
      [0, d21, 0, 0],
      [d21, d22, 0, 0],
      [d22, 0, 0, 0],
    ];
    // The columns of ∇Y′ belong to k22, k21, k12, k11, in the order of the sums above. The notes print (k11, k12, k21, k22)ᵀ,
    // which would give ∇x11 = k22·δ11, though by 3.8 x11 meets k11 alone.
    const dK = [[k22], [k21], [k12], [k11]];
    const printed = [[k11], [k12], [k21], [k22]];
    expect(await computed('∇X')).toEqual(reshaped(product(dY, dK), 3));
    expect(product(dY, printed)[0]).toEqual([k22 * d11]);
    expect((await computed('∇X'))[0][0]).toBe(k11 * d11);
  });

  it('3.10: ∇X is δ, surrounded by zeros, convolved with the kernel turned by 180°', async () => {
    const padded: Matrix = [
      [0, 0, 0, 0],
      [0, d11, d12, 0],
      [0, d21, d22, 0],
      [0, 0, 0, 0],
    ];
    const turned: Matrix = [
      [k22, k21],
      [k12, k11],
    ];
    const e = createEmitter('notes 3.10');
    const [surrounded, kernel] = [
      ['δ', 4],
      ['K', 2],
    ].map(([name, size]) => e.builder.input(String(name), { dtype: 'float32', shape: [1, 1, Number(size), Number(size)] }));
    e.builder.output('∇X', e.op('Conv', [surrounded, kernel]));
    const dX = evaluateGraph(
      e.builder.build(),
      new Map([
        ['δ', image(padded)],
        ['K', image(turned)],
      ]),
    ).get('∇X');
    expect(await computed('∇X')).toEqual(reshaped([Array.from(dX?.data ?? [])], 3));
  });
});
