import { ActionIcon, Tooltip } from '@mantine/core';
import classes from './align-row.module.css';
import { t } from '../language/text.ts';
import { isAvailable, labelWithKeys, runCommand, useCommands } from './registry.ts';

const ids = [
  ['align.left', 'align.centre', 'align.right'],
  ['align.top', 'align.middle', 'align.bottom'],
  ['distribute.x', 'distribute.y'],
] as const;

/** Buttons that bring what is selected into line. */
export function AlignRow({ inMenu, onChoose }: { readonly inMenu?: true; readonly onChoose?: () => void }) {
  const commands = useCommands();
  return (
    <div className={classes.row} role={inMenu ? 'group' : 'toolbar'} aria-label={t('Align and distribute')}>
      {ids.map((group) => (
        <div key={group[0]} className={classes.group} role="presentation">
          {group.map((id) => {
            const command = commands.get(id);
            if (command?.icon === undefined) return null;
            const Icon = command.icon;
            return (
              <Tooltip key={id} label={labelWithKeys(command)}>
                <ActionIcon
                  size={26}
                  role={inMenu && 'menuitem'}
                  aria-label={t(command.label)}
                  disabled={!isAvailable(command)}
                  onClick={() => {
                    runCommand(id);
                    onChoose?.();
                  }}
                >
                  <Icon size={15} stroke={1.7} />
                </ActionIcon>
              </Tooltip>
            );
          })}
        </div>
      ))}
    </div>
  );
}
