import { t } from '../language/text.ts';
import { bringModules, referred } from './bring-modules.ts';
import { cornerOf, fragmentOf, isEmptyFragment, renewed, type Fragment } from './clipboard.ts';
import { countLayers, MANY_LAYERS } from './many-layers.ts';
import { nothingSelected, type EditorDocument } from './document.ts';
import { listedMarks, type EditDefinitions } from './edit-definition.ts';
import type { Point } from './placement.ts';

/** Parts of a drawing that are put in once more. */
export type FragmentEdit =
  | { readonly type: 'paste'; readonly fragment: Fragment; readonly at?: Point }
  | { readonly type: 'duplicate'; readonly nodes: readonly string[]; readonly comments?: readonly string[]; readonly offset?: Point };

export const PASTE_OFFSET = 32;

export const fragmentEdits: EditDefinitions<FragmentEdit> = {
  paste: {
    label: ({ fragment: { nodes, comments = [] } }) => ({
      text:
        nodes.length > 0 ? 'Paste {count, plural, one {node} other {# nodes}}' : 'Paste {count, plural, one {comment} other {# comments}}',
      values: { count: nodes.length + comments.length },
    }),
    apply: (document, { fragment, at }) => {
      if (isEmptyFragment(fragment)) return { refused: t('There is nothing to paste.') };
      const count = countLayers(fragment);
      if (count > MANY_LAYERS)
        return {
          refused: t(
            'The clipboard holds {count, number} layers; at most {most, number} are pasted at once. Open a drawing that large as a file.',
            { count, most: MANY_LAYERS },
          ),
        };
      const corner = cornerOf(fragment);
      const offset = at === undefined ? { x: PASTE_OFFSET, y: PASTE_OFFSET } : { x: at.x - corner.x, y: at.y - corner.y };
      const { project, ids } = bringModules(document.project, fragment.modules ?? []);
      const nodes = fragment.nodes.map((node) => referred(node, ids));
      return withFragment({ ...document, project }, renewed(project, { ...fragment, nodes }, offset));
    },
  },
  duplicate: {
    label: ({ nodes, comments = [] }, project) => ({
      text: 'Duplicate {items}',
      values: { items: listedMarks({ nodes, comments }, project) },
    }),
    apply: (document, { nodes, comments, offset = { x: PASTE_OFFSET, y: PASTE_OFFSET } }) => {
      const fragment = fragmentOf(document.project, nodes, comments);
      if (isEmptyFragment(fragment)) return { refused: t('Select the nodes to duplicate first.') };
      return withFragment(document, renewed(document.project, fragment, offset));
    },
  },
};

function withFragment({ project }: EditorDocument, { nodes, wires, comments = [] }: Fragment): EditorDocument {
  return {
    project: {
      ...project,
      nodes: [...project.nodes, ...nodes],
      wires: [...project.wires, ...wires],
      ...(comments.length > 0 && { comments: [...(project.comments ?? []), ...comments] }),
    },
    selection: { ...nothingSelected, nodes: nodes.map(({ id }) => id), comments: comments.map(({ id }) => id) },
  };
}
