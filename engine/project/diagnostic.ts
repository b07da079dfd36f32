import type { DataSettings, TrainingSettings } from './schema.ts';

/** One fact that the user should know about a project: data, never an exception. */
export interface Diagnostic {
  /** Stable, kebab-case: `shape-mismatch`, `missing-input`, `unknown-layer`, `cycle`. */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** What is wrong and what to do, in a sentence or two. */
  readonly message: string;
  readonly nodeId?: string;
  readonly port?: string;
  /** The wire that carries the fault into the node, where there is one. */
  readonly wire?: WireEnds;
  readonly parameter?: string;
  readonly expected?: string;
  readonly actual?: string;
  /** Edits that mend it, the best first. */
  readonly fixes?: readonly Fix[];
}

export interface WireEnds {
  readonly from: PortReference;
  readonly to: PortReference;
}

export interface PortReference {
  readonly node: string;
  readonly port: string;
}

/** A labelled edit that the editor applies as one undo step. */
export interface Fix {
  readonly label: string;
  readonly edits: readonly ProjectEdit[];
}

export type ProjectEdit =
  | { readonly type: 'set-parameter'; readonly node: string; readonly parameter: string; readonly value: unknown }
  | {
      readonly type: 'insert-layer';
      readonly wire: WireEnds;
      readonly layer: string;
      readonly parameters?: Readonly<Record<string, unknown>>;
    }
  /** A new layer with its usual parameters beside the given ones, wired after `from` or before `to`, or between both; it feeds `others`, too. */
  | {
      readonly type: 'add-layer';
      readonly layer: string;
      readonly parameters?: Readonly<Record<string, unknown>>;
      readonly from?: PortReference;
      readonly to?: PortReference;
      readonly others?: readonly PortReference[];
    }
  /** Another layer in the node's place, with the wires and parameters that fit it. */
  | { readonly type: 'replace-layer'; readonly node: string; readonly layer: string }
  | { readonly type: 'remove-wire'; readonly wire: WireEnds }
  /** `heal`: what came into the node goes on to where its output went. */
  | { readonly type: 'remove-node'; readonly node: string; readonly heal?: true }
  /** Lets bypassed or muted nodes take part again. */
  | { readonly type: 'use-nodes'; readonly nodes: readonly string[] }
  | { readonly type: 'add-wire'; readonly wire: WireEnds }
  /** Edits of what a module holds, by its nodes' own ids. */
  | { readonly type: 'in-module'; readonly module: string; readonly edits: readonly ProjectEdit[] }
  | { readonly type: 'set-training'; readonly changes: Partial<TrainingSettings> }
  | { readonly type: 'set-data'; readonly changes: Partial<DataSettings> };
