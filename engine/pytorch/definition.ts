import type { TensorType } from '../graph/types.ts';
import type { Optional, WeightSpec } from '../layers/definition.ts';
import type { ScanPorts } from '../modules/instance-layer.ts';

/** Plain PyTorch that several layers need: written once before the classes, and only where it is used. */
export interface TorchHelper {
  /** The function or class that it defines. */
  readonly name: string;
  /** Its definition at the left margin, with docstring. */
  readonly code: string;
  /** Others that its definition needs. */
  readonly uses?: readonly TorchHelper[];
  /** Modules of Python that it needs beside torch: `math`. */
  readonly imports?: readonly string[];
}

/**
 * What an entry of the state dict is filled with: a weight of the layer by its name (`kernel`), or what `by`, a Python function of
 * tensors (`lambda kernel: kernel.T`), makes of several.
 */
export type TorchSource = string | { readonly from: readonly string[]; readonly by: string };

/** Entries of a member's state dict by their names (`weight`); the empty name is the member itself. */
export type TorchEntries = Readonly<Record<string, TorchSource>>;

/** A value in `forward`: the name of a variable, and what it holds. */
export interface TorchValue {
  readonly code: string;
  readonly type: TensorType;
}

/**
 * What a layer gives, in terms of its inputs: one expression for each output, or one that gives a tuple of all of them, where there
 * are several. It may not depend on the size of the batch: axis 0 is `-1` in views.
 */
export type TorchResult = string | readonly string[] | { readonly tuple: string };

/** A drawn cell that a scan calls in each step. */
export interface TorchCell {
  readonly ports: ScanPorts;
  /** Its object: `self.cell`. */
  readonly member: string;
  /** The arguments of its `forward`, by the names of the ports, in order; ports that nothing in it reads are left out. */
  readonly inputs: readonly string[];
  /** What its `forward` returns, by the names of ports; a tuple where there are several. */
  readonly outputs: readonly string[];
  /** The type of each input. */
  readonly types: ReadonlyMap<string, TensorType>;
}

/** One layer in its place, and what may be written for it. */
export interface TorchContext {
  readonly nodeId: string;
  /** `Conv2D` */
  readonly type: string;
  readonly inputs: readonly TorchValue[];
  /** What is wired to optional ports. */
  readonly optional: Optional<TorchValue>;
  readonly outputs: readonly TensorType[];
  readonly weights: readonly WeightSpec[];
  /** There for a scan. */
  readonly cell?: TorchCell;
  /** Values of its parameters; another kind than the parameter has is a bug. */
  int(name: string): number;
  number(name: string): number;
  flag(name: string): boolean;
  choice(name: string): string;
  list(name: string): readonly number[];
  /** A value of any kind; `undefined` where the layer has no such parameter. */
  value(name: string): unknown;
  /** Whether it owns a weight of this name. */
  has(weight: string): boolean;
  /**
   * Makes `self.conv1 = nn.Conv2d(…)` in `__init__`, and gives `self.conv1`. `part` tells several members of one layer apart:
   * `self.conv1_norm`. Every weight of the layer has to be the source of an entry.
   */
  member(code: string, entries?: TorchEntries, part?: string): string;
  /** Has a helper written; gives its name. */
  use(helper: TorchHelper): string;
  /** Writes a line of `forward` before the one with the result. */
  line(code: string, comment?: string): void;
  /** A name for a variable of `forward` that nothing else has. */
  local(name: string): string;
  /** Throws `EngineError('no-pytorch')` that names the node: for what can't be written. */
  refuse(message: string): never;
}

/** Writes a layer as PyTorch that computes the same numbers in training and in inference (`self.training`). */
export type TorchLayer = (context: TorchContext) => TorchResult;
