import { Kbd } from '@mantine/core';
import { Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { isAvailable, shortcutsOf, useCommands, type Command, type CommandGroup } from '../commands/registry.ts';
import { shortcutKeys } from '../commands/shortcut.ts';
import styles from './command-palette.module.css';

export const groupTitles: Readonly<Record<CommandGroup, string>> = {
  run: 'Training',
  project: 'Project',
  edit: 'Edit',
  canvas: 'Canvas',
  view: 'View',
  help: 'Help',
};

const groups = Object.keys(groupTitles) as CommandGroup[];

/** True where every word of the query begins a word of the command's label or keywords. */
export function matchesQuery({ label, keywords = [] }: Pick<Command, 'label' | 'keywords'>, query: string): boolean {
  const words = `${label} ${keywords.join(' ')}`.toLowerCase().split(/[\s:…]+/);
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)));
}

/** Everything that can be done now, by name (Ctrl K). */
export function CommandPalette() {
  const [query, setQuery] = useState('');
  return (
    <Spotlight.Root query={query} onQueryChange={setQuery} shortcut={null} clearQueryOnClose scrollable maxHeight={440} radius="lg" overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}>
      <Spotlight.Search placeholder="Search commands" leftSection={<IconSearch size={16} stroke={1.7} />} aria-label="Search commands" />
      <Results query={query.trim()} />
    </Spotlight.Root>
  );
}

function Results({ query }: { readonly query: string }) {
  const commands = useCommands();
  const found = [...commands.values()].filter((command) => isAvailable(command) && matchesQuery(command, query));
  return (
    <Spotlight.ActionsList>
      {found.length === 0 && <Spotlight.Empty>No command of that name can be used here.</Spotlight.Empty>}
      {groups.map((group) => {
        const members = found.filter((command) => command.group === group);
        return members.length === 0 ? null : (
          <Spotlight.ActionsGroup key={group} label={groupTitles[group]}>
            {members.map((command) => (
              <Entry key={command.id} command={command} />
            ))}
          </Spotlight.ActionsGroup>
        );
      })}
    </Spotlight.ActionsList>
  );
}

function Entry({ command }: { readonly command: Command }) {
  const Icon = command.icon;
  const shortcut = shortcutsOf(command)[0];
  return (
    <Spotlight.Action onClick={() => void command.run()}>
      <span className={styles.entry}>
        <span className={styles.icon}>{Icon && <Icon size={16} stroke={1.7} />}</span>
        <span>{command.label}</span>
        {shortcut !== undefined && <Keys shortcut={shortcut} />}
      </span>
    </Spotlight.Action>
  );
}

/** A shortcut as keycaps. */
export function Keys({ shortcut }: { readonly shortcut: string }) {
  return (
    <span className={styles.keys}>
      {shortcutKeys(shortcut).map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
    </span>
  );
}
