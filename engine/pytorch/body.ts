import type { TorchHelper } from './definition.ts';

/** A member of one of the drawing's nodes, made in `__init__`: an expression, or objects of classes that are written from bodies. */
export type Member = { readonly node: string; readonly name: string } & (
  | { readonly code: string }
  | { readonly bodies: readonly Body[]; readonly isList: boolean }
);

/** A line of `forward` for one of the drawing's nodes, with what it gives. */
export interface Line {
  readonly node: string;
  readonly code: string;
  readonly comment?: string;
}

/** An entry of the state dict, and the weights in a file that fill it, through a function where they don't as they are. */
export interface Entry {
  readonly path: string;
  readonly from: readonly string[];
  readonly by?: string;
  /** True for running statistics, which stay with their place where trained weights are shared. */
  readonly isRunning?: true;
}

/** An argument of `forward`, and the nodes that give it to the others. */
export interface Argument {
  readonly port: string;
  readonly nodes: readonly string[];
  readonly code: string;
  readonly shape: string;
  readonly note?: string;
}

/** One drawing in one of its places, written as a class that may come to be shared with others of the same text. */
export interface Body {
  /** The drawing: a module's id, or empty for the network. */
  readonly drawing: string;
  /** Before the ids that its nodes have in the whole network. */
  readonly place: string;
  readonly className: string;
  /** Lines of the docstring. */
  readonly doc: readonly string[];
  /** The arguments of `forward`. */
  readonly inputs: readonly Argument[];
  /** The nodes whose values are returned: a module's ports. */
  readonly outputs: readonly string[];
  readonly members: readonly Member[];
  readonly lines: readonly Line[];
  readonly result: string;
  /** Of its own members; the paths begin there. */
  readonly entries: readonly Entry[];
  readonly helpers: ReadonlySet<TorchHelper>;
  /** Values of the exposed parameters in this place, as Python writes them. */
  readonly values: ReadonlyMap<string, string>;
  /** What the docstring says of what is returned. */
  readonly returns?: readonly string[];
  /** Lines of `__init__` after its members. */
  readonly closing?: readonly string[];
}

/** A body with all bodies in it, innermost first. */
export function bodiesIn(body: Body): readonly Body[] {
  const inner = body.members.flatMap((member) => ('bodies' in member ? member.bodies.flatMap(bodiesIn) : []));
  return [...inner, body];
}

/** All entries of the state dict of a body, those of its parts among them. */
export function entriesOf(body: Body): readonly Entry[] {
  const inner = body.members.flatMap((member) =>
    'bodies' in member
      ? member.bodies.flatMap((part, k) => entriesOf(part).map((entry) => ({ ...entry, path: `${pathOf(member, k)}.${entry.path}` })))
      : [],
  );
  return [...body.entries, ...inner];
}

/** The path of the k-th object that a member holds. */
export function pathOf({ name, isList }: Extract<Member, { bodies: unknown }>, k: number): string {
  return isList ? `${name}.${k}` : name;
}
