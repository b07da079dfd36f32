import { afterEach, expect, it } from 'vitest';
import { offeredCommands } from '../command-palette/offered-commands.ts';
import { rebind, resetKeys } from '../commands/keymap.ts';
import { type Command, shortcutsOf } from '../commands/registry.ts';
import { matchesShortcut } from '../commands/shortcut.ts';
import { alignCommands } from '../editor/align-commands.ts';
import { canvasCommands } from '../editor/canvas-commands.ts';
import { editorCommands } from '../editor/editor-commands.ts';
import { markCommands } from '../editor/mark-commands.ts';
import { regionCommands } from '../editor/region-commands.ts';
import { walkCommands } from '../editor/walk-commands.ts';
import { t } from '../language/text.ts';
import { moduleCommands } from '../modules/module-commands.ts';
import { dataCommands } from './data-commands.ts';
import { helpCommands } from './help-commands.ts';
import { listedCommands } from './listed-commands.ts';
import { projectCommands } from './project-commands.ts';
import { runCommands, threadCommands } from './run-commands.ts';
import { settingCommands } from './setting-commands.ts';
import { viewCommands } from './view-commands.ts';

const commands: readonly Command[] = [
  ...walkCommands,
  ...editorCommands,
  ...markCommands,
  ...canvasCommands,
  ...alignCommands,
  ...moduleCommands,
  ...regionCommands,
  ...projectCommands,
  ...runCommands,
  ...viewCommands,
  ...helpCommands,
  ...settingCommands,
  ...dataCommands,
  ...threadCommands(2),
];
/** As they are once they can be done. */
const possible = commands.map((command): Command => ({ ...command, when: () => true }));

afterEach(() => resetKeys());

it('gives each command a name of its own', () => {
  const ids = commands.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

it('finds every command by its label in the command palette and in the list of shortcuts', () => {
  for (const { id, label } of commands) {
    const text = t(label).replace(/…$/, '');
    expect(offeredCommands(possible, text).map((command) => command.id)).toContain(id);
    expect(listedCommands(commands, text).map((command) => command.id)).toContain(id);
  }
});

it('lists every command that has keys without a search', () => {
  const withKeys = commands.filter(({ shortcut }) => shortcut !== undefined).map(({ id }) => id);
  expect(withKeys.length).toBeGreaterThan(50);
  expect(listedCommands(commands, '').map(({ id }) => id)).toEqual(withKeys);
});

it('lets every command have other keys, also copy, cut and paste', () => {
  const keys = { key: 'F9', code: 'F9', ctrlKey: true, shiftKey: true, altKey: false, metaKey: false };
  for (const command of commands) {
    rebind(
      command.id,
      'mod+Shift+F9',
      commands.map((other) => ({ id: other.id, shortcuts: shortcutsOf(other) })),
    );
    const answering = commands.filter((other) => shortcutsOf(other).some((shortcut) => matchesShortcut(keys, shortcut)));
    expect(answering).toEqual([command]);
  }
});
