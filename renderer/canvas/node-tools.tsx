import { NodeToolbar, Position } from '@xyflow/react';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowRightCircle, IconCopyPlus, IconEyeOff, IconPencil, IconPlayerSkipForward, IconTrash } from '@tabler/icons-react';
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

/** What can be done with the selected node, above it; with several selected, above none. */
export function NodeTools({ id, visible }: { readonly id: string; readonly visible: boolean }) {
  const alone = useDocument(({ selection }) => selection.nodes.length === 1 && selection.nodes[0] === id);
  const commands = useCommands();
  if (!visible || !alone) return null;
  return (
    <NodeToolbar isVisible position={Position.Top} offset={8} className={classes.nodeTools} aria-label={t('Node actions')} role="toolbar">
      {tools.map(({ command: commandId, Icon }) => {
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
      })}
    </NodeToolbar>
  );
}
