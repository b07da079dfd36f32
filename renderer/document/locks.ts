import type { Project } from '../../engine/project/schema.ts';
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
    ...(project.comments ?? []).filter(({ id, locked }) => locked === true && comments.includes(id)).map(() => 'A comment'),
  ];
  if (names.length === 0) return undefined;
  return `${names.slice(0, 3).join(', ')}${names.length > 3 ? ' and others' : ''} ${names.length === 1 ? 'is' : 'are'} locked. Unlock first.`;
}
