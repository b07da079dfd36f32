import {
  IconEyeOff,
  IconFrame,
  IconLock,
  IconMessage2,
  IconPencil,
  IconPlayerSkipForward,
  IconVectorBezier2,
  IconLine,
} from '@tabler/icons-react';
import { markColours, type MarkColour } from '../../engine/project/schema.ts';
import { bendAt } from '../canvas/bend-wire.ts';
import { flowIdOf } from '../canvas/flow-model.ts';
import { frameAround } from '../canvas/frames.ts';
import { currentFlow, pointerOverCanvas, useCanvasView, viewCentre } from '../canvas/view.ts';
import { findNode, wireId } from '../document/document.ts';
import { executeEdit } from '../document/execute.ts';
import { NODE_HEIGHT, NODE_WIDTH, snapped } from '../document/placement.ts';
import { useDocument } from '../document/store.ts';
import type { WindowText } from '../language/text.ts';
import type { Command } from '../commands/registry.ts';

const colourLabels: Readonly<Record<MarkColour, WindowText>> = {
  red: 'Colour: red',
  orange: 'Colour: orange',
  yellow: 'Colour: yellow',
  green: 'Colour: green',
  blue: 'Colour: blue',
  purple: 'Colour: purple',
  grey: 'Colour: grey',
};

const state = () => useDocument.getState();
const hasNodes = () => state().selection.nodes.length > 0;
const hasItems = () => hasNodes() || state().selection.comments.length > 0;

/** What nodes and comments are marked with, comments themselves, and the bends of wires. */
export const markCommands: readonly Command[] = [
  mode('bypass', 'Bypass', 'mod+B', IconPlayerSkipForward, ['skip', 'disable', 'pass through']),
  mode('mute', 'Mute', 'mod+M', IconEyeOff, ['disable', 'ignore', 'switch off']),
  {
    id: 'edit.lock',
    label: 'Lock',
    group: 'edit',
    icon: IconLock,
    shortcut: 'mod+Shift+L',
    keywords: ['pin', 'unlock', 'freeze'],
    when: hasItems,
    checked: allLocked,
    run: () => void executeEdit({ type: 'set-locked', ...marked(), locked: !allLocked() }),
  },
  ...markColours.map((colour) => colouring(colour)),
  colouring(undefined),
  {
    id: 'canvas.comment',
    label: 'Add a comment',
    group: 'canvas',
    icon: IconMessage2,
    shortcut: 'C',
    keywords: ['note', 'sticky', 'markdown', 'annotation'],
    when: () => state().projectId !== undefined && currentFlow() !== undefined,
    run: addComment,
  },
  {
    id: 'canvas.frame',
    label: 'Frame the selection',
    group: 'canvas',
    icon: IconFrame,
    shortcut: 'Shift+C',
    keywords: ['group', 'comment', 'box', 'move together'],
    when: () => hasItems() && currentFlow() !== undefined,
    run: frameSelection,
  },
  {
    id: 'comment.write',
    label: 'Write the comment',
    group: 'edit',
    icon: IconPencil,
    when: () => state().selection.comments.length === 1,
    run: () => useCanvasView.setState({ writing: state().selection.comments[0] }),
  },
  {
    id: 'wire.bend',
    label: 'Bend the wire here',
    group: 'edit',
    icon: IconVectorBezier2,
    keywords: ['reroute', 'waypoint', 'corner'],
    when: () => selectedWire() !== undefined && currentFlow() !== undefined,
    run: () => {
      const wire = selectedWire();
      if (wire !== undefined) bendAt(wireId(wire), useCanvasView.getState().menuAt ?? pointerOverCanvas() ?? viewCentre().screen);
    },
  },
  {
    id: 'wire.straighten',
    label: 'Straighten the wire',
    group: 'edit',
    icon: IconLine,
    when: () => selectedWire()?.via !== undefined,
    run: () => {
      const wire = selectedWire();
      if (wire !== undefined) executeEdit({ type: 'bend-wire', wire: wireId(wire), via: [] });
    },
  },
];

function mode(
  name: 'bypass' | 'mute',
  label: WindowText,
  shortcut: string,
  icon: NonNullable<Command['icon']>,
  keywords: readonly string[],
): Command {
  const all = () => {
    const { project, selection } = state();
    return hasNodes() && selection.nodes.every((id) => findNode(project, id)?.mode === name);
  };
  return {
    id: `node.${name}`,
    label,
    group: 'edit',
    icon,
    shortcut,
    keywords,
    when: hasNodes,
    checked: all,
    run: () => void executeEdit({ type: 'set-mode', nodes: state().selection.nodes, mode: all() ? undefined : name }),
  };
}

function colouring(colour: MarkColour | undefined): Command {
  return {
    id: `mark.${colour ?? 'none'}`,
    label: colour === undefined ? 'Colour: none' : colourLabels[colour],
    group: 'edit',
    keywords: ['color', 'mark'],
    when: hasItems,
    run: () => void executeEdit({ type: 'set-colour', ...marked(), colour }),
  };
}

function marked() {
  const { nodes, comments } = state().selection;
  return { nodes, comments };
}

function allLocked(): boolean {
  const { project, selection } = state();
  const nodes = project.nodes.filter(({ id }) => selection.nodes.includes(id));
  const comments = project.comments?.filter(({ id }) => selection.comments.includes(id)) ?? [];
  return hasItems() && [...nodes, ...comments].every(({ locked }) => locked === true);
}

function selectedWire() {
  const { project, selection } = state();
  return selection.wires.length === 1 ? project.wires.find((wire) => wireId(wire) === selection.wires[0]) : undefined;
}

/** A comment under the pointer, or in the middle of the view, ready to be written. */
function addComment(): void {
  const screen = useCanvasView.getState().menuAt ?? pointerOverCanvas() ?? viewCentre().screen;
  const place = currentFlow()?.screenToFlowPosition({ ...screen });
  if (place === undefined || !executeEdit({ type: 'add-comment', position: snapped(place) })) return;
  useCanvasView.setState({ writing: state().selection.comments[0] });
}

/** A comment around what is selected, ready to be written: what lies in it goes where it goes. */
function frameSelection(): void {
  const { nodes, comments } = state().selection;
  const chosen = new Set([...nodes, ...comments.map(flowIdOf)]);
  const boxes = (currentFlow()?.getNodes() ?? [])
    .filter(({ id }) => chosen.has(id))
    .map(({ position, measured }) => ({ ...position, width: measured?.width ?? NODE_WIDTH, height: measured?.height ?? NODE_HEIGHT }));
  const frame = frameAround(boxes);
  if (frame === undefined) return;
  const { x, y, width, height } = frame;
  if (!executeEdit({ type: 'add-comment', position: snapped({ x, y }), size: { width, height } })) return;
  useCanvasView.setState({ writing: state().selection.comments[0] });
}
