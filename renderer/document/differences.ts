import type { Project, ProjectNode } from '../../engine/project/schema.ts';
import { nodeName, wireId } from './document.ts';

/** What another version of a project has that this one has not, by names of nodes; modules' drawings included. */
export interface Differences {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
  /** Wires that only one of both has. */
  readonly wires: number;
  readonly comments: boolean;
  /** Name, description, training or data. */
  readonly settings: boolean;
}

/** From one version of a project to another. */
export function differencesBetween(from: Project, to: Project): Differences {
  const [before, after] = [nodesOf(from), nodesOf(to)];
  const names = (ids: Iterable<string>, nodes: ReadonlyMap<string, ProjectNode>) =>
    Array.from(ids, (id) => nodes.get(id)).flatMap((node) => (node ? [nodeName(node)] : []));
  const shared = [...after.keys()].filter((id) => before.has(id));
  return {
    added: names(
      [...after.keys()].filter((id) => !before.has(id)),
      after,
    ),
    removed: names(
      [...before.keys()].filter((id) => !after.has(id)),
      before,
    ),
    changed: names(
      shared.filter((id) => !isSame(before.get(id), after.get(id))),
      after,
    ),
    wires: countMissing(wiresOf(from), wiresOf(to)) + countMissing(wiresOf(to), wiresOf(from)),
    comments: !isSame(from.comments, to.comments),
    settings: !isSame(settingsOf(from), settingsOf(to)),
  };
}

function nodesOf({ nodes, modules = [] }: Project): Map<string, ProjectNode> {
  const inside = modules.flatMap((module) => module.nodes.map((node): [string, ProjectNode] => [`${module.id}/${node.id}`, node]));
  return new Map([...nodes.map((node): [string, ProjectNode] => [node.id, node]), ...inside]);
}

function wiresOf({ wires, modules = [] }: Project): Set<string> {
  return new Set([...wires.map(wireId), ...modules.flatMap((module) => module.wires.map((wire) => `${module.id}/${wireId(wire)}`))]);
}

function countMissing(ids: ReadonlySet<string>, others: ReadonlySet<string>): number {
  return [...ids].filter((id) => !others.has(id)).length;
}

function settingsOf({ name, description, training, data, modules = [] }: Project): unknown {
  const exposed = modules.map(({ id, name: title, description: text, parameters }) => ({ id, title, text, parameters }));
  return { name, description, training, data, exposed };
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
