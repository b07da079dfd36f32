import type { InferContext } from '../graph/builder.ts';
import type { Attributes, Domain, DType, Graph, TensorType, Value } from '../graph/types.ts';
import type { Emitter } from './emitter.ts';
import type { NdArray } from './ndarray.ts';

/** What a gradient rule or a lowering may use: it emits operators and never sees numbers. */
export interface EmitContext {
  readonly e: Emitter;
  /** `undefined` marks an omitted optional input. */
  readonly inputs: readonly (Value | undefined)[];
  readonly outputs: readonly Value[];
  readonly attributes: Attributes;
  /** Numbers of a constant input (axes, shapes), else `undefined`. */
  constant(index: number): readonly number[] | undefined;
}

export interface GradientContext extends EmitContext {
  /** ∂L/∂output for each output; `undefined` where none flows. At least one is given. */
  readonly gradients: readonly (Value | undefined)[];
  /** Whether ∂L/∂input i is wanted: a rule may skip the others. */
  wants(index: number): boolean;
  /** The rule of another operator. */
  ruleOf(opType: string, domain: Domain): GradientRule | undefined;
  /** Differentiates what another emitter holds, as `pullBack` of the differentiation does. */
  pullBack: PullBack;
}

/** A value and ∂L/∂value. */
export interface Seed {
  readonly value: Value;
  readonly gradient: Value;
}

/** Appends the operators of ∂L/∂w for each `w`, given the gradients of other values; `undefined` where none arrives. */
export type PullBack = (e: Emitter, seeds: readonly Seed[], wrt: readonly Value[]) => (Value | undefined)[];

/** What the executor that a graph is lowered for offers beyond ONNX's standard operators. */
export interface Capabilities {
  /** Operators of the `com.microsoft` domain. */
  readonly microsoft: boolean;
  /** Channels per block of the `com.microsoft.nchwc` operators; absent where there are none. */
  readonly nchwcBlock?: number;
}

export interface LoweringContext extends EmitContext {
  readonly capabilities: Capabilities;
  /** Whether a value is at hand in blocked channels, so that reading it in blocks costs nothing. */
  isBlocked(value: Value): boolean;
}

/**
 * ∂L/∂input for each input, `undefined` for inputs without gradient.
 * Results may still have the broadcast shape: the walker sums them to the input's shape.
 */
export type GradientRule = (context: GradientContext) => readonly (Value | undefined)[];

export interface KernelContext {
  readonly inputs: readonly (NdArray | undefined)[];
  readonly attributes: Attributes;
  readonly outputCount: number;
  /** The graph's inferred output types, static. */
  readonly outputTypes: readonly TensorType[];
  /** Runs the body of an operator that has one; it may read the values around the operator by their names. */
  evaluate(body: Graph, feeds: ReadonlyMap<string, NdArray>): ReadonlyMap<string, NdArray>;
}

/** One input of a conformance sample: drawn from `range` (default [-1, 1]) unless `values` are given. */
export interface SampleInput {
  readonly dims: readonly number[];
  readonly dtype?: DType;
  readonly values?: readonly number[];
  readonly range?: readonly [number, number];
  /** Given to the graph as an initialiser: axes, shapes, pads. */
  readonly constant?: boolean;
  /** All drawn numbers differ by at least 1e-2, so that ties and kinks stay away. */
  readonly distinct?: boolean;
}

/** A case of the conformance suite: kernel against onnxruntime, gradient against central differences. */
export interface OpSample {
  readonly name: string;
  /** `undefined` is an omitted optional input. */
  readonly inputs: readonly (SampleInput | undefined)[];
  readonly attributes?: Attributes;
  readonly outputs?: number;
  /** Input indices whose gradient is checked; every floating-point, non-constant input unless said. */
  readonly differentiate?: readonly number[];
}

/** Everything there is to say about one operator. */
export interface OpDefinition {
  readonly opType: string;
  readonly domain?: Domain;
  /** Output types; throws `EngineError('op-types', …)` saying what was expected and what came. */
  infer(context: InferContext): readonly TensorType[];
  /** `'stop'`: no gradient flows (integer or comparison). `forbidden`: differentiating is a mistake, and why. */
  readonly gradient: GradientRule | 'stop' | { readonly forbidden: string };
  /** The float64 reference. */
  kernel(context: KernelContext): readonly NdArray[];
  readonly samples: readonly OpSample[];
  /** Operators that compute the same, standard ones where no capabilities are given; required for the `netloom` domain. */
  lowering?(context: LoweringContext): readonly Value[];
  /** A faster form of a standard operator for an executor with these capabilities, `undefined` where there is none. */
  specialize?(context: LoweringContext): readonly Value[] | undefined;
}

export const defineOp = (definition: OpDefinition): OpDefinition => definition;
