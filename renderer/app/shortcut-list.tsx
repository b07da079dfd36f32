import { ActionIcon, Button, Kbd, Modal, TextInput, Tooltip } from '@mantine/core';
import { IconRestore, IconSearch, IconX } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import { rebind, resetKeys, unbind, useKeymap } from '../commands/keymap.ts';
import { listedCommands } from './listed-commands.ts';
import { shortcutsOf, useCommands, type Command, type CommandGroup } from '../commands/registry.ts';
import { shortcutKeys, shortcutOf } from '../commands/shortcut.ts';
import { listOf } from '../language/lists.ts';
import { t, type WindowText } from '../language/text.ts';
import { closeDialog, useDialog } from '../window/dialogs.ts';
import styles from './shortcut-list.module.css';

const groupTitles: Readonly<Record<CommandGroup, WindowText>> = {
  run: 'Training',
  project: 'Project',
  edit: 'Edit',
  canvas: 'Canvas',
  view: 'View',
  help: 'Help',
};

/** All shortcuts of the commands that the window knows; a click on one's keys gives it others. */
export function ShortcutList() {
  const opened = useDialog(({ open }) => open === 'shortcuts');
  return (
    <Modal opened={opened} onClose={closeDialog} title={t('Keyboard shortcuts')} size="xl">
      <Shortcuts />
    </Modal>
  );
}

function Shortcuts() {
  const [query, setQuery] = useState('');
  const [bound, setBound] = useState<string>();
  const isChanged = useKeymap(({ chosen }) => Object.keys(chosen).length > 0);
  const all = [...useCommands().values()];
  const text = query.trim();
  const commands = listedCommands(all, text);
  const groups = (Object.keys(groupTitles) as CommandGroup[]).filter((group) => commands.some((command) => command.group === group));
  return (
    <>
      <div className={styles.head}>
        <TextInput
          className={styles.search}
          aria-label={t('Search commands and keys')}
          placeholder={t('Search commands and keys')}
          leftSection={<IconSearch size={14} stroke={1.7} />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        {isChanged && (
          <Button variant="default" leftSection={<IconRestore size={15} stroke={1.7} />} onClick={() => resetKeys()}>
            {t('Reset all')}
          </Button>
        )}
      </div>
      <p className={styles.hint}>{t('Click on keys to choose others. A search also finds commands that have none yet.')}</p>
      <div className={styles.shortcuts}>
        {groups.map((group) => (
          <section key={group}>
            <h3>{t(groupTitles[group])}</h3>
            {commands
              .filter((command) => command.group === group)
              .map((command) => (
                <Row
                  key={command.id}
                  command={command}
                  listening={bound === command.id}
                  onListen={(on) => setBound(on ? command.id : undefined)}
                  onKeys={(keys) => {
                    setBound(undefined);
                    const others = all.map((other) => ({ id: other.id, shortcuts: shortcutsOf(other) }));
                    rebind(command.id, keys, others);
                  }}
                />
              ))}
          </section>
        ))}
        {groups.length === 0 && <p className={styles.hint}>{t('No command is called “{text}”.', { text })}</p>}
      </div>
    </>
  );
}

interface RowProps {
  readonly command: Command;
  /** The next keys become its shortcut. */
  readonly listening: boolean;
  readonly onListen: (on: boolean) => void;
  readonly onKeys: (shortcut: string) => void;
}

function Row({ command, listening, onListen, onKeys }: RowProps) {
  const isChanged = useKeymap(({ chosen }) => command.id in chosen);
  const shortcuts = shortcutsOf(command);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!listening || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') return onListen(false);
    const keys = shortcutOf(event);
    if (keys !== undefined) onKeys(keys);
  };
  return (
    <div className={styles.row}>
      <span>{t(command.label)}</span>
      {isChanged && !listening && (
        <Tooltip label={t('The keys it came with')}>
          <ActionIcon
            size={20}
            aria-label={t('Reset the keys of {command}', { command: t(command.label) })}
            onClick={() => resetKeys(command.id)}
          >
            <IconRestore size={13} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      )}
      {listening && shortcuts.length > 0 && (
        <Tooltip label={t('No keys')}>
          <ActionIcon
            size={20}
            aria-label={t('No keys for {command}', { command: t(command.label) })}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              unbind(command.id);
              onListen(false);
            }}
          >
            <IconX size={13} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      )}
      <button
        type="button"
        className={styles.keys}
        data-listening={listening || undefined}
        onClick={() => onListen(!listening)}
        onBlur={() => listening && onListen(false)}
        onKeyDown={onKeyDown}
      >
        <span className="netloom-hidden">
          {t('Keys of {command}: {keys}', {
            command: t(command.label),
            keys: listOf(shortcuts.map((keys) => shortcutKeys(keys).join(' '))) || t('none'),
          })}
        </span>
        {listening ? t('Press keys…') : shortcuts.length === 0 ? t('none') : <Keys shortcut={shortcuts[0]} />}
      </button>
    </div>
  );
}

function Keys({ shortcut }: { readonly shortcut: string }) {
  return shortcutKeys(shortcut).map((key) => (
    <Kbd key={key} aria-hidden>
      {key}
    </Kbd>
  ));
}
