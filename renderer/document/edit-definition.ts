import type { Project, ProjectComment, ProjectNode } from '../../engine/project/schema.ts';
import type { Text, TextValue } from '../language/text.ts';
import { nameOf, type EditorDocument } from './document.ts';
import type { ChangedItems } from './locks.ts';
import type { LayerKnowledge } from './wiring.ts';

/** An edit that can't be done, and why. */
export interface Refusal {
  readonly refused: string;
}

export interface EditDefinition<E> {
  /** What the history calls it, said in the window's language where it is shown. */
  label(edit: E, project: Project, knowledge: LayerKnowledge): Text;
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
export function listed(ids: readonly string[], project: Project): TextValue {
  if (ids.length <= 2) return { list: ids.map((id) => nameOf(project, id)) };
  return { text: '{count, plural, one {node} other {# nodes}}', values: { count: ids.length } };
}

/** Nodes and comments together: `conv1 and 2 comments`. */
export function listedMarks(
  { nodes, comments }: { readonly nodes: readonly string[]; readonly comments: readonly string[] },
  project: Project,
): TextValue {
  const counted: TextValue = { text: '{count, plural, one {comment} other {# comments}}', values: { count: comments.length } };
  if (comments.length === 0) return listed(nodes, project);
  return nodes.length === 0 ? counted : { list: [listed(nodes, project), counted] };
}
