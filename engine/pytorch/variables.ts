import { invariant } from '../graph/errors.ts';
import type { PortReference } from '../project/diagnostic.ts';
import type { ProjectNode } from '../project/schema.ts';
import { keyOf } from './level.ts';
import { Names, snakeCase, variableName } from './python.ts';
import { scanNames } from './layers/scan.ts';

/** A variable of `forward`, and how many are still to read it. */
export interface Variable {
  readonly code: string;
  left: number;
}

/** The variables of a `forward`: which value each of them holds, and for how long. */
export class Variables {
  private readonly locals: Names;
  private readonly values = new Map<string, Variable>();
  private readonly reads: ReadonlyMap<string, number>;
  /** What each name stands for now. */
  private readonly byName = new Map<string, Variable>();

  /** `reads` counts how many read each value; no variable gets a name of `reserved`. */
  constructor(reads: ReadonlyMap<string, number>, reserved: readonly string[]) {
    this.reads = reads;
    this.locals = new Names(['x', ...scanNames, ...reserved]);
  }

  /** How many read a value. */
  readsOf(from: PortReference): number {
    return this.reads.get(keyOf(from)) ?? 0;
  }

  /** The names among these that variables have. */
  among(names: readonly string[]): readonly string[] {
    return names.filter((name) => this.locals.has(name));
  }

  /** A name that nothing else has. */
  unique(name: string): string {
    return this.locals.unique(name);
  }

  byCode(code: string): Variable | undefined {
    return this.byName.get(code);
  }

  /** The argument of `forward` that holds what these nodes give: `x` where it is the first to be so called. */
  argument(wanted: string, ids: readonly string[]): string {
    const ends = ids.map((node) => ({ node, port: 'out' }));
    const code = wanted === 'x' && !this.byName.has('x') ? 'x' : this.locals.unique(wanted);
    const variable = { code, left: ends.reduce((sum, end) => sum + this.readsOf(end), 0) };
    this.byName.set(code, variable);
    for (const end of ends) this.values.set(keyOf(end), variable);
    return code;
  }

  /** Has a variable hold another value beside its own: both are the same. */
  alias(variable: Variable, from: PortReference): void {
    variable.left += this.readsOf(from);
    this.values.set(keyOf(from), variable);
  }

  /** Variables for what a node gives: `x` where nothing needs its former value, else one named after the node. */
  targets(node: ProjectNode, ports: readonly string[]): readonly Variable[] {
    return ports.map((port) => {
      const from = { node: node.id, port };
      const left = this.readsOf(from);
      if (left === 0) return { code: '_', left };
      const free = (this.byName.get('x')?.left ?? 0) === 0;
      const own = snakeCase(node.name ?? node.id, node.type.toLowerCase());
      const variable = { code: free ? 'x' : this.locals.unique(variableName(ports.length > 1 ? `${own} ${port}` : own)), left };
      this.byName.set(variable.code, variable);
      this.values.set(keyOf(from), variable);
      return variable;
    });
  }

  /** Reads a value: the name of its variable. */
  read(from: PortReference): string {
    const variable = this.values.get(keyOf(from));
    invariant(variable !== undefined, `${from.node}.${from.port} is computed before it is read`);
    variable.left -= 1;
    return variable.code;
  }
}
