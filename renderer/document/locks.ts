import type { Project } from '../../engine/project/schema.ts';
import type { Edit } from './edits.ts';
import { nodeName } from './document.ts';

/** Why the edit can't be done where it would change what is locked; undefined where it wouldn't. Moves leave locked things where they are. */
export function lockProblem(edit: Edit, project: Project): string | undefined {
  const { nodes, comments } = changedBy(edit);
  const names = [
    ...project.nodes.filter(({ id, locked }) => locked === true && nodes.includes(id)).map(nodeName),
    ...(project.comments ?? []).filter(({ id, locked }) => locked === true && comments.includes(id)).map(() => 'A comment'),
  ];
  if (names.length === 0) return undefined;
  return `${names.slice(0, 3).join(', ')}${names.length > 3 ? ' and others' : ''} ${names.length === 1 ? 'is' : 'are'} locked. Unlock first.`;
}

interface Changed {
  readonly nodes: readonly string[];
  readonly comments: readonly string[];
}

function changedBy(edit: Edit): Changed {
  switch (edit.type) {
    case 'set-parameter':
    case 'reset-parameters':
    case 'rename-node':
    case 'replace-layer':
    case 'insert-node':
      return { nodes: [edit.node], comments: [] };
    case 'set-mode':
      return { nodes: edit.nodes, comments: [] };
    case 'set-colour':
      return edit;
    case 'remove':
      return { nodes: edit.nodes, comments: edit.comments ?? [] };
    case 'edit-comment':
    case 'resize-comment':
      return { nodes: [], comments: [edit.comment] };
    default:
      return { nodes: [], comments: [] };
  }
}
