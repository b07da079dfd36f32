import type { ProjectComment } from '../../engine/project/schema.ts';
import { nothingSelected } from './document.ts';
import { withComments, type EditDefinitions } from './edit-definition.ts';
import { freeCopyId, takenIds } from './naming.ts';
import type { Box, Point } from './placement.ts';

/** A comment grows with its text up to this height. */
const MAX_HEIGHT = 480;
const DEFAULT_SIZE = { width: 200, height: 96 };

/** Notes on the canvas. They are moved and removed as nodes are. */
export type CommentEdit =
  | { readonly type: 'add-comment'; readonly position: Point; readonly text?: string; readonly size?: Pick<Box, 'width' | 'height'> }
  | { readonly type: 'edit-comment'; readonly comment: string; readonly text: string; readonly height?: number }
  | { readonly type: 'resize-comment'; readonly comment: string; readonly box: Box };

export const commentEdits: EditDefinitions<CommentEdit> = {
  'add-comment': {
    label: () => 'Add a comment',
    apply: ({ project }, { position, text = '', size = DEFAULT_SIZE }) => {
      const id = freeCopyId(takenIds(project), 'comment1');
      const comment: ProjectComment = { id, text, position: { ...position }, ...size };
      const next = { ...project, comments: [...(project.comments ?? []), comment] };
      return { project: next, selection: { ...nothingSelected, comments: [id] } };
    },
  },
  'edit-comment': {
    label: () => 'Write a comment',
    changes: ({ comment }) => ({ comments: [comment] }),
    mergeKey: ({ comment }) => `comment:${comment}`,
    apply: (document, { comment: id, text, height = 0 }) =>
      withComments(document, (comment) =>
        comment.id === id ? { ...comment, text, height: Math.max(comment.height, Math.min(height, MAX_HEIGHT)) } : comment,
      ),
  },
  'resize-comment': {
    label: () => 'Resize a comment',
    changes: ({ comment }) => ({ comments: [comment] }),
    apply: (document, { comment: id, box: { x, y, width, height } }) =>
      withComments(document, (comment) => (comment.id === id ? { ...comment, position: { x, y }, width, height } : comment)),
  },
};
