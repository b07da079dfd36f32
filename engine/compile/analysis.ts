import type { TensorType } from '../graph/types.ts';
import type { Offers, Optional, WeightSpec } from '../layers/definition.ts';
import type { Diagnostic, WireEnds } from '../project/diagnostic.ts';

/** What a compile knows of a project, faults included: the editor shows it, training and export start from it. */
export interface Analysis {
  readonly diagnostics: readonly Diagnostic[];
  /** No error lies on a path from an input to a loss, and there is such a path. */
  readonly trainable: boolean;
  readonly exportable: boolean;
  /** Why not, in a few words, where one of the two is false. */
  readonly blocker?: string;
  /** By node id; a node whose inputs are unknown has no outputs. */
  readonly layers: ReadonlyMap<string, LayerAnalysis>;
  /** The modules of the drawing, by their ids; those that can't be taken apart are left out. Their layers are `block/dense`. */
  readonly instances?: ReadonlyMap<string, InstanceAnalysis>;
  /** Node ids so that each layer follows what feeds it; without the nodes of cycles. */
  readonly order: readonly string[];
  /** The wire into the first faulty node, in graph order. */
  readonly firstOffendingWire?: WireEnds;
  readonly totals: {
    readonly layers: number;
    readonly parameters: number;
    /** Per sample, forward pass. */
    readonly flops: number;
    /** Bytes of all layer outputs per sample, float32. */
    readonly activationBytes: number;
  };
}

export interface LayerAnalysis {
  readonly nodeId: string;
  readonly inputs: readonly TensorType[];
  /** What is wired to optional ports; absent where nothing is. */
  readonly optional?: Optional<TensorType>;
  /** Axis 0 is the batch, `'N'`. Empty where the layer has a fault or unknown inputs. */
  readonly outputs: readonly TensorType[];
  readonly weights: readonly WeightSpec[];
  /** Number of trained numbers. */
  readonly parameterCount: number;
  readonly flops: number;
  /** Which options of the layer's choices suit its surroundings; all where absent. */
  readonly offers?: Offers;
  /** True where the layer lies on a path from an input to a loss. */
  readonly reachesLoss: boolean;
  /** There for a scan: the layers of one step, by their ids in its drawing. */
  readonly inside?: ReadonlyMap<string, Omit<LayerAnalysis, 'reachesLoss'>>;
}

/** A module in its place: what its layers are together. */
export interface InstanceAnalysis extends LayerAnalysis {
  readonly module: string;
  /** Where the ids of its layers begin, for each repetition: `block/`, or `block[1]/` and `block[2]/`. */
  readonly prefixes: readonly string[];
  /** What is known of what comes and goes through its ports, by their names. */
  readonly ports: ReadonlyMap<string, TensorType>;
}
