import type { Project, ProjectComment, ProjectNode } from '../../engine/project/schema.ts';
import { nameOf, type EditorDocument } from './document.ts';
import type { ChangedItems } from './locks.ts';
import type { LayerKnowledge } from './wiring.ts';

/** An edit that can't be done, and why. */
export interface Refusal {
  readonly refused: string;
}

export interface EditDefinition<E> {
  /** What the history calls it. */
  label(edit: E, project: Project): string;
  /** Edits of one key that follow each other become one step: typing into a field. */
  mergeKey?(edit: E): string | undefined;
  /** What it changes beside places and wires: it is refused where some of that is locked. */
  changes?(edit: E): ChangedItems;
  apply(document: EditorDocument, edit: E, knowledge: LayerKnowledge): EditorDocument | Refusal;
}

/** How each of several kinds of edits is done. */
export type EditDefinitions<E extends { readonly type: string }> = {
  readonly [T in E['type']]: EditDefinition<Extract<E, { readonly type: T }>>;
};

export function withNodes(document: EditorDocument, change: (node: ProjectNode) => ProjectNode): EditorDocument {
  return { ...document, project: { ...document.project, nodes: document.project.nodes.map(change) } };
}

/** A document without comments stays without a list of them. */
export function withComments(document: EditorDocument, change: (comment: ProjectComment) => ProjectComment): EditorDocument {
  const { comments } = document.project;
  return comments === undefined ? document : { ...document, project: { ...document.project, comments: comments.map(change) } };
}

/** `conv1 and pool1`, `5 nodes` */
export function listed(ids: readonly string[], project: Project): string {
  return ids.length <= 2 ? ids.map((id) => nameOf(project, id)).join(' and ') : counted(ids.length, 'node');
}

/** Nodes and comments together: `conv1 and 2 comments`. */
export function listedMarks(
  { nodes, comments }: { readonly nodes: readonly string[]; readonly comments: readonly string[] },
  project: Project,
) {
  const parts = [nodes.length > 0 && listed(nodes, project), comments.length > 0 && counted(comments.length, 'comment')];
  return parts.filter((part) => part !== false).join(' and ');
}

export function counted(count: number, noun: string): string {
  return count === 1 ? noun : `${count} ${noun}s`;
}
