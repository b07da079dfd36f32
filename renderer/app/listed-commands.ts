import { matchQuery } from '../command-palette/palette-query.ts';
import { type Command, searchedNames, shortcutsOf } from '../commands/registry.ts';
import { shortcutKeys } from '../commands/shortcut.ts';

/** What the list of shortcuts shows: commands that have or had keys, or all that a search fits by their names or keys. */
export function listedCommands(commands: readonly Command[], query: string): readonly Command[] {
  if (query === '') return commands.filter((command) => shortcutsOf(command).length > 0 || command.shortcut !== undefined);
  return commands.filter((command) => matchQuery(query, ...searchedNames(command), keysText(command)) > 0);
}

function keysText(command: Command): string {
  return shortcutsOf(command)
    .map((keys) => shortcutKeys(keys).join(' '))
    .join(', ');
}
