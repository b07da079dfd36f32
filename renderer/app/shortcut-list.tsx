import { Kbd, Modal } from '@mantine/core';
import { shortcutsOf, useCommands, type CommandGroup } from '../commands/registry.ts';
import { shortcutKeys } from '../commands/shortcut.ts';
import { closeDialog, useDialog } from './dialogs.ts';
import styles from './shortcut-list.module.css';

const groupTitles: Readonly<Record<CommandGroup, string>> = {
  run: 'Training',
  project: 'Project',
  edit: 'Edit',
  canvas: 'Canvas',
  view: 'View',
  help: 'Help',
};

/** All shortcuts of the commands that the window knows. */
export function ShortcutList() {
  const opened = useDialog(({ open }) => open === 'shortcuts');
  return (
    <Modal opened={opened} onClose={closeDialog} title="Keyboard shortcuts" size="lg">
      <Groups />
    </Modal>
  );
}

function Groups() {
  const commands = [...useCommands().values()].filter((command) => shortcutsOf(command).length > 0);
  const groups = (Object.keys(groupTitles) as CommandGroup[]).filter((group) => commands.some((command) => command.group === group));
  return (
    <div className={styles.shortcuts}>
      {groups.map((group) => (
        <section key={group}>
          <h3>{groupTitles[group]}</h3>
          {commands
            .filter((command) => command.group === group)
            .map((command) => (
              <div key={command.id} className={styles.row}>
                <span>{command.label}</span>
                <Keys shortcut={shortcutsOf(command)[0] ?? ''} />
              </div>
            ))}
        </section>
      ))}
    </div>
  );
}

function Keys({ shortcut }: { readonly shortcut: string }) {
  return (
    <span className={styles.keys}>
      {shortcutKeys(shortcut).map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
    </span>
  );
}
