import {
  PROJECT_VERSION,
  projectSchema,
  type Project,
  type ProjectComment,
  type ProjectNode,
  type ProjectWire,
} from '../../engine/project/schema.ts';
import type { PortReference } from '../../engine/project/diagnostic.ts';

/** What the editor edits: the project, and what of it is selected. Values are never changed in place. */
export interface EditorDocument {
  readonly project: Project;
  readonly selection: Selection;
}

/** Node ids, wire ids (`wireId`) and ids of comments in the order in which they were selected. */
export interface Selection {
  readonly nodes: readonly string[];
  readonly wires: readonly string[];
  readonly comments: readonly string[];
}

export const nothingSelected: Selection = { nodes: [], wires: [], comments: [] };

/** A project without layers. */
export function emptyProject(name = 'Untitled'): Project {
  return projectSchema.parse({ format: 'netloom', version: PROJECT_VERSION, name, nodes: [], wires: [] });
}

/** A wire's identity: its two ends. Two wires of a project never share both ends. */
export function wireId(wire: ProjectWire): string {
  const known = wireIds.get(wire);
  if (known !== undefined) return known;
  const id = `${endId(wire.from)}>${endId(wire.to)}`;
  wireIds.set(wire, id);
  return id;
}

const wireIds = new WeakMap<ProjectWire, string>();

export function sameEnd(a: PortReference, b: PortReference): boolean {
  return a.node === b.node && a.port === b.port;
}

export function findNode(project: Project, id: string): ProjectNode | undefined {
  return project.nodes.find((node) => node.id === id);
}

export function findComment(project: Project, id: string): ProjectComment | undefined {
  return project.comments?.find((comment) => comment.id === id);
}

/** The name that people see. */
export function nodeName(node: ProjectNode): string {
  return node.name === undefined || node.name === '' ? node.id : node.name;
}

/** The name of a node by its id; the id where there is no such node. */
export function nameOf(project: Project, id: string): string {
  const node = findNode(project, id);
  return node === undefined ? id : nodeName(node);
}

/** The selection without what the project no longer holds. */
export function existingSelection(project: Project, selection: Selection): Selection {
  const kept = {
    nodes: existing(selection.nodes, () => project.nodes.map(({ id }) => id)),
    wires: existing(selection.wires, () => project.wires.map(wireId)),
    comments: existing(selection.comments, () => project.comments?.map(({ id }) => id) ?? []),
  };
  return selectedCount(kept) === selectedCount(selection) ? selection : kept;
}

function existing(chosen: readonly string[], all: () => readonly string[]): readonly string[] {
  if (chosen.length === 0) return chosen;
  const ids = new Set(all());
  return chosen.filter((id) => ids.has(id));
}

/** How many things are selected. */
export function selectedCount({ nodes, wires, comments }: Selection): number {
  return nodes.length + wires.length + comments.length;
}

function endId({ node, port }: PortReference): string {
  return `${encodeURIComponent(node)}:${encodeURIComponent(port)}`;
}
