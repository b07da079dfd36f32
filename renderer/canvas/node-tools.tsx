import { NodeToolbar, Position, useStore, type ReactFlowState } from '@xyflow/react';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowRightCircle, IconCopyPlus, IconEyeOff, IconPencil, IconPlayerSkipForward, IconTrash } from '@tabler/icons-react';
import { memo } from 'react';
import { labelWithKeys, runCommand, useCommands } from '../commands/registry.ts';
import { useDocument } from '../document/store.ts';
import { t } from '../language/text.ts';
import classes from './canvas.module.css';

const tools = [
  { command: 'node.rename', Icon: IconPencil },
  { command: 'node.add-after', Icon: IconArrowRightCircle },
  { command: 'node.bypass', Icon: IconPlayerSkipForward },
  { command: 'node.mute', Icon: IconEyeOff },
  { command: 'edit.duplicate', Icon: IconCopyPlus },
  { command: 'edit.delete', Icon: IconTrash },
] as const;

/** Half the tools' width and their height with the gap to the node, in pixels of the screen. */
const [HALF, HEIGHT] = [94, 46];

/** How far the tools have to be moved to the side so that all of them are on the canvas, not under the panel beside it. */
function shiftOf({ nodeLookup, transform: [tx, , zoom], width }: ReactFlowState, id: string): number {
  const node = nodeLookup.get(id);
  if (node === undefined || width < 2 * HALF) return 0;
  const middle = (node.internals.positionAbsolute.x + (node.measured.width ?? 0) / 2) * zoom + tx;
  return Math.round(Math.min(Math.max(middle, HALF), width - HALF) - middle);
}

/** There is room for the tools above the node. */
function isBelowTop({ nodeLookup, transform: [, ty, zoom] }: ReactFlowState, id: string): boolean {
  const node = nodeLookup.get(id);
  return node === undefined || node.internals.positionAbsolute.y * zoom + ty >= HEIGHT;
}

/** What can be done with the selected node, above it; with several selected, above none. */
export function NodeTools({ id, visible, offset }: { readonly id: string; readonly visible: boolean; readonly offset: number }) {
  const alone = useDocument(({ selection }) => selection.nodes.length === 1 && selection.nodes[0] === id);
  const shift = useStore((state) => shiftOf(state, id));
  const above = useStore((state) => isBelowTop(state, id));
  if (!visible || !alone) return null;
  return (
    <NodeToolbar isVisible position={above ? Position.Top : Position.Bottom} offset={offset}>
      <div className={classes.nodeTools} style={{ transform: `translateX(${shift}px)` }} aria-label={t('Node actions')} role="toolbar">
        <ToolButtons />
      </div>
    </NodeToolbar>
  );
}

/** Not drawn anew with every edit of the node. */
const ToolButtons = memo(function ToolButtons() {
  const commands = useCommands();
  return tools.map(({ command: commandId, Icon }) => {
    const command = commands.get(commandId);
    if (command === undefined) return null;
    return (
      <Tooltip key={commandId} label={labelWithKeys(command)}>
        <ActionIcon
          size={26}
          aria-label={t(command.label)}
          onClick={() => runCommand(commandId)}
          data-last={commandId === 'edit.delete' || undefined}
        >
          <Icon size={15} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
    );
  });
});
