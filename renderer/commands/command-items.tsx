import { Kbd, Menu } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { t } from '../language/text.ts';
import { isAvailable, runCommand, shortcutsOf, useCommands } from './registry.ts';
import { shortcutKeys } from './shortcut.ts';

/** Menu entries for commands, with their icons and shortcuts; `undefined` draws a line. Commands that aren't there are left out. */
export function CommandItems({ ids }: { readonly ids: readonly (string | undefined)[] }) {
  const commands = useCommands();
  return ids.map((id, index) => {
    if (id === undefined) return <Menu.Divider key={`line-${index}`} />;
    const command = commands.get(id);
    if (command === undefined) return null;
    const Icon = command.icon;
    const [shortcut] = shortcutsOf(command);
    return (
      <Menu.Item
        key={id}
        disabled={!isAvailable(command)}
        leftSection={
          command.checked?.() === true ? <IconCheck size={15} stroke={2} aria-label={t('on')} /> : Icon && <Icon size={15} stroke={1.7} />
        }
        rightSection={shortcut === undefined ? undefined : <Kbd>{shortcutKeys(shortcut).join(' ')}</Kbd>}
        onClick={() => runCommand(id)}
      >
        {t(command.labelNow?.() ?? command.label)}
      </Menu.Item>
    );
  });
}
