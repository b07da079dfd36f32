import { describe, expect, it } from 'vitest';
import { differentiate } from '../autodiff/differentiate.ts';
import { invariant } from '../graph/errors.ts';
import type { Graph, Value } from '../graph/types.ts';
import { withDefaults } from '../layers/parameters.ts';
import { SimpleRNN } from '../layers/simple-rnn.ts';
import { type NdArray, ndarray } from '../ops/ndarray.ts';
import { createEmitter } from '../ops/registry.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { runOnnxruntime } from './onnxruntime.ts';

/*
 * The notes' back-propagation through time, eq. 5.1–5.5, for one sample: h_t = W_hx·x_t + W_hh·h_{t−1}, o_t = W_qh·h_t,
 * L = 1/T Σ ℓ(o_t, y_t) with ℓ = ½‖o_t − y_t‖², by matrix powers as the notes have it, beside the program's layer and gradients.
 */

type Matrix = readonly (readonly number[])[];
type Vector = readonly number[];

const [inputWidth, units, outputWidth] = [2, 3, 2];
const inputWeights: Matrix = [
  [0.5, -1],
  [0.25, 0.75],
  [-0.5, 1],
];
const outputWeights: Matrix = [
  [1, -0.5, 0.25],
  [0.5, 0.75, -1],
];
/** W_hh with eigenvalues of different sizes. */
const mixedWeights: Matrix = [
  [0.5, -0.25, 0.125],
  [0.75, 0.25, -0.5],
  [-0.125, 0.5, 0.25],
];
const inputs: Matrix = [
  [1, -0.5],
  [0.25, 2],
  [-1, 0.5],
  [0.75, -0.25],
  [-0.5, 1.5],
  [2, 0.5],
];
const labels: Matrix = [
  [1, 0],
  [-1, 0.5],
  [0.25, 0.75],
  [0, -1],
  [1.5, 0.5],
  [-0.5, 1],
];

const times = (a: Matrix, v: Vector): Vector => a.map((row) => row.reduce((sum, w, i) => sum + w * v[i], 0));
const added = (a: Vector, b: Vector): Vector => a.map((x, i) => x + b[i]);
const transposed = (a: Matrix): Matrix => a[0].map((_, j) => a.map((row) => row[j]));
const power = (a: Matrix, exponent: number, v: Vector): Vector => (exponent === 0 ? v : power(a, exponent - 1, times(a, v)));
const norm = (v: Vector): number => Math.hypot(...v);
/** Σ a_t·b_tᵀ */
const outerSum = (a: Matrix, b: Matrix): Matrix =>
  a[0].map((_, i) => b[0].map((__, j) => a.reduce((sum, v, t) => sum + v[i] * b[t][j], 0)));

function forwardPass(recurrentWeights: Matrix, x: Matrix): { readonly states: Matrix; readonly outputs: Matrix } {
  const states: Vector[] = [];
  for (const step of x)
    states.push(added(times(inputWeights, step), times(recurrentWeights, states.at(-1) ?? new Array<number>(units).fill(0))));
  return { states, outputs: states.map((h) => times(outputWeights, h)) };
}

/** ∂L/∂h_t, ∂L/∂W_qh, ∂L/∂W_hx and ∂L/∂W_hh by 5.1–5.5. */
function byTheNotes(recurrentWeights: Matrix, x: Matrix, y: Matrix) {
  const steps = x.length;
  const { states, outputs } = forwardPass(recurrentWeights, x);
  const toOutputs = outputs.map((o, t) => o.map((value, k) => (value - y[t][k]) / steps)); // 5.4
  const toStates = x.map((_, index) => {
    const t = index + 1;
    const terms = Array.from({ length: steps - t + 1 }, (__, k) => {
      const i = t + k;
      return power(transposed(recurrentWeights), steps - i, times(transposed(outputWeights), toOutputs[steps + t - i - 1]));
    });
    return terms.reduce(added);
  }); // 5.5
  const before = [new Array<number>(units).fill(0), ...states.slice(0, -1)];
  return {
    states: toStates,
    output: outerSum(toOutputs, states), // 5.1
    input: outerSum(toStates, x), // 5.2
    recurrent: outerSum(toStates, before), // 5.3
  };
}

/** The layer with the identity and without bias; its kernels are the notes' matrices transposed. */
function networkGraph(steps: number): Graph {
  const e = createEmitter('notes 5.1–5.5');
  const input = (name: string, ...shape: number[]): Value => e.builder.input(name, { dtype: 'float32', shape });
  const [x, y] = [input('x', 1, steps, inputWidth), input('y', 1, steps, outputWidth)];
  const weights = { kernel: input('input', inputWidth, units), recurrentKernel: input('recurrent', units, units) };
  const output = input('output', units, outputWidth);
  const zeros = input('states', steps, 1, units);
  const parameters = withDefaults(SimpleRNN.parameters, { units, activation: 'identity', bias: false, returns: 'sequence' });
  const [states] = SimpleRNN.lower({
    e,
    parameters,
    inputs: [x],
    weights,
    mode: 'train',
    random: () => zeros,
    updateState: () => undefined,
    probe: () => zeros,
  });
  const error = e.square(e.sub(e.matmul(states, output), y));
  const loss = e.div(e.reduceSum(error, undefined, false), e.scalar(2 * steps));
  const wanted = [weights.kernel, weights.recurrentKernel, output, zeros];
  for (const [i, gradient] of differentiate(e, loss, wanted).entries()) {
    invariant(gradient !== undefined, 'the loss depends on all of them');
    e.builder.output(`∂${wanted[i].name}`, gradient);
  }
  return e.builder.build();
}

const array = (dims: readonly number[], rows: Matrix): NdArray => ndarray('float32', dims, Float64Array.from(rows.flat()));

function feedsOf(recurrentWeights: Matrix, x: Matrix, y: Matrix): ReadonlyMap<string, NdArray> {
  const steps = x.length;
  return new Map([
    ['x', array([1, steps, inputWidth], x)],
    ['y', array([1, steps, outputWidth], y)],
    ['input', array([inputWidth, units], transposed(inputWeights))],
    ['recurrent', array([units, units], transposed(recurrentWeights))],
    ['output', array([units, outputWidth], transposed(outputWeights))],
    ['states', array([steps, 1, units], new Array<Vector>(steps).fill(new Array<number>(units).fill(0)))],
  ]);
}

const executors = [
  ['the float64 executor', 12, (graph: Graph, feeds: ReadonlyMap<string, NdArray>) => Promise.resolve(evaluateGraph(graph, feeds))],
  ['onnxruntime', 4, (graph: Graph, feeds: ReadonlyMap<string, NdArray>) => runOnnxruntime(graph, feeds)],
] as const;

describe.each(executors)('the notes’ back-propagation through time in %s', (_, digits, run) => {
  it.each(['output', 'input', 'recurrent', 'states'] as const)('gives the derivatives of the %s that 5.1–5.5 give', async (name) => {
    const results = await run(networkGraph(inputs.length), feedsOf(mixedWeights, inputs, labels));
    const computed = results.get(`∂${name}`)?.data ?? [];
    const found = byTheNotes(mixedWeights, inputs, labels)[name];
    const expected = (name === 'states' ? found : transposed(found)).flat();
    expect(computed.length).toBe(expected.length);
    for (const [index, value] of expected.entries()) expect(computed[index]).toBeCloseTo(value, digits);
  });

  // 5.5 with a loss at the last step alone: ∂L/∂h_t = (W_hhᵀ)^(T−t)·∂L/∂h_T, and W_hh turns and scales.
  it.each([
    ['vanish below', 0.5],
    ['stay at', 1],
    ['explode above', 1.5],
  ] as const)('lets gradients of early states %s eigenvalues of size 1 (%d)', async (__, size) => {
    const steps = 20;
    const [c, s] = [0.6 * size, 0.8 * size];
    const recurrentWeights: Matrix = [
      [c, -s, 0],
      [s, c, 0],
      [0, 0, size],
    ];
    const x = Array.from({ length: steps }, (___, t) => inputs[t % inputs.length]);
    const { outputs } = forwardPass(recurrentWeights, x);
    const y = outputs.map((o, t) => (t === steps - 1 ? added(o, [1, -2]) : o));
    const gradient = byTheNotes(recurrentWeights, x, y).states;
    for (const [t, g] of gradient.entries()) expect(norm(g) / norm(gradient[steps - 1])).toBeCloseTo(size ** (steps - 1 - t), 6);
    if (digits < 12) return;
    const results = await run(networkGraph(steps), feedsOf(recurrentWeights, x, y));
    const computed = results.get('∂states')?.data ?? new Float64Array();
    for (let t = 0; t < steps; t += 1) {
      const length = norm([...computed.subarray(t * units, (t + 1) * units)]);
      expect(length / (size ** (steps - 1 - t) * norm(gradient[steps - 1]))).toBeCloseTo(1, 6);
    }
  });
});
