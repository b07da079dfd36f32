import type { GraphPart, GraphSamples } from '../data/graph-fields.ts';
import type { Initializer } from '../initializers/initializer.ts';
import type { DType, Shape, TensorType, Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import type { Distribution } from '../random/distributions.ts';
import { type ParameterSchema, type ParametersOf, soundParameters } from './parameters.ts';

export type LayerCategory =
  | 'data'
  | 'convolution'
  | 'pooling'
  | 'dense'
  | 'activation'
  | 'norm'
  | 'sequence'
  | 'graph'
  | 'shape'
  | 'loss'
  | 'module';

/** What a layer makes of scores that a loss would make of them itself: probabilities, or their logarithms. */
export type Squashing = 'softmax' | 'logSoftmax' | 'sigmoid' | 'relu';

/** What a port carries; colour and shape on the canvas follow from it. */
export type PortKind = 'image' | 'features' | 'sequence' | 'integer' | 'edges' | 'mask' | 'scalar';

export interface PortDefinition {
  readonly name: string;
  readonly label: string;
  /** What may be wired here; any kind where none is said. */
  readonly accepts?: readonly PortKind[];
  /** Takes any number of wires in order (Add, Concat). */
  readonly variadic?: boolean;
  /** May stay unwired: masks, first states. Such ports come after all others, and what is wired to them is found by their names. */
  readonly optional?: true;
}

/** What is wired to optional ports, by their names. */
export type Optional<T> = Readonly<Partial<Record<string, T>>>;

/** Output ports that depend on the parameters: one for each part of a Split. Asked for valid parameters alone. */
export interface PortsByParameters<P> {
  of(parameters: P): readonly PortDefinition[];
}

/** A tensor that a layer owns: a trained parameter or a running statistic. */
export interface WeightSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly initializer: Initializer;
  /** False for running statistics. */
  readonly trainable: boolean;
  /** Added to the training loss: λ₁ Σ|w| + λ₂ Σ w². */
  readonly penalty?: { readonly l1: number; readonly l2: number };
  /** After each step the weights of one unit, taken over `axes` (of `view`, where given), are scaled to at most this L2 norm. */
  readonly maxNorm?: { readonly limit: number; readonly axes: readonly number[]; readonly view?: readonly number[] };
  /** False for scales and shifts with several axes: weight decay and pruning take all other matrices for kernels. */
  readonly kernel?: false;
  /** The dataset of word vectors that the rows of tokens begin with, where it has such; the others begin as `initializer` says. */
  readonly vectors?: string;
  /** The axis of the layer's inputs, along which pruning patterns run: 0 of a matrix and 1 of filters where it isn't given. */
  readonly inputAxis?: number;
}

/** A fault of the layer in its surroundings; `compile` adds the node, the wire and the severity. */
export interface LayerProblem {
  readonly code: string;
  readonly message: string;
  /** Input port whose wire is at fault; absent where a parameter is. */
  readonly port?: string;
  readonly parameter?: string;
  readonly expected?: string;
  readonly actual?: string;
  readonly fixes?: readonly LayerFix[];
}

/** A fix that a layer proposes without knowing its place in the graph. */
export type LayerFix =
  | { readonly label: string; readonly insert: string; readonly parameters?: Readonly<Record<string, unknown>> }
  | { readonly label: string; readonly set: Readonly<Record<string, unknown>> }
  /** Sets parameters of the layer that feeds the port; dropped where that layer lacks them. */
  | { readonly label: string; readonly setSource: Readonly<Record<string, unknown>> }
  /** Puts another layer in this one's place. */
  | { readonly label: string; readonly replace: string }
  /** Takes this layer away; what came into it goes on to where its output went. */
  | { readonly label: string; readonly remove: true };

export interface LayerInference {
  readonly outputs: readonly TensorType[];
  readonly weights?: readonly WeightSpec[];
  /** Multiply-adds count as two, per sample, forward pass. */
  readonly flops?: number;
}

/** Options by parameter. */
export type Offers = Readonly<Record<string, readonly string[]>>;

export interface InferLayerContext<P> {
  readonly parameters: P;
  /** One for each wire of the ports that must be wired, in port order (variadic ports give several). Axis 0 is the batch, `'N'`. */
  readonly inputs: readonly TensorType[];
  /** What is wired to optional ports; absent where nothing is. */
  readonly optional?: Optional<TensorType>;
  /** A dataset by id; `undefined` where it is not known. */
  dataset(id: string): DatasetShape | undefined;
  /** The dataset that the project's Input layers name: an Output's target is a field of it. */
  readonly projectDataset: DatasetShape | undefined;
}

/** What inference needs to know of a dataset. */
export interface DatasetShape {
  readonly id: string;
  /** There where the samples are nodes of one graph, or graphs. */
  readonly samples?: GraphSamples;
  /** Edges that lead to a node on average, where that is known. */
  readonly edgesPerNode?: number;
  readonly fields: readonly {
    readonly name: string;
    readonly dtype: DType;
    readonly shape: Shape;
    readonly role: 'input' | 'target';
    readonly classes?: number;
    /** What of a graph it is: a network reads it whole, or that of a batch's graphs side by side, and not sample by sample. */
    readonly part?: GraphPart;
    /** Samples have lengths of their own: no batch can hold them. */
    readonly ragged?: true;
    /** Values are the numbers of so many tokens. */
    readonly tokens?: number;
    /** Stands where a category has no class. */
    readonly ignored?: number;
  }[];
}

export interface LowerContext<P> {
  readonly e: Emitter;
  readonly parameters: P;
  readonly inputs: readonly Value[];
  /** What is wired to optional ports; absent where nothing is. */
  readonly optional?: Optional<Value>;
  readonly weights: Readonly<Record<string, Value>>;
  /** `train` uses batch statistics and masks; `inference` is what is exported. */
  readonly mode: 'train' | 'inference';
  /**
   * How many graphs the nodes of a batch belong to; absent where only the run tells. Nodes that only fill up a batch belong to graph
   * `graphs`, one more than there are, and edges that fill it up lead from such nodes to such nodes.
   */
  readonly graphs?: number;
  /**
   * 1 for each row of the first input that is a node, and 0 for those that only fill up a batch [V, 1]; absent where none does, and
   * for layers whose first input doesn't hold a row for each node.
   */
  readonly present?: Value;
  /** Says for a layer that makes nodes of its own which rows of its first output are nodes: `present` of the layers that read them. */
  markPresent?(present: Value): void;
  /** A tensor of random numbers, fed anew at each step: masks and noise are never drawn inside a kernel. */
  random(request: RandomRequest): Value;
  /**
   * Zeros of this shape [T, N, …] to be added to the states of a recurrence, so that training can tell ‖∂L/∂h_t‖ of each step. `part` tells
   * several of one layer apart. Absent where nobody asks.
   */
  probe?(part: string, shape: readonly number[]): Value;
  /** The next step's value of a running statistic. */
  updateState(name: string, value: Value): void;
}

export interface RandomRequest {
  readonly distribution: Distribution;
  /** Static, the batch included. */
  readonly shape: readonly number[];
}

export interface LayerDefinition<S extends ParameterSchema = ParameterSchema> {
  readonly type: string;
  readonly version: number;
  readonly category: LayerCategory;
  /** "2-D convolution" */
  readonly title: string;
  /** A few words for the palette: "largest value of each window". */
  readonly summary: string;
  /** Other words that people search for: "fc", "linear". */
  readonly synonyms?: readonly string[];
  readonly parameters: S;
  readonly inputs: readonly PortDefinition[];
  /** Read with `outputPortsOf`. */
  readonly outputs: readonly PortDefinition[] | PortsByParameters<ParametersOf<S>>;
  /** Shapes, weights and cost; a fault is returned as a problem, never thrown. */
  infer(context: InferLayerContext<ParametersOf<S>>): LayerInference | { readonly problem: LayerProblem };
  /** Which options of choices suit the surroundings, by parameter; all of those that it leaves out. The editor offers these alone. */
  offers?(context: InferLayerContext<ParametersOf<S>>): Offers;
  /** What its last step squashes scores to, with these parameters: nothing where absent. */
  squashes?(parameters: ParametersOf<S>): Squashing | undefined;
  /** What has to be set for it to read of a sequence only what came before; `undefined` where it does so with these parameters. */
  looksAhead?(parameters: ParametersOf<S>): Readonly<Record<string, unknown>> | undefined;
  /** Emits the layer's operators. Axis 0 may be `'N'` in inference mode: use 0 and -1 in reshapes. */
  lower(context: LowerContext<ParametersOf<S>>): readonly Value[];
  /** TeX. */
  readonly formula: string;
  /** Plain words for the inspector; `{name}` is replaced by the parameter's value. */
  readonly explanation: string;
  /** What a choice among the parameters stands for, explained beside the layer itself: the loss of an output. */
  chosen?(parameters: ParametersOf<S>): ChosenPart;
  /** Uses of the layer that have names of their own. */
  readonly presets?: readonly LayerPreset<ParametersOf<S>>[];
  /** Parameter names that the node's body shows, at most three. */
  readonly display: readonly string[];
  /** Cases for the conformance suite. */
  readonly examples: readonly LayerExample<ParametersOf<S>>[];
  /** `migrations[v]` turns parameters of version v into v + 1. */
  readonly migrations?: Readonly<Record<number, (parameters: Record<string, unknown>) => Record<string, unknown>>>;
}

/** A part of a layer that is explained by itself. */
export interface ChosenPart {
  readonly title: string;
  /** TeX. */
  readonly formula: string;
  readonly explanation: string;
}

/** A use of a layer that people know by a name of its own: the palette offers it beside the layer. */
export interface LayerPreset<P> {
  /** Tells it from the layer's other uses: `dilated`. */
  readonly id: string;
  /** "1×1 convolution" */
  readonly name: string;
  /** A few words for the palette. */
  readonly summary: string;
  readonly synonyms?: readonly string[];
  /** What is set when it is added. */
  readonly parameters: Partial<P>;
  /** Plain words for the inspector; `{name}` is replaced by the parameter's value. */
  readonly explanation: string;
  /** Whether a layer with these parameters is such a use, however it came to them. */
  describes(parameters: P): boolean;
}

export interface LayerExample<P> {
  readonly name: string;
  readonly parameters?: Partial<P>;
  /** Input types without the batch axis, but those of graphs whole. */
  readonly inputs: readonly ExampleInput[];
  /** What is wired to optional ports. */
  readonly optional?: Optional<ExampleInput>;
}

export interface ExampleInput {
  /** True for what has no batch: a table of weights. */
  readonly whole?: true;
  readonly dtype?: DType;
  readonly shape: readonly number[];
  /** What the suite feeds, over and over until the batch is full; normal random numbers where absent. */
  readonly values?: readonly number[];
  /** What of a graph it is. The shape is then the whole of one graph's, and a batch is so many copies side by side in one graph. */
  readonly part?: GraphPart;
}

/** The type of an example's input, for a batch of any size. */
export function exampleType({ dtype = 'float32', shape, part, whole }: ExampleInput): TensorType {
  if (whole === true) return { dtype, shape };
  if (part === undefined) return { dtype, shape: ['N', ...shape] };
  if (part === 'edges') return { dtype, shape: [2, 'E'] };
  return { dtype, shape: [part === 'weights' ? 'E' : 'V', ...shape.slice(1)] };
}

/** Keeps the parameter types inside the definition, and gives registries one common type. */
export function defineLayer<const S extends ParameterSchema>(definition: LayerDefinition<S>): LayerDefinition {
  return definition;
}

/** The output ports of a layer with these parameters; the default counts for what is missing or invalid. */
export function outputPortsOf(layer: LayerDefinition, given: Readonly<Record<string, unknown>> = {}): readonly PortDefinition[] {
  return 'of' in layer.outputs ? layer.outputs.of(soundParameters(layer.parameters, given)) : layer.outputs;
}

/** The port kind of a tensor, from its rank and dtype. */
export function portKindOf({ dtype, shape }: TensorType): PortKind {
  if (dtype === 'bool') return 'mask';
  if (dtype === 'int64' && shape.length === 2 && shape[0] === 2) return 'edges';
  if (dtype === 'int64' || dtype === 'int32') return 'integer';
  if (shape.length === 0) return 'scalar';
  if (shape.length <= 2) return 'features';
  return shape.length === 3 ? 'sequence' : 'image';
}
