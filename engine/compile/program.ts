import type { TargetLimits } from '../data/target-limits.ts';
import type { GraphPart } from '../data/graph-fields.ts';
import type { Graph, TensorType } from '../graph/types.ts';
import type { Initializer } from '../initializers/initializer.ts';
import type { RandomRequest } from '../layers/definition.ts';

/** How many nodes and edges of graphs a program takes: its shapes are known, as that of its batch is. */
export interface GraphSize {
  readonly nodes: number;
  readonly edges: number;
}

/** A graph input that is filled from a dataset's field, batch first. */
export interface DataInput {
  readonly input: string;
  readonly dataset: string;
  readonly field: string;
  readonly role: 'input' | 'target';
  readonly type: TensorType;
  /** What of a graph it takes; `places` are the numbers of the nodes that the batch's samples are [batch]. Absent for values sample by sample. */
  readonly part?: GraphPart | 'places';
}

/** A tensor that lives across steps: it enters as `input` and its next value leaves as `output`. */
export interface StateSlot {
  /** `conv1.kernel`, `conv1.kernel:velocity`. */
  readonly name: string;
  /** A `mask` holds 1 where a weight may live and 0 where it is pruned. */
  readonly kind: 'parameter' | 'running' | 'optimizer' | 'mask';
  /** Canvas node that owns it. */
  readonly nodeId: string;
  readonly type: TensorType;
  readonly initializer: Initializer;
  /** The dataset of word vectors that its rows begin with. */
  readonly vectors?: string;
  readonly input: string;
  readonly output: string;
  /** There for kernels (not for biases and scales) and for what belongs to them; the axis is that of the layer's inputs. */
  readonly kernel?: { readonly inputAxis: number };
}

/** A graph output that holds an Output layer's predictions. */
export interface PredictionOutput {
  readonly nodeId: string;
  /** What the loss sees: logits for cross-entropy. */
  readonly output: string;
  /** What people read: probabilities for cross-entropy, else the same as `output`. */
  readonly activated: string;
  /** Name of the data input that holds its target. */
  readonly target: string;
  readonly dataset: string;
  readonly targetField: string;
  /** True where `activated` was brought from prepared numbers to the target's own unit by the graph. */
  readonly told?: true;
  /** Number of classes of which the output tells one for each sample; read them with `classScores`. */
  readonly classes?: number;
  /** Target values that the loss can take; any number where absent. */
  readonly limits?: TargetLimits;
  /** True where the scores of a place's classes lie along the last axis, and not along axis 1. */
  readonly classesLast?: true;
  readonly loss: string;
  /** There where a network has several outputs, or where the mean loss of a batch is not taken over its samples alike. */
  readonly ownLoss?: OwnLoss;
  readonly metrics: readonly string[];
}

/** An Output layer's part in the loss, as scalar graph outputs. */
export interface OwnLoss {
  /** Mean loss of the batch, without the weight. */
  readonly output: string;
  /** What the mean is taken over; the number of samples where absent. */
  readonly counted?: string;
  /** Its weight in the sum of all outputs' losses. */
  readonly weight: number;
}

/** What is fed besides where each sample of a batch is mixed with another one, and its loss with that against the other's target. */
export interface Mixing {
  /** Scalar float input: the share λ from 0 to 1 that the samples keep of themselves. */
  readonly share: string;
  /** For each data input that is a target, the graph input of the same type with the targets of the samples that are mixed in. */
  readonly partners: readonly { readonly target: string; readonly partner: string }[];
}

/** A graph output that holds the norm of a recurrence's ∂L/∂h_t for each step [T]. */
export interface StateGradientOutput {
  readonly nodeId: string;
  /** Which of a layer's recurrences; empty where it has one. */
  readonly part: string;
  readonly output: string;
}

/** One optimiser step over a batch of known size. */
export interface TrainingProgram {
  readonly graph: Graph;
  readonly batchSize: number;
  readonly dataInputs: readonly DataInput[];
  readonly randomInputs: readonly { readonly input: string; readonly request: RandomRequest }[];
  /** There where an augmentation mixes samples. */
  readonly mixing?: Mixing;
  /** Scalar float inputs fed at each step, by the optimiser's names: `learningRate`, `biasCorrection1`. */
  readonly scalarInputs: readonly string[];
  readonly state: readonly StateSlot[];
  /** Scalar output: mean loss of the batch, before the update. */
  readonly lossOutput: string;
  readonly predictions: readonly PredictionOutput[];
  /** One for each recurrence on the way to the loss. */
  readonly stateGradients: readonly StateGradientOutput[];
}

/** Forward pass with loss in inference mode over a batch of known size: validation, test, parity. */
export interface EvaluationProgram {
  readonly graph: Graph;
  readonly batchSize: number;
  readonly dataInputs: readonly DataInput[];
  /** Parameters and running statistics only; `output` equals `input`. */
  readonly state: readonly StateSlot[];
  /** Scalar output: mean loss of the batch. */
  readonly lossOutput: string;
  readonly predictions: readonly PredictionOutput[];
}

/** What is exported: dynamic batch, state as initialisers to be filled in. */
export interface InferenceProgram {
  /** State enters as graph inputs; export turns them into initialisers. */
  readonly graph: Graph;
  readonly dataInputs: readonly DataInput[];
  readonly state: readonly StateSlot[];
  readonly predictions: readonly PredictionOutput[];
}
