import { beforeEach, expect, it } from 'vitest';
import { isRebound, rebind, resetKeys, unbind, useKeymap } from './keymap.ts';
import { commandOf, registerCommands, shortcutsOf } from './registry.ts';

const run = () => undefined;
registerCommands([
  { id: 'a', label: 'Undo', group: 'edit', shortcut: ['mod+A', 'F2'], run },
  { id: 'b', label: 'Redo', group: 'edit', shortcut: 'B', run },
]);
const keys = (id: string) => {
  const command = commandOf(id);
  return command && shortcutsOf(command);
};
const all = () => ['a', 'b'].map((id) => ({ id, shortcuts: keys(id) ?? [] }));

beforeEach(() => resetKeys());

it('gives a command another shortcut, and takes that from whoever had it', () => {
  rebind('b', 'mod+a', all());
  expect(keys('b')).toEqual(['mod+a']);
  expect(keys('a')).toEqual(['F2']);
});

it('gives back what commands come with, one or all', () => {
  rebind('b', 'X', all());
  unbind('a');
  expect(keys('a')).toEqual([]);
  resetKeys('b');
  expect([keys('a'), keys('b')]).toEqual([[], ['B']]);
  resetKeys();
  expect(keys('a')).toEqual(['mod+A', 'F2']);
  expect(useKeymap.getState().chosen).toEqual({});
});

it('tells which commands have keys that people chose', () => {
  expect(isRebound('a')).toBe(false);
  rebind('a', 'mod+I', all());
  expect(isRebound('a')).toBe(true);
  resetKeys('a');
  expect(isRebound('a')).toBe(false);
});
