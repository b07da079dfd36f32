import type { Project } from '../../engine/project/schema.ts';
import { t } from '../language/text.ts';
import { nodeName } from './document.ts';

/** Nodes and comments that an edit changes, by their ids. */
export interface ChangedItems {
  readonly nodes?: readonly string[] | undefined;
  readonly comments?: readonly string[] | undefined;
}

/** Why these can't be changed where some are locked; undefined where none is. Moves leave locked things where they are instead. */
export function lockProblem({ nodes = [], comments = [] }: ChangedItems, project: Project): string | undefined {
  const names = [
    ...project.nodes.filter(({ id, locked }) => locked === true && nodes.includes(id)).map(nodeName),
    ...(project.comments ?? []).filter(({ id, locked }) => locked === true && comments.includes(id)).map(() => t('A comment')),
  ];
  if (names.length === 0) return undefined;
  const values = { names: names.slice(0, 3).join(', '), count: names.length };
  return names.length > 3
    ? t('{names} and others are locked. Unlock first.', values)
    : t('{names} {count, plural, one {is} other {are}} locked. Unlock first.', values);
}
