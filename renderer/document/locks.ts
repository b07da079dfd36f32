import type { Project } from '../../engine/project/schema.ts';
import { t, type TextValue } from '../language/text.ts';
import { nodeName } from './document.ts';

/** Nodes and comments that an edit changes, by their ids. */
export interface ChangedItems {
  readonly nodes?: readonly string[] | undefined;
  readonly comments?: readonly string[] | undefined;
}

/** Nodes that are called by their names; further ones are counted. */
const SHOWN = 3;

/** Why these can't be changed where some are locked; undefined where none is. Moves leave locked things where they are instead. */
export function lockProblem({ nodes = [], comments = [] }: ChangedItems, project: Project): string | undefined {
  const names = [...project.nodes.filter(({ id, locked }) => locked === true && nodes.includes(id)).map(nodeName)];
  const marks = (project.comments ?? []).filter(({ id, locked }) => locked === true && comments.includes(id)).length;
  if (names.length === 0) {
    return marks === 0
      ? undefined
      : t('{count, plural, one {A comment is} other {# comments are}} locked. Unlock first.', { count: marks });
  }
  const others = names.length - SHOWN;
  const items: TextValue[] = [
    ...names.slice(0, SHOWN),
    ...(others > 0 ? [{ text: '{count, plural, one {# other node} other {# other nodes}}', values: { count: others } } as const] : []),
    ...(marks > 0 ? [{ text: '{count, plural, one {a comment} other {# comments}}', values: { count: marks } } as const] : []),
  ];
  return t('{names} {count, plural, one {is} other {are}} locked. Unlock first.', { names: { list: items }, count: names.length + marks });
}
