import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowRightCircle,
  IconClipboard,
  IconCopy,
  IconCopyPlus,
  IconPencil,
  IconPlugConnected,
  IconPlugConnectedX,
  IconRestore,
  IconScissors,
  IconSelectAll,
  IconReplace,
  IconTrash,
  IconTrashX,
} from '@tabler/icons-react';
import { revealPanel } from '../window/panel-access.ts';
import { keepingFocus } from '../canvas/canvas-focus.ts';
import { copyOffset, showSelected } from '../canvas/copy-place.ts';
import { openAddLayer, showNodes, useCanvasView } from '../canvas/view.ts';
import { fragmentOf } from '../document/clipboard.ts';
import { findNode, selectedCount, wireId } from '../document/document.ts';
import type { Edit } from '../document/edits.ts';
import { executeEdit } from '../document/execute.ts';
import type { HistoryStep } from '../document/history.ts';
import { layerIn, outputPortsIn } from '../document/node-layer.ts';
import { placeAfter } from '../document/placement.ts';
import { useDocument } from '../document/store.ts';
import type { Text, WindowText } from '../language/text.ts';
import { copySelection, pasteFromClipboard } from './clipboard-commands.ts';
import type { Command } from '../commands/registry.ts';

const state = () => useDocument.getState();
const isOpen = () => state().projectId !== undefined;
const hasNodes = () => state().selection.nodes.length > 0;
const hasItems = () => hasNodes() || state().selection.comments.length > 0;
const hasSelection = () => selectedCount(state().selection) > 0;
const singleNode = () => (state().selection.nodes.length === 1 ? state().selection.nodes[0] : undefined);

/** Editing of the document: what menus, toolbars, shortcuts and the palette offer. */
export const editorCommands: readonly Command[] = [
  {
    id: 'edit.undo',
    label: 'Undo',
    labelNow: () => naming('Undo: {step}', state().history.steps[state().history.position - 1]),
    group: 'edit',
    icon: IconArrowBackUp,
    shortcut: 'mod+Z',
    when: () => state().canUndo,
    run: () => state().undo(),
  },
  {
    id: 'edit.redo',
    label: 'Redo',
    labelNow: () => naming('Redo: {step}', state().history.steps[state().history.position]),
    group: 'edit',
    icon: IconArrowForwardUp,
    shortcut: ['mod+Shift+Z', 'mod+Y'],
    when: () => state().canRedo,
    run: () => state().redo(),
  },
  {
    id: 'edit.cut',
    label: 'Cut',
    group: 'edit',
    icon: IconScissors,
    shortcut: 'mod+X',
    native: true,
    when: hasItems,
    run: () => copySelection('cut'),
  },
  {
    id: 'edit.copy',
    label: 'Copy',
    group: 'edit',
    icon: IconCopy,
    shortcut: 'mod+C',
    native: true,
    when: hasItems,
    run: () => copySelection('copy'),
  },
  {
    id: 'edit.paste',
    label: 'Paste',
    group: 'edit',
    icon: IconClipboard,
    shortcut: 'mod+V',
    native: true,
    when: isOpen,
    run: pasteFromClipboard,
  },
  {
    id: 'edit.duplicate',
    label: 'Duplicate',
    group: 'edit',
    icon: IconCopyPlus,
    shortcut: 'mod+D',
    when: hasItems,
    run: duplicate,
  },
  {
    id: 'edit.delete',
    label: 'Delete',
    group: 'edit',
    icon: IconTrash,
    shortcut: ['Delete', 'Backspace'],
    when: hasSelection,
    run: () => keepingFocus(() => executeEdit({ type: 'remove', ...state().selection, heal: true })),
  },
  {
    id: 'edit.delete-plain',
    label: 'Delete with its wires',
    group: 'edit',
    icon: IconTrashX,
    shortcut: ['mod+Delete', 'mod+Backspace'],
    when: hasNodes,
    run: () => keepingFocus(() => executeEdit({ type: 'remove', ...state().selection })),
  },
  {
    id: 'edit.select-all',
    label: 'Select all',
    group: 'edit',
    icon: IconSelectAll,
    shortcut: 'mod+A',
    when: isOpen,
    run: () => {
      const { nodes, comments = [] } = state().project;
      state().select({ nodes: nodes.map(({ id }) => id), comments: comments.map(({ id }) => id) });
    },
  },
  {
    id: 'edit.select-none',
    label: 'Select nothing',
    group: 'edit',
    shortcut: 'Escape',
    when: hasSelection,
    run: () => state().select({}),
  },
  {
    id: 'node.rename',
    label: 'Rename',
    group: 'edit',
    icon: IconPencil,
    shortcut: 'F2',
    when: () => singleNode() !== undefined,
    run: () => {
      revealPanel('inspector');
      useCanvasView.setState({ renaming: singleNode() });
    },
  },
  {
    id: 'node.add-after',
    label: 'Add a layer after it',
    group: 'edit',
    icon: IconArrowRightCircle,
    shortcut: 'A',
    when: () => firstOutput() !== undefined,
    run: addAfter,
  },
  {
    id: 'node.replace',
    label: 'Replace by another layer…',
    group: 'edit',
    icon: IconReplace,
    shortcut: 'R',
    keywords: ['swap', 'change type'],
    when: () => singleNode() !== undefined,
    run: () => {
      const node = singleNode();
      const box = node === undefined ? undefined : nodeBox(node);
      if (node !== undefined && box) openAddLayer({ x: box.left, y: box.bottom + 6 }, { replaces: node });
    },
  },
  {
    id: 'node.wire',
    label: 'Wire the first selected node to the second',
    group: 'edit',
    icon: IconPlugConnected,
    shortcut: 'W',
    keywords: ['connect'],
    when: () => wireBetween() !== undefined,
    run: () => {
      const wire = wireBetween();
      if (wire !== undefined) executeEdit(wire);
    },
  },
  {
    id: 'node.next',
    label: 'Go to the layer that it feeds',
    group: 'edit',
    shortcut: ']',
    when: () => singleNode() !== undefined,
    run: () => walk('next'),
  },
  {
    id: 'node.previous',
    label: 'Go to the layer that feeds it',
    group: 'edit',
    shortcut: '[',
    when: () => singleNode() !== undefined,
    run: () => walk('previous'),
  },
  {
    id: 'node.disconnect',
    label: 'Remove its wires',
    group: 'edit',
    icon: IconPlugConnectedX,
    when: () => ownWires().length > 0,
    run: () => void executeEdit({ type: 'remove', nodes: [], wires: ownWires() }),
  },
  {
    id: 'node.reset',
    label: 'Reset its parameters',
    group: 'edit',
    icon: IconRestore,
    when: () => Object.keys(state().project.nodes.find(({ id }) => id === singleNode())?.parameters ?? {}).length > 0,
    run: () => void executeEdit({ type: 'reset-parameters', node: singleNode() ?? '' }),
  },
];

/** An entry with the name of the step that it takes back or does again. */
function naming(text: WindowText, step: HistoryStep | undefined): Text | undefined {
  return step && { text, values: { step: typeof step.label === 'string' ? { text: step.label, values: {} } : step.label } };
}

/** The selected nodes' wire: from the first one's output to the second one's first free input. */
function wireBetween(): Extract<Edit, { type: 'connect' }> | undefined {
  const { project, selection } = state();
  const [from, to] = selection.nodes.map((id) => project.nodes.find((node) => node.id === id));
  if (selection.nodes.length !== 2 || from === undefined || to === undefined) return undefined;
  const output = outputPortsIn(project, from).at(0);
  const inputs = layerIn(project, to)?.inputs ?? [];
  const isFree = (name: string) => !project.wires.some((wire) => wire.to.node === to.id && wire.to.port === name);
  const input = inputs.find(({ name }) => isFree(name)) ?? inputs[0];
  if (output === undefined || input === undefined) return undefined;
  return { type: 'connect', from: { node: from.id, port: output.name }, to: { node: to.id, port: input.name } };
}

/** Selects what the selected node feeds, or what feeds it. */
function walk(direction: 'next' | 'previous'): void {
  const { project, select } = state();
  const [here, there] = direction === 'next' ? (['from', 'to'] as const) : (['to', 'from'] as const);
  const wire = project.wires.find((candidate) => candidate[here].node === singleNode());
  const target = wire?.[there].node;
  if (target === undefined) return;
  select({ nodes: [target] });
  showNodes([target]);
}

/** Wires at the selected nodes. */
function ownWires(): readonly string[] {
  const { project, selection } = state();
  const chosen = new Set(selection.nodes);
  return project.wires.filter(({ from, to }) => chosen.has(from.node) || chosen.has(to.node)).map(wireId);
}

/** Puts copies where they and their tools cover nothing, and where they can be seen. */
function duplicate(): void {
  const { project, selection } = state();
  const offset = copyOffset(fragmentOf(project, selection.nodes, selection.comments), { x: 0, y: 0 });
  executeEdit({ type: 'duplicate', nodes: selection.nodes, comments: selection.comments, offset });
  showSelected();
}

function firstOutput() {
  const node = state().project.nodes.find(({ id }) => id === singleNode());
  const port = outputPortsIn(state().project, node).at(0);
  return node && port && { node: node.id, port: port.name };
}

function nodeBox(id: string): DOMRect | undefined {
  return document.querySelector(`.react-flow__node[data-id="${CSS.escape(id)}"]`)?.getBoundingClientRect();
}

/** Opens the search beside the selected node, for layers that take what it gives. */
function addAfter(): void {
  const from = firstOutput();
  const node = from && findNode(state().project, from.node);
  const box = from && nodeBox(from.node);
  const beside =
    state().project.flow === 'down' ? { x: box?.left ?? 0, y: (box?.bottom ?? 0) + 40 } : { x: (box?.right ?? 0) + 60, y: box?.top ?? 0 };
  if (node && box) openAddLayer(beside, { from, position: placeAfter(state().project, node), placed: true });
}
