import { expect, it } from 'vitest';
import { matchesShortcut, shortcutKeys, shortcutOf } from './shortcut.ts';

const press = (key: string, held: { ctrlKey?: boolean; shiftKey?: boolean; altKey?: boolean } = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

it.each([
  ['mod+Z', press('z', { ctrlKey: true }), true],
  ['mod+Z', press('Z', { ctrlKey: true, shiftKey: true }), false],
  ['mod+Shift+Z', press('Z', { ctrlKey: true, shiftKey: true }), true],
  ['Delete', press('Delete'), true],
  ['Delete', press('Delete', { ctrlKey: true }), false],
  ['+', press('+', { shiftKey: true }), true],
  ['mod++', press('+', { ctrlKey: true }), true],
  ['?', press('?', { shiftKey: true }), true],
  ['F', press('f', { altKey: true }), false],
])('%s meets %o: %s', (shortcut, event, fits) => {
  expect(matchesShortcut(event, shortcut)).toBe(fits);
});

it('prints keys as they stand on the keyboard', () => {
  expect(shortcutKeys('mod+Shift+Z')).toEqual(['Ctrl', 'Shift', 'Z']);
  expect(shortcutKeys('Delete')).toEqual(['Del']);
});

it.each([
  [press('z', { ctrlKey: true, shiftKey: true }), 'mod+Shift+Z'],
  [press('?', { shiftKey: true }), '?'],
  [press('+', { ctrlKey: true }), 'mod++'],
  [press('ArrowUp', { altKey: true }), 'Alt+ArrowUp'],
])('writes %o as a shortcut that these keys meet again', (event, shortcut) => {
  expect(shortcutOf(event)).toBe(shortcut);
  expect(matchesShortcut(event, shortcut)).toBe(true);
});

it('waits while only modifiers are held', () => {
  expect(shortcutOf(press('Control', { ctrlKey: true }))).toBeUndefined();
});
