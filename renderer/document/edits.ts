import { outputPortsOf } from '../../engine/layers/definition.ts';
import type { Fix, PortReference, ProjectEdit } from '../../engine/project/diagnostic.ts';
import type {
  DataSettings,
  Project,
  ProjectModule,
  ProjectComment,
  ProjectNode,
  ProjectWire,
  TrainingSettings,
} from '../../engine/project/schema.ts';
import { bringModules, referred } from './bring-modules.ts';
import { cornerOf, fragmentOf, isEmptyFragment, renewed, type Fragment } from './clipboard.ts';
import { commentEdits, type CommentEdit } from './comment-edits.ts';
import { dataParameters, fieldsOfDataset } from './data-parameters.ts';
import { existingSelection, findNode, nameOf, nothingSelected, wireId, type EditorDocument } from './document.ts';
import { listedMarks, withComments, withNodes, type EditDefinition, type EditDefinitions, type Refusal } from './edit-definition.ts';
import { withGraphParts } from './graph-wiring.ts';
import { healedWires } from './healing.ts';
import { lockProblem } from './locks.ts';
import { markEdits, type MarkEdit } from './mark-edits.ts';
import { layerFor } from './node-layer.ts';
import { engineLabel, t, type Text } from '../language/text.ts';
import { moduleDrawing, withModuleDrawing } from './module-drawing.ts';
import { idFor, moduleEdits, namedByModule, type ModuleEdit } from './module-edits.ts';
import { makeRoomBetween, placeBetween, type Point } from './placement.ts';
import { parameterName, settingNames } from './setting-names.ts';
import { wireEdits, type WireEdit } from './wire-edits.ts';
import { wireProblem, withWire, type LayerKnowledge } from './wiring.ts';

/** Every way in which a document changes. Menus, shortcuts, panels and fixes all end in one of these. */
export type Edit =
  | {
      readonly type: 'add-layer';
      readonly layer: string;
      readonly position: Point;
      readonly parameters?: Readonly<Record<string, unknown>>;
      /** Modules that the project gets where it lacks them. */
      readonly modules?: readonly ProjectModule[];
      /** Output that the new layer's first input is wired to. */
      readonly from?: PortReference;
      /** Input that the new layer's first output is wired to. */
      readonly to?: PortReference;
    }
  | {
      readonly type: 'insert-layer';
      readonly layer: string;
      readonly wire: ProjectWire;
      readonly parameters?: Readonly<Record<string, unknown>>;
      readonly modules?: readonly ProjectModule[];
    }
  | {
      readonly type: 'remove';
      readonly nodes: readonly string[];
      readonly wires: readonly string[];
      readonly comments?: readonly string[];
      /** What came into a removed node goes on to where its output went, where that is unambiguous. */
      readonly heal?: boolean;
    }
  | {
      readonly type: 'move';
      readonly positions: Readonly<Record<string, Point>>;
      readonly comments?: Readonly<Record<string, Point>>;
      readonly label?: Text;
      /** Takes the bends out of the wires between the moved nodes. */
      readonly straighten?: boolean;
      /** Bends of wires after the move, by wire id. */
      readonly bends?: Readonly<Record<string, readonly Point[]>>;
      /** A small step by the keyboard; such steps in a row count as one. */
      readonly nudge?: boolean;
    }
  | { readonly type: 'connect'; readonly from: PortReference; readonly to: PortReference }
  | { readonly type: 'reconnect'; readonly wire: string; readonly from: PortReference; readonly to: PortReference }
  | { readonly type: 'set-parameter'; readonly node: string; readonly parameter: string; readonly value: unknown }
  | { readonly type: 'reset-parameters'; readonly node: string }
  | { readonly type: 'rename-node'; readonly node: string; readonly name: string }
  | { readonly type: 'describe'; readonly name?: string; readonly description?: string }
  | { readonly type: 'set-training'; readonly changes: Partial<TrainingSettings> }
  | {
      readonly type: 'set-data';
      readonly changes: Partial<DataSettings>;
      readonly label?: Text;
      /** What is being typed into; such edits in a row count as one. */
      readonly typing?: string;
    }
  | { readonly type: 'paste'; readonly fragment: Fragment; readonly at?: Point }
  | { readonly type: 'duplicate'; readonly nodes: readonly string[]; readonly comments?: readonly string[] }
  | MarkEdit
  | CommentEdit
  | WireEdit
  | ModuleEdit
  | { readonly type: 'apply-fix'; readonly fix: Fix }
  /** Edits of what a module holds, by the ids of its nodes. */
  | { readonly type: 'in-module'; readonly module: string; readonly edits: readonly Edit[] }
  | { readonly type: 'replace'; readonly project: Project; readonly label?: Text };

export const PASTE_OFFSET = 32;

const table: EditDefinitions<Edit> = {
  ...markEdits,
  ...commentEdits,
  ...wireEdits,
  ...moduleEdits,
  'add-layer': {
    label: ({ layer }) => ({ text: 'Add {layer}', values: { layer } }),
    apply: (document, edit, knowledge) => {
      const { project: start, ids } = bringModules(document.project, edit.modules ?? []);
      const id = idFor(start, edit);
      const version = knowledge.layerOf(edit.layer)?.version ?? 1;
      const parameters = { ...dataParameters(start, edit.layer, knowledge), ...edit.parameters };
      const added: ProjectNode = { id, type: edit.layer, version, position: { ...edit.position }, parameters };
      const node = namedByModule(start, referred(added, ids));
      const project = { ...start, nodes: [...start.nodes, node] };
      return { project: wiredIn(project, id, edit, knowledge), selection: { ...nothingSelected, nodes: [id] } };
    },
  },
  'insert-layer': {
    label: ({ layer, wire }, project) => ({ text: 'Insert {layer} before {node}', values: { layer, node: nameOf(project, wire.to.node) } }),
    apply: (document, { layer, wire, parameters = {}, modules = [] }, knowledge) => {
      const from = findNode(document.project, wire.from.node);
      const to = findNode(document.project, wire.to.node);
      if (from === undefined || to === undefined) return { refused: t('The wire is no longer there.') };
      const room = makeRoomBetween(document.project, from, to);
      const wires = room.project.wires.filter((other) => wireId(other) !== wireId(wire));
      const start = { ...document, project: { ...room.project, wires } };
      const { from: source, to: target } = wire;
      const added: Edit = { type: 'add-layer', layer, position: room.place, parameters, from: source, to: target, modules };
      return table['add-layer'].apply(start, added, knowledge);
    },
  },
  remove: {
    label: ({ nodes, wires, comments = [] }, project): Text => {
      const items = listedMarks({ nodes, comments }, project);
      if (nodes.length + comments.length > 0) return { text: 'Delete {items}', values: { items } };
      return { text: 'Delete {count, plural, one {wire} other {# wires}}', values: { count: wires.length } };
    },
    changes: ({ nodes, comments }) => ({ nodes, comments }),
    apply: ({ project, selection }, { heal = false, ...edit }, knowledge) => {
      const [nodes, wires, comments] = [new Set(edit.nodes), new Set(edit.wires), new Set(edit.comments)];
      const cut = { ...project, wires: project.wires.filter((wire) => !wires.has(wireId(wire))) };
      const next = {
        ...project,
        nodes: project.nodes.filter((node) => !nodes.has(node.id)),
        wires: heal
          ? [...healedWires(cut, nodes, knowledge)]
          : cut.wires.filter(({ from, to }) => !nodes.has(from.node) && !nodes.has(to.node)),
        ...(comments.size > 0 && { comments: project.comments?.filter(({ id }) => !comments.has(id)) }),
      };
      return { project: next, selection: existingSelection(next, selection) };
    },
  },
  move: {
    label: ({ positions, comments = {}, label }, project) =>
      label ?? {
        text: 'Move {items}',
        values: { items: listedMarks({ nodes: Object.keys(positions), comments: Object.keys(comments) }, project) },
      },
    mergeKey: ({ positions, comments = {}, nudge }) =>
      nudge === true ? `nudge:${[...Object.keys(positions), ...Object.keys(comments)].join()}` : undefined,
    apply: (document, { positions, comments = {}, straighten, bends = {} }) => {
      const placed = withNodes(document, (node) => moved(node, positions));
      const { project, selection } = withComments(placed, (comment) => moved(comment, comments));
      const wires = movedWires(document.project, project, straighten === true);
      const bent = Object.keys(bends).length === 0 ? wires : wires.map((wire) => withBends(wire, bends[wireId(wire)]));
      return { project: { ...project, wires: bent }, selection };
    },
  },
  connect: {
    label: (edit, project) => ({ text: 'Wire {from} to {to}', values: endNames(edit, project) }),
    apply: (document, { from, to }, knowledge) => {
      const problem = wireProblem(document.project, { from, to }, knowledge);
      if (problem !== undefined) return { refused: problem };
      return { ...document, project: withWire(document.project, { from, to }, knowledge) };
    },
  },
  reconnect: {
    label: (edit, project) => ({ text: 'Rewire {from} to {to}', values: endNames(edit, project) }),
    apply: (document, { wire, from, to }, knowledge) => {
      const removed = table.remove.apply(document, { type: 'remove', nodes: [], wires: [wire] }, knowledge);
      return 'refused' in removed ? removed : table.connect.apply(removed, { type: 'connect', from, to }, knowledge);
    },
  },
  'set-parameter': {
    label: ({ node, parameter }, project, knowledge) => ({
      text: 'Set {parameter} of {node}',
      values: { parameter: parameterName(project, { node, parameter }, knowledge), node: nameOf(project, node) },
    }),
    changes: ({ node }) => ({ nodes: [node] }),
    mergeKey: ({ node, parameter }) => `parameter:${node}:${parameter}`,
    apply: (document, { node: id, parameter, value }, knowledge) =>
      withNodes(document, (node) => {
        if (node.id !== id) return node;
        const changed = { ...node, parameters: withEntry(node.parameters, parameter, value) };
        return { ...changed, parameters: { ...changed.parameters, ...fieldsOfDataset(changed, parameter, knowledge) } };
      }),
  },
  'reset-parameters': {
    label: ({ node }, project) => ({ text: 'Reset {node}', values: { node: nameOf(project, node) } }),
    changes: ({ node }) => ({ nodes: [node] }),
    apply: (document, { node: id }) => withNodes(document, (node) => (node.id === id ? { ...node, parameters: {} } : node)),
  },
  'rename-node': {
    label: ({ node, name }) => ({ text: 'Rename {node} to {name}', values: { node, name } }),
    changes: ({ node }) => ({ nodes: [node] }),
    mergeKey: ({ node }) => `name:${node}`,
    apply: (document, { node: id, name }) => withNodes(document, (node) => (node.id === id ? { ...node, name } : node)),
  },
  describe: {
    label: ({ name }) => (name === undefined ? 'Edit the description' : { text: 'Rename the project to {name}', values: { name } }),
    mergeKey: ({ name }) => (name === undefined ? 'description' : 'project-name'),
    apply: (document, { name, description }) => ({
      ...document,
      project: { ...document.project, ...(name !== undefined && { name }), ...(description !== undefined && { description }) },
    }),
  },
  'set-training': {
    label: ({ changes }) => ({ text: 'Set {settings}', values: { settings: settingNames(changes) } }),
    mergeKey: ({ changes }) => `training:${Object.keys(changes).join()}`,
    apply: (document, { changes }) => ({
      ...document,
      project: { ...document.project, training: { ...document.project.training, ...changes } },
    }),
  },
  'set-data': {
    label: ({ label }) => label ?? 'Set how the data is prepared',
    mergeKey: ({ typing }) => (typing === undefined ? undefined : `data:${typing}`),
    apply: (document, { changes }) => ({
      ...document,
      project: { ...document.project, data: { ...document.project.data, ...changes } },
    }),
  },
  paste: {
    label: ({ fragment: { nodes, comments = [] } }) => ({
      text:
        nodes.length > 0 ? 'Paste {count, plural, one {node} other {# nodes}}' : 'Paste {count, plural, one {comment} other {# comments}}',
      values: { count: nodes.length + comments.length },
    }),
    apply: (document, { fragment, at }) => {
      if (isEmptyFragment(fragment)) return { refused: t('There is nothing to paste.') };
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
    apply: (document, { nodes, comments }) => {
      const fragment = fragmentOf(document.project, nodes, comments);
      if (isEmptyFragment(fragment)) return { refused: t('Select the nodes to duplicate first.') };
      return withFragment(document, renewed(document.project, fragment, { x: PASTE_OFFSET, y: PASTE_OFFSET }));
    },
  },
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

function endNames({ from, to }: { readonly from: PortReference; readonly to: PortReference }, project: Project) {
  return { from: nameOf(project, from.node), to: nameOf(project, to.node) };
}

function editFor(change: ProjectEdit, project: Project): Edit {
  switch (change.type) {
    case 'set-parameter':
    case 'insert-layer':
    case 'set-training':
    case 'set-data':
      return change;
    case 'add-layer':
      return { ...change, position: placeBetween(project, change) };
    case 'remove-wire':
      return { type: 'remove', nodes: [], wires: [wireId(change.wire)] };
    case 'remove-node':
      return { type: 'remove', nodes: [change.node], wires: [] };
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

function wiredIn(project: Project, id: string, ends: { from?: PortReference; to?: PortReference }, knowledge: LayerKnowledge): Project {
  const node = findNode(project, id);
  const layer = layerFor(knowledge, project, node);
  const kind = ends.from && knowledge.outputKind?.(ends.from);
  const fitting = layer?.inputs.find(({ accepts }) => kind === undefined || accepts === undefined || accepts.includes(kind));
  const input = (fitting ?? layer?.inputs[0])?.name;
  const output = layer && outputPortsOf(layer, node?.parameters)[0]?.name;
  let next = project;
  if (ends.from !== undefined && input !== undefined) next = withWire(next, { from: ends.from, to: { node: id, port: input } }, knowledge);
  if (ends.to !== undefined && output !== undefined) next = withWire(next, { from: { node: id, port: output }, to: ends.to }, knowledge);
  return withGraphParts(next, id, knowledge);
}

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

/** The item where it was moved to; what is locked stays where it is. */
function moved<T extends ProjectNode | ProjectComment>(item: T, positions: Readonly<Record<string, Point>>): T {
  return item.id in positions && item.locked !== true ? { ...item, position: { ...positions[item.id] } } : item;
}

function withBends(wire: ProjectWire, bends: readonly Point[] | undefined): ProjectWire {
  return bends === undefined ? wire : { ...wire, via: bends.map(({ x, y }) => ({ x, y })) };
}

/** The wires' bends go along where both ends moved alike, and go away where the nodes were laid out anew. */
function movedWires(before: Project, after: Project, straighten: boolean): ProjectWire[] {
  if (before.wires.every(({ via }) => via === undefined)) return before.wires;
  const offsets = new Map(
    after.nodes.map(({ id, position }, index) => {
      const former = before.nodes[index].position;
      return [id, { x: position.x - former.x, y: position.y - former.y }];
    }),
  );
  const still: Point = { x: 0, y: 0 };
  return before.wires.map((wire) => {
    const [from, to] = [offsets.get(wire.from.node) ?? still, offsets.get(wire.to.node) ?? still];
    if (wire.via === undefined || ((from.x !== 0 || from.y !== 0) && straighten)) return { from: wire.from, to: wire.to };
    if (from.x !== to.x || from.y !== to.y) return wire;
    return { ...wire, via: wire.via.map(({ x, y }) => ({ x: x + from.x, y: y + from.y })) };
  });
}

/** The record with the entry; `undefined` takes it out, so that the default counts. */
function withEntry(record: Readonly<Record<string, unknown>>, key: string, value: unknown): Record<string, unknown> {
  const { [key]: _former, ...rest } = record;
  return value === undefined ? rest : { ...record, [key]: value };
}
