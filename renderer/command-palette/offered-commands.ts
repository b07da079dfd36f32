import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { type Command, type CommandGroup, isAvailable, searchedNames } from '../commands/registry.ts';
import { matchQuery } from './palette-query.ts';

/** How many commands stand first because they were chosen last. */
const KEPT = 5;

/** What people come for most often stands first where nothing is searched for. */
const groupOrder: readonly CommandGroup[] = ['run', 'project', 'edit', 'canvas', 'view', 'help'];

/** The ids of the commands that were chosen in the palette, the last one first; kept on this machine. */
export const useRecentCommands = create<{ readonly ids: readonly string[] }>()(
  persist((): { readonly ids: readonly string[] } => ({ ids: [] }), { name: 'netloom.recent-commands' }),
);

export function noteChosen(id: string): void {
  useRecentCommands.setState(({ ids }) => ({ ids: [id, ...ids.filter((other) => other !== id)].slice(0, KEPT) }));
}

/** The commands that can be done now: those that fit a text, the best first, or without one all that are of use in a list, by their groups. */
export function offeredCommands(commands: readonly Command[], text: string): readonly Command[] {
  const available = commands.filter(isAvailable);
  if (text === '') {
    const rank = ({ group }: Command) => groupOrder.indexOf(group);
    return available.filter(({ searchedOnly }) => searchedOnly !== true).toSorted((a, b) => rank(a) - rank(b));
  }
  return available
    .map((command) => ({ command, score: matchQuery(text, ...searchedNames(command)) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ command }) => command);
}

/** Of these commands those that were chosen last, the latest first. */
export function recentOf(commands: readonly Command[], ids: readonly string[]): readonly Command[] {
  return ids.map((id) => commands.find((command) => command.id === id)).filter((command) => command !== undefined);
}
