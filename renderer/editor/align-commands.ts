import {
  IconLayoutAlignBottom,
  IconLayoutAlignCenter,
  IconLayoutAlignLeft,
  IconLayoutAlignMiddle,
  IconLayoutAlignRight,
  IconLayoutAlignTop,
  IconLayoutDistributeHorizontal,
  IconLayoutDistributeVertical,
} from '@tabler/icons-react';
import { commentOf } from '../canvas/flow-model.ts';
import { currentFlow } from '../canvas/view.ts';
import { alignedBoxes, distributedBoxes, type Edge, type PlacedBox } from '../document/align.ts';
import { executeEdit } from '../document/execute.ts';
import type { Point } from '../document/placement.ts';
import { useDocument } from '../document/store.ts';
import type { WindowText } from '../language/text.ts';
import type { Command } from '../commands/registry.ts';

/** Selected nodes and comments into line, and to equal distances. */
export const alignCommands: readonly Command[] = [
  align('left', 'Align left edges', IconLayoutAlignLeft, 'Alt+A'),
  align('centre', 'Align centres', IconLayoutAlignCenter, 'Alt+H'),
  align('right', 'Align right edges', IconLayoutAlignRight, 'Alt+D'),
  align('top', 'Align tops', IconLayoutAlignTop, 'Alt+W'),
  align('middle', 'Align middles', IconLayoutAlignMiddle, 'Alt+V'),
  align('bottom', 'Align bottoms', IconLayoutAlignBottom, 'Alt+S'),
  distribute('x', 'Distribute horizontally', IconLayoutDistributeVertical, 'Alt+Shift+H'),
  distribute('y', 'Distribute vertically', IconLayoutDistributeHorizontal, 'Alt+Shift+V'),
];

function align(edge: Edge, label: WindowText, icon: NonNullable<Command['icon']>, shortcut: string): Command {
  return {
    id: `align.${edge}`,
    label,
    group: 'canvas',
    icon,
    shortcut,
    when: () => selectedCount() > 1,
    run: () => place(label, (boxes) => alignedBoxes(boxes, edge)),
  };
}

function distribute(axis: 'x' | 'y', label: WindowText, icon: NonNullable<Command['icon']>, shortcut: string): Command {
  return {
    id: `distribute.${axis}`,
    label,
    group: 'canvas',
    icon,
    shortcut,
    keywords: ['space', 'spread'],
    when: () => selectedCount() > 2,
    run: () => place(label, (boxes) => distributedBoxes(boxes, axis)),
  };
}

function selectedCount(): number {
  const { nodes, comments } = useDocument.getState().selection;
  return currentFlow() === undefined ? 0 : nodes.length + comments.length;
}

/** Moves what is selected in one step; locked things stay, and others line up with them. */
function place(label: WindowText, arrange: (boxes: readonly PlacedBox[]) => Record<string, Point>): void {
  const placed = Object.entries(arrange(selectedBoxes()));
  if (placed.length === 0) return;
  const isComment = ([id]: [string, Point]) => commentOf(id) !== undefined;
  const comments = placed.filter(isComment).map(([id, position]) => [commentOf(id) ?? id, position] as const);
  const positions = Object.fromEntries(placed.filter((entry) => !isComment(entry)));
  executeEdit({ type: 'move', positions, ...(comments.length > 0 && { comments: Object.fromEntries(comments) }), label });
}

function selectedBoxes(): readonly PlacedBox[] {
  const { nodes, comments } = useDocument.getState().selection;
  const chosen = (id: string) => (commentOf(id) === undefined ? nodes.includes(id) : comments.includes(commentOf(id) ?? ''));
  const all = currentFlow()?.getNodes() ?? [];
  return all
    .filter(({ id }) => chosen(id))
    .map(({ id, position, measured }) => ({ id, ...position, width: measured?.width ?? 140, height: measured?.height ?? 100 }));
}
