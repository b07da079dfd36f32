import type { ComponentType } from 'react';
import { create } from 'zustand';
import { t, type Text } from '../language/text.ts';
import { useKeymap } from './keymap.ts';
import { shortcutKeys } from './shortcut.ts';

export type CommandGroup = 'edit' | 'canvas' | 'view' | 'project' | 'run' | 'help';

/** Something the user can do: menu, toolbar, shortcut and command palette all run this one entry. */
export interface Command {
  /** `edit.undo`, `run.train`. */
  readonly id: string;
  /** Said by `t` where it is drawn. */
  readonly label: Text;
  /** Says what it would do now, where that is more than the label: `Undo: Move conv1`. */
  labelNow?(): Text | undefined;
  readonly group: CommandGroup;
  readonly icon?: ComponentType<{ size?: number | string; stroke?: number | string }>;
  /** In Mantine's notation: `mod+Shift+Z`. Several are tried in turn, the first is shown. */
  readonly shortcut?: string | readonly string[];
  /** The shortcut also works while a text field has the focus. */
  readonly inFields?: boolean;
  /** The browser's own event for these keys does it (copy, cut, paste): the keys are listened to only where people chose them. */
  readonly native?: boolean;
  /** One of very many, or of use by its keys alone: the command palette lists it only where it is searched for. */
  readonly searchedOnly?: boolean;
  /** Other words that people search for. */
  readonly keywords?: readonly string[];
  /** False where it can't be done now; it is then shown disabled and its shortcut does nothing. */
  when?(): boolean;
  /** For what is on or off: true where it is on, which menus show with a tick. */
  checked?(): boolean;
  run(): void | Promise<void>;
}

interface CommandTable {
  readonly commands: ReadonlyMap<string, Command>;
}

const useCommandTable = create<CommandTable>()(() => ({ commands: new Map() }));

/** Adds a command, replacing one of the same id; returns how to take it out again. */
export function registerCommand(command: Command): () => void {
  useCommandTable.setState(({ commands }) => ({ commands: new Map(commands).set(command.id, command) }));
  return () =>
    useCommandTable.setState(({ commands }) => {
      if (commands.get(command.id) !== command) return {};
      const rest = new Map(commands);
      rest.delete(command.id);
      return { commands: rest };
    });
}

/** Adds several commands; returns how to take them out again. */
export function registerCommands(commands: readonly Command[]): () => void {
  const removals = commands.map(registerCommand);
  return () => removals.forEach((remove) => remove());
}

/** All commands in the order in which they were registered. */
export function allCommands(): readonly Command[] {
  return [...useCommandTable.getState().commands.values()];
}

/** The commands by their ids; drawn anew when their shortcuts change, too. */
export function useCommands(): ReadonlyMap<string, Command> {
  useKeymap();
  return useCommandTable(({ commands }) => commands);
}

export function commandOf(id: string): Command | undefined {
  return useCommandTable.getState().commands.get(id);
}

export function isAvailable(command: Command): boolean {
  return command.when?.() ?? true;
}

/** Runs the command where it can be done now; false where it can't or isn't registered. */
export function runCommand(id: string): boolean {
  const command = commandOf(id);
  if (command === undefined || !isAvailable(command)) return false;
  void command.run();
  return true;
}

/** Its label and its first shortcut, for a tooltip: `Zoom in (+)`. */
export function labelWithKeys(command: Command): string {
  const [shortcut] = shortcutsOf(command);
  return shortcut === undefined ? t(command.label) : `${t(command.label)} (${shortcutKeys(shortcut).join(' ')})`;
}

/** What a command is found by: its label in the window's language and in English, and its other words. */
export function searchedNames({ label, keywords = [] }: Command): readonly [string, ...string[]] {
  return [t(label), typeof label === 'string' ? label : label.text, ...keywords];
}

/** The command's shortcuts: those that the user chose, else those it comes with. */
export function shortcutsOf({ id, shortcut }: Command): readonly string[] {
  const chosen = useKeymap.getState().chosen[id];
  if (chosen !== undefined) return chosen;
  if (shortcut === undefined) return [];
  return typeof shortcut === 'string' ? [shortcut] : shortcut;
}
