import type { Attributes, Value } from '../graph/types.ts';
import type { Initializer } from '../initializers/initializer.ts';
import type { Emitter } from '../ops/emitter.ts';

/** The weights of one direction of one layer, by the names that `RecurrentCell` and its kernels have. */
export type CellWeights = Readonly<Record<string, Value>>;

/** What tells one kind of recurrent layer from another. Gates lie behind each other in kernels and biases, in ONNX's order. */
export interface RecurrentCell {
  readonly opType: 'RNN' | 'GRU' | 'LSTM';
  readonly gates: number;
  /** What a step hands on: the hidden state, and an LSTM's cell. */
  readonly states: 1 | 2;
  /** First values of each gate's biases; no biases where absent. */
  readonly bias?: readonly number[];
  /** Vectors that it owns beside the kernels and the bias: peepholes, the recurrent bias. */
  readonly vectors: readonly { readonly name: string; readonly length: number; readonly initializer: Initializer }[];
  /** Operations of a step for each unit, beside the products. */
  readonly flops: number;
  /** What every step reads, from the weights. */
  shared(e: Emitter, weights: CellWeights): readonly Value[];
  /** The next states [N, H] from x·W + b [N, gates · H] and the states before. */
  step(
    e: Emitter,
    given: { readonly product: Value; readonly states: readonly Value[]; readonly shared: readonly Value[] },
  ): readonly Value[];
  /** Attributes of the ONNX operator, beside size and direction. */
  attributes(directions: number): Attributes;
  /** The second half of the ONNX operator's biases [gates · H]; zeros where absent. */
  recurrentBias?(e: Emitter, weights: CellWeights): Value | undefined;
  /** The ONNX operator's peepholes [3 · H]. */
  peepholes?(weights: CellWeights): Value | undefined;
}

/** One layer of a stack. */
export interface StackedLayer {
  /** Its input [T, N, F]. */
  readonly x: Value;
  /** Weights by direction. */
  readonly weights: readonly CellWeights[];
  /** From the end, by direction. */
  readonly reversed: readonly boolean[];
  /** First states [N, D · H] of h, and of c; zeros where absent. */
  readonly first: readonly (Value | undefined)[];
  /** What people call a direction of it, where there are several of them in the stack. */
  readonly names: readonly string[];
}

/** What a layer gives: its states [T, N, D · H], and the last ones [N, D · H] of h, and of c. */
export interface LayerStates {
  readonly sequence: Value;
  readonly last: readonly Value[];
}
