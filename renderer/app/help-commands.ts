import { spotlight } from '@mantine/spotlight';
import { IconKeyboard, IconSearch, IconSettings } from '@tabler/icons-react';
import type { Command } from '../commands/registry.ts';
import { openDialog } from '../window/dialogs.ts';

/** Settings, search and the list of keys. */
export const helpCommands: readonly Command[] = [
  {
    id: 'help.settings',
    label: 'Settings…',
    group: 'help',
    icon: IconSettings,
    shortcut: 'mod+,',
    inFields: true,
    keywords: ['preferences', 'options', 'language', 'theme', 'density', 'threads'],
    run: () => openDialog('settings'),
  },
  {
    id: 'help.commands',
    label: 'Search commands',
    group: 'help',
    icon: IconSearch,
    shortcut: 'mod+K',
    inFields: true,
    run: () => spotlight.open(),
  },
  {
    id: 'help.shortcuts',
    label: 'Keyboard shortcuts',
    group: 'help',
    icon: IconKeyboard,
    shortcut: '?',
    run: () => openDialog('shortcuts'),
  },
];
