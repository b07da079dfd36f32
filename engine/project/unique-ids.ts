import type { Diagnostic } from './diagnostic.ts';
import type { Project, ProjectModule, ProjectWire } from './schema.ts';

const MOST_TOLD = 50;

/** So far does a node lie from the one before it of the same id: copies of one node lie on top of each other. */
const ASIDE = 32;

type Drawing = Pick<ProjectModule, 'nodes' | 'wires' | 'comments'>;

/** The project with ids that stand for one thing each, and what had to be changed for it: wires and instances stay with the first of an id. */
export function withUniqueIds(project: Project): { readonly project: Project; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const { modules } = project;
  const unique = { ...project, ...uniqueDrawing(project, diagnostics), ...(modules && { modules: uniqueModules(modules, diagnostics) }) };
  return diagnostics.length === 0 ? { project, diagnostics } : { project: unique, diagnostics: diagnostics.slice(0, MOST_TOLD) };
}

function uniqueModules(modules: readonly ProjectModule[], diagnostics: Diagnostic[]): ProjectModule[] {
  const ids = new UniqueIds(modules);
  return modules.map((module) => {
    const id = ids.take(module.id);
    if (id !== module.id) {
      const message = `Two modules have the id “${module.id}”: the second one has the id “${id}” now. Nodes stand for the first.`;
      diagnostics.push({ code: 'duplicate-id', severity: 'error', message });
    }
    return { ...module, id, ...uniqueDrawing(module, diagnostics) };
  });
}

/** Nodes and comments lie on one canvas and share their ids. */
function uniqueDrawing({ nodes, wires, comments }: Drawing, diagnostics: Diagnostic[]): Drawing {
  const ids = new UniqueIds([...nodes, ...(comments ?? [])]);
  const copies = new Map<string, number>();
  const uniqueNodes = nodes.map((node) => {
    const id = ids.take(node.id);
    if (id === node.id) return node;
    const message = `Two nodes have the id “${node.id}”: the second one has the id “${id}” now. Wires lead to the first; wire the second anew or remove it.`;
    diagnostics.push({ code: 'duplicate-id', severity: 'error', nodeId: id, message });
    const count = (copies.get(node.id) ?? 0) + 1;
    copies.set(node.id, count);
    const { x, y } = node.position;
    return { ...node, id, position: { x: x + count * ASIDE, y: y + count * ASIDE } };
  });
  // Nothing refers to a comment: a new id is all it needs.
  const uniqueComments = comments?.map((comment) => ({ ...comment, id: ids.take(comment.id) }));
  if (uniqueComments?.some(({ id }, index) => id !== comments?.[index]?.id))
    diagnostics.push({
      code: 'duplicate-id',
      severity: 'warning',
      message: 'Comments had the ids of other things on the canvas; they have ids of their own now.',
    });
  return { nodes: uniqueNodes, wires: uniqueWires(wires, diagnostics), ...(uniqueComments && { comments: uniqueComments }) };
}

function uniqueWires(wires: readonly ProjectWire[], diagnostics: Diagnostic[]): ProjectWire[] {
  const seen = new Set<string>();
  const unique = wires.filter(({ from, to }) => {
    const ends = JSON.stringify([from.node, from.port, to.node, to.port]);
    return !seen.has(ends) && seen.add(ends);
  });
  if (unique.length < wires.length)
    diagnostics.push({
      code: 'duplicate-wire',
      severity: 'warning',
      message: 'Some wires were there twice, between the same ports; each is there once now.',
    });
  return unique;
}

/** Hands out ids, each once: the first to ask for one gets it. */
class UniqueIds {
  readonly #taken = new Set<string>();
  readonly #known: ReadonlySet<string>;
  /** The number to try next, by what it stands behind: thousands of one id would else try all again. */
  readonly #next = new Map<string, number>();

  constructor(things: readonly { readonly id: string }[]) {
    this.#known = new Set(things.map(({ id }) => id));
  }

  take(id: string): string {
    const free = this.#taken.has(id) ? this.#free(id) : id;
    this.#taken.add(free);
    return free;
  }

  #free(id: string): string {
    const stem = id.slice(0, 120);
    for (let number = this.#next.get(stem) ?? 2; ; number += 1) {
      const candidate = `${stem}-${number}`;
      if (this.#taken.has(candidate) || this.#known.has(candidate)) continue;
      this.#next.set(stem, number + 1);
      return candidate;
    }
  }
}
