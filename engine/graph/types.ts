/** The engine's one representation: a graph of ONNX operators over typed tensors. */

/** Element types that the engine computes with. The names are ONNX's, in lower case. */
export type DType = 'float32' | 'float64' | 'float16' | 'int64' | 'int32' | 'uint8' | 'bool';

/** A dimension: a known size, or the name of one that is known only at run time (`'N'` is the batch). */
export type Dim = number | string;

export type Shape = readonly Dim[];

export interface TensorType {
  readonly dtype: DType;
  readonly shape: Shape;
}

/** Number storage of a tensor. The reference executor keeps every dtype in a Float64Array. */
export type TensorArray =
  | Float32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>
  | BigInt64Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>;

/** A tensor with its numbers, row-major. */
export interface TensorData {
  readonly dtype: DType;
  readonly dims: readonly number[];
  readonly data: TensorArray;
}

/** An ONNX attribute, tagged with its ONNX type so that 1 (INT) and 1.0 (FLOAT) stay apart. */
export type Attribute =
  | { readonly int: number }
  | { readonly float: number }
  | { readonly string: string }
  | { readonly ints: readonly number[] }
  | { readonly floats: readonly number[] }
  | { readonly strings: readonly string[] }
  | { readonly tensor: TensorData }
  | { readonly graph: Graph };

export type Attributes = Readonly<Record<string, Attribute>>;

/** Where a node of the graph came from: the canvas node and the phase that emitted it. */
export interface Origin {
  readonly nodeId: string;
  readonly phase: 'forward' | 'loss' | 'gradient' | 'optimizer';
}

/** `''` is ONNX's standard domain; `netloom` holds operators that are lowered before a run. */
export type Domain = '' | 'com.microsoft' | 'com.microsoft.nchwc' | 'netloom';

export interface GraphNode {
  readonly name: string;
  readonly opType: string;
  readonly domain: Domain;
  /** Value names; `''` marks an omitted optional input. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Attributes;
  readonly origin?: Origin;
}

/** A named value with its type: the edge of the graph. Names are unique (single assignment). */
export interface Value {
  readonly name: string;
  readonly type: TensorType;
}

export interface Graph {
  readonly name: string;
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  /** Constants, by value name. */
  readonly initializers: ReadonlyMap<string, TensorData>;
  /** In an order in which every value is produced before it is used. */
  readonly nodes: readonly GraphNode[];
  /** The type of every value: inputs, initialisers and node outputs. */
  readonly types: ReadonlyMap<string, TensorType>;
  /** Key-value pairs of the exported model (class names, provenance). */
  readonly metadata?: Readonly<Record<string, string>>;
}
