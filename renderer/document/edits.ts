import type { Fix, ProjectEdit } from '../../engine/project/diagnostic.ts';
import type { Project } from '../../engine/project/schema.ts';
import { engineLabel, t, type Text } from '../language/text.ts';
import { commentEdits, type CommentEdit } from './comment-edits.ts';
import { existingSelection, wireId, type EditorDocument } from './document.ts';
import type { EditDefinition, EditDefinitions, Refusal } from './edit-definition.ts';
import { fragmentEdits, type FragmentEdit } from './fragment-edits.ts';
import { layerEdits, type LayerEdit } from './layer-edits.ts';
import { lockProblem } from './locks.ts';
import { markEdits, type MarkEdit } from './mark-edits.ts';
import { moduleDrawing, withModuleDrawing } from './module-drawing.ts';
import { moduleEdits, type ModuleEdit } from './module-edits.ts';
import { moveEdits, type MoveEdit } from './move-edits.ts';
import { placeBetween } from './placement.ts';
import { settingEdits, type SettingEdit } from './setting-edits.ts';
import { wireEdits, type WireEdit } from './wire-edits.ts';
import type { LayerKnowledge } from './wiring.ts';

/** Every way in which a document changes. Menus, shortcuts, panels and fixes all end in one of these. */
export type Edit =
  | LayerEdit
  | MoveEdit
  | SettingEdit
  | FragmentEdit
  | MarkEdit
  | CommentEdit
  | WireEdit
  | ModuleEdit
  | { readonly type: 'apply-fix'; readonly fix: Fix }
  /** Edits of what a module holds, by the ids of its nodes. */
  | { readonly type: 'in-module'; readonly module: string; readonly edits: readonly Edit[] }
  | { readonly type: 'replace'; readonly project: Project; readonly label?: Text };

const table: EditDefinitions<Edit> = {
  ...layerEdits,
  ...moveEdits,
  ...settingEdits,
  ...fragmentEdits,
  ...markEdits,
  ...commentEdits,
  ...wireEdits,
  ...moduleEdits,
  'apply-fix': {
    label: ({ fix }) => engineLabel(fix.label),
    apply: (document, { fix }, knowledge) => {
      let current = document;
      for (const change of fix.edits) {
        const next = applyEdit(current, editFor(change, current.project), knowledge);
        if ('refused' in next) return next;
        current = next.document;
      }
      return current;
    },
  },
  'in-module': {
    label: ({ module, edits: [first] }, project, knowledge) => {
      const drawing = moduleDrawing(project, module);
      return first === undefined || drawing === undefined ? 'Edit a module' : labelOf(first, drawing, knowledge);
    },
    mergeKey: ({ module, edits: [first] }) => {
      const key = first && (table[first.type] as EditDefinition<Edit>).mergeKey?.(first);
      return key === undefined ? undefined : `${module}:${key}`;
    },
    apply: (document, { module, edits }, knowledge) => {
      const drawing = moduleDrawing(document.project, module);
      if (drawing === undefined) return { refused: t('The module is no longer there.') };
      let current: EditorDocument = { project: drawing, selection: document.selection };
      for (const edit of edits) {
        const next = applyEdit(current, edit, { ...knowledge, outputKind: () => undefined });
        if ('refused' in next) return next;
        current = next.document;
      }
      return { project: withModuleDrawing(document.project, module, current.project), selection: current.selection };
    },
  },
  replace: {
    label: ({ label }) => label ?? 'Edit the code',
    mergeKey: ({ label = 'code' }) => `replace:${JSON.stringify(label)}`,
    apply: ({ selection }, { project }) => ({ project, selection: existingSelection(project, selection) }),
  },
};

export interface AppliedEdit {
  readonly document: EditorDocument;
  readonly label: Text;
  readonly mergeKey: string | undefined;
}

/** The document after the edit, or why it can't be done. The given document stays as it is. */
export function applyEdit(document: EditorDocument, edit: Edit, knowledge: LayerKnowledge): AppliedEdit | Refusal {
  const definition = table[edit.type] as EditDefinition<Edit>;
  const locked = lockProblem(definition.changes?.(edit) ?? {}, document.project);
  if (locked !== undefined) return { refused: locked };
  const result = definition.apply(document, edit, knowledge);
  if ('refused' in result) return result;
  return { document: result, label: definition.label(edit, document.project, knowledge), mergeKey: definition.mergeKey?.(edit) };
}

function labelOf(edit: Edit, project: Project, knowledge: LayerKnowledge): Text {
  return (table[edit.type] as EditDefinition<Edit>).label(edit, project, knowledge);
}

function editFor(change: ProjectEdit, project: Project): Edit {
  switch (change.type) {
    case 'set-parameter':
    case 'insert-layer':
    case 'set-training':
    case 'set-data':
    case 'replace-layer':
      return change;
    case 'add-layer':
      return { ...change, position: placeBetween(project, change) };
    case 'remove-wire':
      return { type: 'remove', nodes: [], wires: [wireId(change.wire)] };
    case 'remove-node':
      return { type: 'remove', nodes: [change.node], wires: [], ...(change.heal && { heal: true }) };
    case 'use-nodes':
      return { type: 'set-mode', nodes: change.nodes, mode: undefined };
    case 'add-wire':
      return { type: 'connect', from: change.wire.from, to: change.wire.to };
    case 'in-module':
      return {
        type: 'in-module',
        module: change.module,
        edits: change.edits.map((edit) => editFor(edit, moduleDrawing(project, change.module) ?? project)),
      };
  }
}
