import { intOf, stringOf } from '../graph/attributes.ts';
import type { InferContext } from '../graph/builder.ts';
import { formatShape } from '../graph/shape.ts';
import type { Attributes, TensorType } from '../graph/types.ts';
import type { KernelContext } from './definition.ts';
import { arrayOf, floatInput, knownDim, typeMistake } from './inputs.ts';
import { type NdArray, ndarray } from './ndarray.ts';

/** What ONNX's RNN, GRU and LSTM have in common: X [T, N, F], W [D, G·H, F], R [D, G·H, H], B [D, 2·G·H], lengths [N], states [D, N, H]. */
interface Sizes {
  readonly directions: readonly ('forward' | 'reverse')[];
  readonly hidden: number;
}

function sizesOf(attributes: Attributes): Sizes {
  const direction = stringOf(attributes, 'direction', 'forward');
  const directions =
    direction === 'bidirectional' ? (['forward', 'reverse'] as const) : ([direction === 'reverse' ? 'reverse' : 'forward'] as const);
  return { directions, hidden: intOf(attributes, 'hidden_size') };
}

/** Types of Y [T, D, N, H] and of the last states [D, N, H]. */
export function inferRecurrentLayer(gates: number, context: InferContext): readonly TensorType[] {
  const { directions, hidden } = sizesOf(context.attributes);
  const [x, w, r] = [floatInput(context, 0, 'X', 3), floatInput(context, 1, 'W', 3), floatInput(context, 2, 'R', 3)];
  const count = directions.length;
  const expected: readonly (readonly [string, TensorType | undefined, readonly (number | string)[]])[] = [
    ['W', w, [count, gates * hidden, knownDim(x.shape, 2)]],
    ['R', r, [count, gates * hidden, hidden]],
    ['B', context.inputs[3], [count, 2 * gates * hidden]],
    ['lengths', context.inputs[4], [x.shape[1]]],
    ['the first state', context.inputs[5], [count, x.shape[1], hidden]],
    ['the first cell', context.inputs[6], [count, x.shape[1], hidden]],
    ['peepholes', context.inputs[7], [count, 3 * hidden]],
  ];
  for (const [name, type, shape] of expected)
    if (type !== undefined && formatShape(type.shape) !== formatShape(shape))
      throw typeMistake(`${name} ${formatShape(shape)}`, formatShape(type.shape));
  const [steps, batch] = x.shape;
  const last: TensorType = { dtype: x.dtype, shape: [count, batch, hidden] };
  return [{ dtype: x.dtype, shape: [steps, count, batch, hidden] }, last, last];
}

/** One direction's weights, as rows of each gate. */
export interface CellWeights {
  readonly hidden: number;
  /** x·Wᵀ + its bias for unit j of gate g. */
  input(gate: number, unit: number): number;
  /** v·Rᵀ for unit j of gate g, without the bias. */
  recurrent(gate: number, unit: number, v: Float64Array): number;
  /** The recurrent bias. */
  bias(gate: number, unit: number): number;
  /** Peephole of input, output or forget gate: 0, 1, 2. */
  peephole(gate: number, unit: number): number;
}

/** One step of one sample: changes `h` (and `c`) in place. */
export type Cell = (weights: CellWeights, h: Float64Array, c: Float64Array) => void;

/** Steps a cell through each sample's own length; Y is 0 behind it, and the states stay what they were at its end. */
export function runRecurrentLayer(gates: number, cell: Cell, context: KernelContext): readonly NdArray[] {
  const { inputs, attributes, outputTypes } = context;
  const { directions, hidden } = sizesOf(attributes);
  const [x, w, r, b, lengths, h0, c0, p] = [arrayOf(context, 0), arrayOf(context, 1), arrayOf(context, 2), ...inputs.slice(3, 8)];
  const [steps, batch, features] = x.dims;
  const count = directions.length;
  const y = ndarray(x.dtype, [steps, count, batch, hidden]);
  const states = [h0, c0].map((start) => ndarray(x.dtype, [count, batch, hidden], start?.data));
  for (const [d, direction] of directions.entries()) {
    for (let n = 0; n < batch; n += 1) {
      const length = lengths === undefined ? steps : lengths.data[n];
      const at = (d * batch + n) * hidden;
      const [h, c] = states.map(({ data }) => data.subarray(at, at + hidden));
      for (let i = 0; i < length; i += 1) {
        const t = direction === 'reverse' ? length - 1 - i : i;
        const row = (t * batch + n) * features;
        const of = (gate: number, unit: number): number => d * gates * hidden + gate * hidden + unit;
        const biasAt = (gate: number, unit: number): number => d * 2 * gates * hidden + gate * hidden + unit;
        const weights: CellWeights = {
          hidden,
          input: (gate, unit) => product(x.data, row, w.data, of(gate, unit) * features, features) + (b?.data[biasAt(gate, unit)] ?? 0),
          recurrent: (gate, unit, v) => product(v, 0, r.data, of(gate, unit) * hidden, hidden),
          bias: (gate, unit) => b?.data[biasAt(gates + gate, unit)] ?? 0,
          peephole: (gate, unit) => p?.data[(d * 3 + gate) * hidden + unit] ?? 0,
        };
        cell(weights, h, c);
        y.data.set(h, ((t * count + d) * batch + n) * hidden);
      }
    }
  }
  return [y, ...states].slice(0, outputTypes.length);
}

function product(a: Float64Array, from: number, b: Float64Array, start: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i += 1) sum += a[from + i] * b[start + i];
  return sum;
}

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** The cell's first output is written for all of its units at once, since each reads the whole state before the step. */
export function eachUnit(hidden: number, unit: (j: number) => number): Float64Array<ArrayBuffer> {
  return Float64Array.from({ length: hidden }, (_, j) => unit(j));
}

export const notDifferentiable = { forbidden: 'it is for inference alone; training steps a Recurrence' } as const;

/** Inputs of a sample for `gates` gates: X, W, R, B. */
export function recurrentSample(
  gates: number,
  [steps, batch, features, hidden]: readonly [number, number, number, number],
  directions = 1,
) {
  return [
    { dims: [steps, batch, features] },
    { dims: [directions, gates * hidden, features] },
    { dims: [directions, gates * hidden, hidden] },
    { dims: [directions, 2 * gates * hidden] },
  ] as const;
}

/** A first state for such a sample. */
export const stateSample = ([, batch, , hidden]: readonly [number, number, number, number], directions = 1) => ({
  dims: [directions, batch, hidden],
});
