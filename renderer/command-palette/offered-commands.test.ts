import { afterEach, expect, it } from 'vitest';
import type { Command } from '../commands/registry.ts';
import { noteChosen, offeredCommands, recentOf, useRecentCommands } from './offered-commands.ts';

const run = () => undefined;
const commands: readonly Command[] = [
  { id: 'walk', label: 'Walk to the layer on the right', group: 'canvas', searchedOnly: true, run },
  { id: 'fit', label: 'Show all', group: 'view', run },
  { id: 'undo', label: 'Undo', group: 'edit', run },
  { id: 'train', label: 'Train', group: 'run', run },
  { id: 'stop', label: 'Stop', group: 'run', when: () => false, run },
];
const ids = (of: readonly Command[]) => of.map(({ id }) => id);

afterEach(() => useRecentCommands.setState({ ids: [] }));

it('lists training first and no steps of the arrow keys where nothing is typed', () => {
  expect(ids(offeredCommands(commands, ''))).toEqual(['train', 'undo', 'fit']);
});

it('finds what is typed among all that can be done', () => {
  expect(ids(offeredCommands(commands, 'walk'))).toEqual(['walk']);
  expect(offeredCommands(commands, 'stop')).toEqual([]);
});

it('keeps the five commands chosen last, each once and the latest first', () => {
  for (const id of ['a', 'undo', 'b', 'fit', 'c', 'd', 'undo']) noteChosen(id);
  expect(useRecentCommands.getState().ids).toEqual(['undo', 'd', 'c', 'fit', 'b']);
  expect(ids(recentOf(commands, useRecentCommands.getState().ids))).toEqual(['undo', 'fit']);
});
